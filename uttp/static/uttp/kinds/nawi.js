// Non-automatic weighing instruments: what uttp/kinds/nawi says, test by test.
import { ZERO, comma, exact, given, least, most, show } from "./exact.js";
import { Evaluation, refuse } from "./judging.js";

const GRAMS = { g: exact(1), kg: exact(1000) };
const HALF = exact("0.5");

// One weighing instrument and the limits that follow from its attributes.
class Scale {
  constructor(call) {
    const { attributes, service } = call;
    this.unit = attributes.unit;
    this.max = exact(attributes.max);
    this.min = exact(attributes.min);
    this.accuracyClass = attributes.accuracy_class;
    this.isUngraduated = Boolean(attributes.ungraduated);
    const plates = attributes.ranges?.length ? attributes.ranges : [attributes];
    this.parts = plates.map(({ max, e, d }) => ({ max: exact(max), e: exact(e), d: given(d) }));
    this.factor = service === "tera_ulang" ? exact(call.rule("nawi.tera_ulang_factor")) : exact(1);
    this.bands = call.rule("nawi.bands")[this.accuracyClass];
  }

  get maxInGrams() {
    return this.max.mul(GRAMS[this.unit]);
  }

  part(load) {
    return this.parts.find((part) => load.lte(part.max)) ?? this.parts.at(-1);
  }

  limit(load) {
    return this.#limit(this.part(load).e, (end) => load.lte(end));
  }

  limitAbove(load) {
    const part = this.parts.find((range) => load.lt(range.max)) ?? this.parts.at(-1);
    return this.#limit(part.e, (end) => load.lt(end));
  }

  #limit(e, isWithin) {
    const matching = this.bands.find((band) => band.upto === null || isWithin(e.mul(band.upto)));
    return e.mul((matching ?? this.bands.at(-1)).limit).mul(this.factor);
  }

  // Loads from Min to below Max up to which one limit holds and above which another does.
  changeOvers() {
    const ends = this.parts.flatMap((part) =>
      this.bands.filter((band) => band.upto !== null).map((band) => part.e.mul(band.upto)),
    );
    const points = new Map([...ends, ...this.parts.map((part) => part.max)].map((point) => [show(point), point]));
    return [...points.values()]
      .sort((a, b) => a.compare(b))
      .filter((p) => this.min.lte(p) && p.lt(this.max) && !this.limit(p).equals(this.limitAbove(p)));
  }
}

const exactly = (error) => ({ best: error, low: error, high: error });

// The error of one reading, known exactly or as an interval.
function errorRange(part, reading, load, zero) {
  if (reading.balancing_load !== undefined) return exactly(exact(reading.balancing_load).neg());
  if (reading.indication === undefined) return undefined;
  const plain = exact(reading.indication).sub(load).sub(zero);
  if (part.d === undefined || !part.d.mul(5).gt(part.e)) return exactly(plain);
  const half = part.d.mul(HALF);
  if (reading.additional_load !== undefined) return exactly(plain.add(half).sub(reading.additional_load));
  const [low, high] = [plain.sub(half), plain.add(half)];
  if (reading.changed_after_half_e === undefined) return { best: plain, low, high };
  const turn = high.sub(part.e.mul(HALF));
  const narrowed = reading.changed_after_half_e ? [most([low, turn]), high] : [least([low, turn]), most([low, turn])];
  return { best: plain, low: narrowed[0], high: narrowed[1] };
}

function against({ low, high }, limit) {
  if (limit.neg().lte(low) && high.lte(limit)) return "sah";
  return low.gte(limit) || high.lte(limit.neg()) ? "batal" : "open";
}

function tooFar(scale, { low, high }, limit) {
  const span = low.equals(high) ? comma(low) : `antara ${comma(low)} sampai ${comma(high)}`;
  return `Kesalahan ${span} ${scale.unit} di luar BKD ±${comma(limit)} ${scale.unit}.`;
}

function settle(scale, { low, high }, limit) {
  const span = `${comma(low)} sampai ${comma(high)} ${scale.unit}`;
  return `Kesalahan antara ${span}, BKD ±${comma(limit)} ${scale.unit}: baca imbuh (ΔL) untuk memastikan.`;
}

const leftOpen = (row, reason) => [{ ...row, verdict: "open", reason }, reason];

// The row of the Evaluation, and why it is not sah.
function judgeRow(scale, reading, load, zero) {
  if (load === undefined) return leftOpen(reading, "Isi muatan.");
  const limit = scale.limit(load);
  const row = { ...reading, mpe: show(limit) };
  const error = errorRange(scale.part(load), reading, load, zero);
  if (!error) return leftOpen(row, scale.isUngraduated ? "Isi muatan penyeimbang." : "Isi penunjukan.");
  row.error = show(error.best);
  const verdict = against(error, limit);
  if (verdict === "open") {
    Object.assign(row, { error_low: show(error.low), error_high: show(error.high) });
    return leftOpen(row, settle(scale, error, limit));
  }
  return [{ ...row, verdict }, verdict === "sah" ? "" : tooFar(scale, error, limit)];
}

