// Fuel dispensers: the nozzle is the unit of verdict.
import { comma, exact, least, most, rounded, show } from "./exact.js";
import { Evaluation, Limits, RowResult, refuse } from "./judging.js";

// Litres, by the standard measure: nominal + scale reading + certificate correction.
function derivedVolume(run) {
  if (run.nominal === undefined || run.scale_reading_ml === undefined) return undefined;
  return exact(run.nominal).add(exact(run.scale_reading_ml).add(run.correction_ml ?? 0).div(1000));
}

const volumeOf = (run) => (run.true_volume === undefined ? derivedVolume(run) : exact(run.true_volume));

function errorOf(run) {
  const volume = volumeOf(run);
  if (run.indication === undefined || volume === undefined) return undefined;
  return exact(run.indication).sub(volume).div(volume).mul(100);
}

function lacks(run) {
  if (run.indication === undefined) return "isi penunjukan";
  return volumeOf(run) ? "" : "isi volume sebenarnya, atau nominal dan pembacaan skala bejana";
}

function contradiction(run, index) {
  const derived = derivedVolume(run);
  const byMeasure = ["nominal", "scale_reading_ml", "correction_ml"].some((field) => run[field] !== undefined);
  const at = `observations.runs.${index}`;
  if (derived && derived.lte(0)) {
    const message = "Volume sebenarnya menjadi nol atau kurang. Periksa pembacaan skala.";
    return [{ field: `${at}.scale_reading_ml`, message }];
  }
  if (run.true_volume !== undefined && byMeasure && !derived?.equals(run.true_volume)) {
    const message = "Isi volume sebenarnya saja, atau pembacaan bejana saja: keduanya berbeda.";
    return [{ field: `${at}.true_volume`, message }];
  }
  return [];
}

function errorsByFlow(flows, runs) {
  const errors = new Map(flows.map((flow) => [flow.value, []]));
  for (const run of runs) {
    const error = errorOf(run);
    if (run.flow !== undefined && error !== undefined) errors.get(run.flow).push(error);
  }
  return errors;
}

// Runs at one flow are compared with each other; a single run says nothing.
function judgeRepeatability(call, evaluation, flows, byFlow) {
  const test = call.test("repeatability");
  const limit = exact(call.rule("fuel_dispenser.repeatability"));
  const compared = flows.filter((flow) => byFlow.get(flow.value).length > 1);
  const rangeOf = (flow) => most(byFlow.get(flow.value)).sub(least(byFlow.get(flow.value)));
  if (!compared.length) return evaluation.judged(test.code, "open", { limit: show(limit) });
  const failed = compared.filter((flow) => rangeOf(flow).gt(limit));
  for (const flow of failed) {
    const sentence = `selisih kesalahan ${comma(rounded(rangeOf(flow)))} %, batasnya ${comma(limit)} %`;
    evaluation.reasons.push(`${test.label}, laju alir ${flow.label}: ${sentence}.`);
  }
  const value = rounded(most(compared.map(rangeOf)));
  return evaluation.judged(test.code, failed.length ? "batal" : "sah", { value, limit: show(limit) });
}

function noteMissingRuns(call, evaluation, flows, byFlow) {
  const needed = call.rule("fuel_dispenser.runs_per_flow");
  const test = call.test("runs");
  const short = flows
    .map((flow) => [flow.label, needed - byFlow.get(flow.value).length])
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label} ${count} kali`);
  if (short.length) {
    evaluation.lacks(test, `${test.label}: pengujian belum lengkap, masih kurang ${short.join(", ")}.`);
  }
}

function judgeDisplays(call, evaluation, { front, rear }) {
  const test = call.test("displays");
  if (front === undefined || rear === undefined) {
    evaluation.judged(test.code, "open");
    evaluation.reasons.push(`${test.label}: isi tampilan depan dan belakang.`);
    return;
  }
  const limit = exact(call.rule("fuel_dispenser.display_difference"));
  evaluation.rangeTest(test, exact(front).sub(rear).abs().mul(1000), limit, "mL");
}

export function fuelDispenser(call) {
  const { prechecks, runs, displays } = call.observations;
  const flows = call.test("runs").columns.find((column) => column.key === "flow").choices;
  refuse((runs ?? []).flatMap(contradiction));
  const evaluation = new Evaluation(call.service);
  const isStopped = evaluation.checklist(call.test("prechecks"), prechecks) === "batal";
  const byFlow = errorsByFlow(flows, runs ?? []);
  if (runs !== undefined) {
    const limits = Limits.around(exact(call.rule("fuel_dispenser.max_error")));
    const results = runs.map((run) => new RowResult({ error: errorOf(run), limits, whyOpen: lacks(run), isRatio: true }));
    evaluation.errorRows(call.test("runs"), "%", runs, results);
    judgeRepeatability(call, evaluation, flows, byFlow);
  }
  if (!isStopped) noteMissingRuns(call, evaluation, flows, byFlow);
  if (displays !== undefined) judgeDisplays(call, evaluation, displays);
  return evaluation.answer();
}
