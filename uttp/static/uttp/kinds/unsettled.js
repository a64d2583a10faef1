// Kinds whose limits an office has to enter first.
import { exact } from "./exact.js";
import { Limits, RowResult, begin, refuse } from "./judging.js";

const NOT_KNOWN = "BKD jenis UTTP ini belum ditetapkan, minta super admin mengisinya";

function judge(steps, error, reference, lacks) {
  if (error === undefined) return new RowResult({ whyOpen: lacks });
  const step = steps.find(({ upto }) => upto === null || reference.lte(upto));
  if (!step) return new RowResult({ error, whyOpen: NOT_KNOWN });
  const limit = exact(step.limit);
  return new RowResult({ error, limits: Limits.around(step.percent ? limit.mul(reference).div(100) : limit) });
}

function evaluate(call, code, rowOf, isLacking, sentence) {
  const steps = call.rule(`${call.kind.code}.limits`);
  const rows = call.observations[code];
  const evaluation = begin(call);
  if (rows !== undefined) {
    const results = rows.map(rowOf).map((row) => judge(steps, row.error, row.reference, row.lacks));
    evaluation.errorRows(call.test(code), call.kind.unit, rows, results);
  }
  if (isLacking((rows ?? []).map(rowOf))) evaluation.lacks(call.test(code), sentence);
  if (!steps.length) evaluation.reasons.push(`${NOT_KNOWN}.`);
  return evaluation.answer();
}

function reading({ indication, reference }) {
  if (indication === undefined) return { lacks: "isi penunjukan" };
  if (reference === undefined) return { lacks: "isi nilai acuan" };
  return { error: exact(indication).sub(reference), reference: exact(reference), lacks: "" };
}

export const unsettled = (call) => evaluate(call, "readings", reading, (rows) => rows.every((row) => row.lacks), "");

function compartment({ nominal_l: nominal, true_volume_l: volume }) {
  if (nominal === undefined || volume === undefined) return { lacks: "isi volume nominal dan volume sebenarnya" };
  return { error: exact(volume).sub(nominal), reference: exact(nominal), lacks: "" };
}

export function roadTanker(call) {
  const message = "T harus sama dengan t3 + t4. Periksa ketiganya.";
  refuse(
    (call.observations.compartments ?? []).flatMap(({ T, t3, t4 }, index) => {
      const isWrong = [T, t3, t4].every((length) => length !== undefined) && !exact(t3).add(t4).equals(T);
      return isWrong ? [{ field: `observations.compartments.${index}.T`, message }] : [];
    }),
  );
  const isLacking = (rows) => exact(call.attributes.compartments).gt(rows.filter((row) => !row.lacks).length);
  return evaluate(call, "compartments", compartment, isLacking, `${call.test("compartments").label}: isi semua kompartemen.`);
}
