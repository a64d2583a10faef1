// Water meters: three flows, the limit depends on where the flow lies.
import { ZERO, comma, exact, given } from "./exact.js";
import { Limits, RowResult, begin, refuse } from "./judging.js";

const Q2_OF_Q1 = exact("8/5");
const Q4_OF_Q3 = exact("5/4");
const ABOVE = exact("11/10");
const BELOW = exact("9/10");
const WARM = exact(30);

function flowsOf(attributes) {
  const q3 = exact(attributes.q3);
  const q1 = q3.div(attributes.ratio_r);
  return { q1, q2: q1.mul(Q2_OF_Q1), q3, q4: q3.mul(Q4_OF_Q3) };
}

function lacks(run) {
  if (run.flow === undefined) return "isi debit";
  if (run.indication_l === undefined) return "isi penunjukan meter";
  return run.true_l === undefined ? "isi volume standar" : "";
}

function errorOf(run) {
  if (run.indication_l === undefined || run.true_l === undefined) return undefined;
  return exact(run.indication_l).sub(run.true_l).div(run.true_l).mul(100);
}

function judge(call, flows, run) {
  const own = call.rule("water_meter.limits")[call.attributes.accuracy_class];
  const factor = call.service === "tera_ulang" ? call.rule("water_meter.tera_ulang_factor") : 1;
  const isWarm = run.temperature !== undefined && exact(run.temperature).gt(WARM);
  const upper = isWarm ? own.upper_warm : own.upper;
  const limit = run.flow === undefined ? undefined : exact(exact(run.flow).lt(flows.q2) ? own.lower : upper).mul(factor);
  const limits = limit && Limits.around(limit);
  return new RowResult({ error: given(errorOf(run)), limits, whyOpen: lacks(run), isRatio: true });
}

function uncovered(flows, runs) {
  const ranges = [
    ["Q1", flows.q1, flows.q1.mul(ABOVE)],
    ["Q2", flows.q2, flows.q2.mul(ABOVE)],
    ["Q3", flows.q3.mul(BELOW), flows.q3],
  ];
  const met = runs.filter((run) => !lacks(run)).map((run) => exact(run.flow));
  return ranges.filter(([, low, high]) => !met.some((flow) => low.lte(flow) && flow.lte(high))).map(([name]) => name);
}

// If all errors have one sign, one of them at least must be well within its limit.
function judgeSigns(call, evaluation, results, isComplete) {
  const share = exact(call.rule("water_meter.one_sign"));
  const judged = results.filter((result) => result.verdict !== "open");
  const signs = new Set(judged.map(({ error }) => error.compare(ZERO)));
  const isGood = signs.size > 1 || judged.some(({ error, limits }) => error.abs().lte(limits.high.mul(share)));
  const verdict = isGood ? "sah" : isComplete ? "batal" : "open";
  const test = call.test("one_sign");
  if (verdict === "batal") {
    const sentence = `semua kesalahan bertanda sama dan tidak satu pun di dalam ${comma(share)} kali BKD`;
    evaluation.reasons.push(`${test.label}: ${sentence}.`);
  }
  evaluation.judged(test.code, verdict);
}

export function waterMeter(call) {
  const flows = flowsOf(call.attributes);
  const runs = call.observations.runs ?? [];
  const message = "Debit harus dari Q1 sampai Q4 meter ini. Periksa satuan.";
  refuse(
    runs.flatMap((run, index) => {
      const isOutside = run.flow !== undefined && (exact(run.flow).lt(flows.q1) || exact(run.flow).gt(flows.q4));
      return isOutside ? [{ field: `observations.runs.${index}.flow`, message }] : [];
    }),
  );
  const evaluation = begin(call);
  const test = call.test("runs");
  const lacking = uncovered(flows, runs);
  if (call.observations.runs) {
    const results = runs.map((run) => judge(call, flows, run));
    evaluation.errorRows(test, "%", runs, results);
    judgeSigns(call, evaluation, results, !lacking.length);
  }
  if (lacking.length) evaluation.lacks(test, `${test.label}: belum lengkap, kurang debit ${lacking.join(", ")}.`);
  return evaluation.answer();
}