const hasReading = (row) => row.indication !== undefined || row.balancing_load !== undefined;

class Case {
  constructor(call) {
    this.call = call;
    this.scale = new Scale(call);
    this.seen = call.observations;
    this.evaluation = new Evaluation(call.service);
    this.zero = exact(this.seen.zero_error ?? 0);
  }

  show(value) {
    return `${comma(value)} ${this.scale.unit}`;
  }

  visual(test) {
    this.evaluation.checklist(test, this.seen.visual);
  }

  zero_error(test) {
    const limit = exact(this.call.rule("nawi.zero_error")).mul(this.scale.parts[0].e);
    this.evaluation.rangeTest(test, this.zero.abs(), limit, this.scale.unit);
  }

  rows(test, pairs) {
    const judged = pairs.map(([reading, load], index) => {
      const [row, reason] = judgeRow(this.scale, reading, load, this.zero);
      if (reason) this.evaluation.reasons.push(`${test.label} baris ${index + 1}: ${reason}`);
      return row;
    });
    this.evaluation.rows(test, judged);
  }

  accuracy(test) {
    const rows = this.seen.accuracy;
    this.rows(test, rows.map((row) => [row, given(row.load)]));
    const lacking = this.#uncovered(rows);
    if (lacking.length) {
      this.evaluation.lacks(test, `${test.label}: belum lengkap, kurang ${lacking.join(", ")}.`);
    }
  }

  // A point is covered by a complete row at exactly that load; a load counts once.
  #uncovered(rows) {
    const complete = rows.filter((row) => row.load !== undefined && hasReading(row));
    const loads = new Set(complete.map((row) => show(exact(row.load))));
    const points = this.scale.changeOvers().map((point) => ["titik pergantian BKD", point]);
    const lacking = [["Min", this.scale.min], ...points, ["Max", this.scale.max]]
      .filter(([, point]) => !loads.has(show(point)))
      .map(([name, point]) => `${name} ${this.show(point)}`);
    const needed = this.call.rule("nawi.accuracy_loads");
    if (loads.size < needed) {
      lacking.push(`${needed - loads.size} muatan lagi (paling sedikit ${needed} muatan berbeda)`);
    }
    return lacking;
  }

  repeatability(test) {
    const load = given(this.seen.repeatability.load);
    const indications = (this.seen.repeatability.indications ?? []).map(exact);
    const needed = this.call.rule("nawi.weighings")[this.scale.accuracyClass];
    if (indications.length < needed || load === undefined) {
      const what = load === undefined ? "muatan" : `${needed} penimbangan (${indications.length} terisi)`;
      this.evaluation.lacks(test, `${test.label}: isi ${what}.`);
    }
    if (load === undefined || indications.length < 2) return this.evaluation.judged(test.code, "open");
    const range = most(indications).sub(least(indications));
    return this.evaluation.rangeTest(test, range, this.scale.limit(load), this.scale.unit);
  }

  eccentricity(test) {
    const { load, rows = [] } = this.seen.eccentricity;
    this.rows(test, rows.map((row) => [row, given(load)]));
    const complete = load === undefined ? 0 : rows.filter(hasReading).length;
    const { corners } = this.call.kind;
    if (complete < corners) {
      const short = `paling sedikit ${corners} posisi (${complete} lengkap)`;
      this.evaluation.lacks(test, `${test.label}: isi muatan dan ${short}.`);
    }
  }

  zero_setting(test) {
    this.#steps(test, this.seen.zero_setting);
  }

  tare(test) {
    this.#steps(test, this.seen.tare);
  }

  // +0.25 e must leave the display as it was, +0.75 e must move it to the next step.
  #steps(test, { base, after_quarter_e: quarter, after_three_quarter_e: threeQuarters }) {
    let verdict = "sah";
    if ([base, quarter, threeQuarters].includes(undefined)) {
      verdict = "open";
      this.evaluation.lacks(test, `${test.label}: isi ketiga penunjukan.`);
    }
    for (const reason of this.#wrongSteps(given(base), given(quarter), given(threeQuarters))) {
      verdict = "batal";
      this.evaluation.reasons.push(`${test.label}: ${reason}`);
    }
    this.evaluation.judged(test.code, verdict);
  }

  #wrongSteps(base, quarter, threeQuarters) {
    if (base === undefined) return [];
    const wrong = [];
    if (quarter !== undefined && !quarter.equals(base)) {
      wrong.push(`tampilan berubah dari ${this.show(base)} setelah +0,25 e, seharusnya tetap.`);
    }
    const { d, e } = this.scale.parts[0];
    const moved = threeQuarters?.sub(base);
    if (moved !== undefined && ![d, e].some((step) => step !== undefined && moved.equals(step))) {
      wrong.push(`setelah +0,75 e tampilan seharusnya ${this.show(base.add(d ?? e))}.`);
    }
    return wrong;
  }

  sensitivity(test) {
    const displacement = given(this.seen.sensitivity.displacement_mm);
    if (displacement === undefined) {
      this.evaluation.lacks(test);
      return this.evaluation.judged(test.code, "open");
    }
    const rule = this.call
      .rule("nawi.sensitivity")
      .find(
        (row) =>
          row.classes.includes(this.scale.accuracyClass) &&
          (row.max_upto === null || this.scale.maxInGrams.lte(row.max_upto)),
      );
    const limit = exact(rule.displacement_mm);
    const verdict = displacement.gte(limit) ? "sah" : "batal";
    if (verdict === "batal") {
      const moved = `jarum bergeser ${comma(displacement)} mm, paling sedikit ${comma(limit)} mm`;
      this.evaluation.reasons.push(`${test.label}: ${moved}.`);
    }
    return this.evaluation.judged(test.code, verdict, { value: show(displacement), limit: show(limit) });
  }

  discrimination(test) {
    const { changed } = this.seen.discrimination;
    if (changed === undefined) {
      this.evaluation.reasons.push(`${test.label}: isi apakah tampilan berubah setelah +1,4 d.`);
      return this.evaluation.judged(test.code, "open");
    }
    if (!changed) this.evaluation.reasons.push(`${test.label}: tampilan tidak berubah setelah +1,4 d.`);
    return this.evaluation.judged(test.code, changed ? "sah" : "batal");
  }
}

