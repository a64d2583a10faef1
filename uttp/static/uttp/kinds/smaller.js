// The families with a checklist and one list of rows.
import { ZERO, comma, exact, given, show } from "./exact.js";
import { Limits, RowResult, begin, refuse } from "./judging.js";

// Judges the rows of one test, and says that it lacks something unless one row at least is complete.
function oneList(call, code, unit, judge, isComplete) {
  const evaluation = begin(call);
  const rows = call.observations[code];
  if (rows !== undefined) evaluation.errorRows(call.test(code), unit, rows, rows.map(judge));
  if (!(rows ?? []).some(isComplete)) evaluation.lacks(call.test(code));
  return evaluation;
}

const MILLIGRAMS = { mg: exact(1), g: exact(1000), kg: exact(1000000) };
const GOOD_ENOUGH = 3;

const mass = (row) =>
  row.nominal === undefined || row.unit === undefined ? undefined : exact(row.nominal).mul(MILLIGRAMS[row.unit]);

function limitInMilligrams(call, milligrams) {
  const { accuracy_class: accuracyClass } = call.attributes;
  const tables = [...call.rule("weights.limits"), ...call.rule("weights.limits_heavy_and_fine")];
  const row = tables.find((limits) => mass(limits).equals(milligrams) && accuracyClass in limits.limits_mg);
  return row && exact(row.limits_mg[accuracyClass]);
}

function weighed(call, row) {
  const lacks =
    mass(row) === undefined ? "isi nominal dan satuan" : row.error_mg === undefined ? "isi kesalahan" : "";
  const limit = mass(row) && limitInMilligrams(call, mass(row));
  if (limit === undefined) return new RowResult({ whyOpen: lacks });
  const guard = exact(row.uncertainty_mg ?? 0);
  const vague = `ketidakpastian di atas sepertiga BKD ${comma(limit)} mg, pakai standar yang lebih baik`;
  const whyOpen = lacks || (guard.mul(GOOD_ENOUGH).gt(limit) ? vague : "");
  return new RowResult({ error: given(row.error_mg), limits: Limits.around(limit), whyOpen, guard });
}

export function weights(call) {
  const { accuracy_class: accuracyClass, items } = call.attributes;
  const rows = call.observations.weights ?? [];
  const message = `Kelas ${accuracyClass} tidak punya BKD pada nominal ini. Periksa nominal dan satuan.`;
  refuse(
    rows.flatMap((row, index) => {
      const hasNone = mass(row) && limitInMilligrams(call, mass(row)) === undefined;
      return hasNone ? [{ field: `observations.weights.${index}.nominal`, message }] : [];
    }),
  );
  const evaluation = begin(call);
  const test = call.test("weights");
  if (call.observations.weights) evaluation.errorRows(test, "mg", rows, rows.map((row) => weighed(call, row)));
  const wanted = new Map();
  for (const pile of items) {
    const key = show(mass(pile));
    wanted.set(key, (wanted.get(key) ?? 0) + Number(pile.count));
  }
  for (const row of rows.filter((piece) => mass(piece) && piece.error_mg !== undefined)) {
    const key = show(mass(row));
    if (wanted.has(key)) wanted.set(key, wanted.get(key) - 1);
  }
  const lacking = [...wanted.values()].reduce((total, count) => total + Math.max(count, 0), 0);
  if (lacking) evaluation.lacks(test, `${test.label}: ${lacking} anak timbangan belum diisi.`);
  return evaluation.answer();
}

export function capacityMeasure(call) {
  const { use, filled_to: filledTo } = call.attributes;
  const nominal = exact(call.attributes.nominal_ml);
  const row = call
    .rule("capacity_measure.limits")
    .find(
      (limit) =>
        limit.use === use &&
        limit.filled_to === filledTo &&
        (limit.below_ml === null || nominal.lt(limit.below_ml)),
    );
  const high = exact(row.fixed_ml).add(nominal.mul(row.percent).div(100));
  const limits = filledTo === "line" ? Limits.around(high) : new Limits(ZERO, high);
  const judge = ({ true_volume_ml: volume }) =>
    volume === undefined
      ? new RowResult({ limits, whyOpen: "isi volume sebenarnya" })
      : new RowResult({ error: exact(volume).sub(nominal), limits });
  return oneList(call, "readings", "mL", judge, (reading) => reading.true_volume_ml !== undefined).answer();
}

export function lengthMeasure(call) {
  const { accuracy_class: accuracyClass, nominal_m: nominal, end_surface: endSurface } = call.attributes;
  const message = `Panjang tidak boleh di atas nominal ${comma(nominal)} m.`;
  refuse(
    (call.observations.readings ?? []).flatMap((row, index) => {
      const isTooLong = row.length_m !== undefined && exact(row.length_m).gt(nominal);
      return isTooLong ? [{ field: `observations.readings.${index}.length_m`, message }] : [];
    }),
  );
  const own = call.rule("length_measure.coefficients")[accuracyClass];
  const more = endSurface ? call.rule("length_measure.end_surface")[accuracyClass] : 0;
  const judge = (row) => {
    if (row.length_m === undefined) return new RowResult({ whyOpen: "isi panjang" });
    const limit = exact(own.a).add(exact(own.b).mul(exact(row.length_m).ceil())).add(more);
    const whyOpen = row.error_mm === undefined ? "isi kesalahan" : "";
    return new RowResult({ error: given(row.error_mm), limits: Limits.around(limit), whyOpen });
  };
  const isComplete = (row) => row.length_m !== undefined && row.error_mm !== undefined;
  return oneList(call, "readings", "mm", judge, isComplete).answer();
}

export function kwhMeter(call) {
  const limits = Limits.around(exact(call.rule("kwh_meter.limits")[call.attributes.accuracy_class]));
  const judge = ({ error_percent: error }) =>
    new RowResult({ error: given(error), limits, whyOpen: error === undefined ? "isi kesalahan" : "" });
  return oneList(call, "readings", "%", judge, (row) => row.error_percent !== undefined).answer();
}