// Each reading with its place and its load.
function* readingsOf({ accuracy = [], eccentricity }) {
  for (const [index, row] of accuracy.entries()) yield [`accuracy.${index}`, row, given(row.load)];
  for (const [index, row] of (eccentricity?.rows ?? []).entries()) {
    yield [`eccentricity.rows.${index}`, row, given(eccentricity.load)];
  }
}

function foreignTo(scale, part) {
  const digital = ["additional_load", "changed_after_half_e"];
  if (scale.isUngraduated) {
    const message = "Timbangan tidak berskala dibaca dengan muatan penyeimbang. Kosongkan.";
    return [["indication", ...digital], message];
  }
  if (part.d === undefined) {
    return [[...digital, "balancing_load"], "Timbangan berskala mekanik dibaca tanpa ini. Kosongkan."];
  }
  return [["balancing_load"], "Hanya untuk timbangan tidak berskala. Kosongkan."];
}

function standardWeights(tests, { accuracy = [] }) {
  const isWeighbridge = tests.some((test) => test.columns.some((column) => column.key === "standard_weights"));
  return accuracy.flatMap(({ load, standard_weights: mass }, index) => {
    const field = `observations.accuracy.${index}.standard_weights`;
    if (mass === undefined) return [];
    if (!isWeighbridge) return [{ field, message: "Hanya untuk jembatan timbang. Kosongkan." }];
    const isAbove = load !== undefined && exact(mass).gt(load);
    return isAbove ? [{ field, message: "Massa standar tidak boleh di atas muatan baris ini." }] : [];
  });
}

function contradictions(scale, seen) {
  const errors = [];
  const loads = (seen.accuracy ?? []).map((row, index) => [`accuracy.${index}.load`, row.load]);
  for (const test of ["repeatability", "eccentricity", "discrimination"]) loads.push([`${test}.load`, seen[test]?.load]);
  for (const [place, load] of loads) {
    if (load !== undefined && exact(load).gt(scale.max)) {
      const message = `Muatan tidak boleh di atas Max ${comma(scale.max)} ${scale.unit}.`;
      errors.push({ field: `observations.${place}`, message });
    }
  }
  for (const [place, reading, load] of readingsOf(seen)) {
    const part = load === undefined ? scale.parts.at(-1) : scale.part(load);
    const [fields, message] = foreignTo(scale, part);
    for (const field of fields.filter((name) => reading[name] !== undefined)) {
      errors.push({ field: `observations.${place}.${field}`, message });
    }
    if (part.d !== undefined && reading.additional_load !== undefined && exact(reading.additional_load).gt(part.d)) {
      const largest = `Imbuh paling besar d = ${comma(part.d)} ${scale.unit}. Periksa satuan.`;
      errors.push({ field: `observations.${place}.additional_load`, message: largest });
    }
  }
  return errors;
}

export function nawi(call) {
  const judging = new Case(call);
  refuse([...contradictions(judging.scale, judging.seen), ...standardWeights(call.kind.tests, judging.seen)]);
  for (const test of call.kind.tests) {
    if (judging.seen[test.code] === undefined) judging.evaluation.lacks(test);
    else judging[test.code](test);
  }
  return judging.evaluation.answer();
}
