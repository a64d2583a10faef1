// Building an Evaluation: verdicts, sentences, limits. What uttp/kinds/judging.py says, word by word.
import { ZERO, comma, rounded, show } from "./exact.js";

export class InvalidInput extends Error {
  constructor(errors) {
    super(errors.map((error) => `${error.field}: ${error.message}`).join("; "));
    this.errors = errors;
  }
}

export function refuse(errors) {
  if (errors.length) throw new InvalidInput(errors);
}

// Batal beats open beats sah; nothing to judge is open.
export function worst(verdicts) {
  const seen = new Set(verdicts);
  if (seen.has("batal")) return "batal";
  return seen.size === 1 && seen.has("sah") ? "sah" : "open";
}

// What an error may be: from `low` up to `high`, both ends included.
export class Limits {
  constructor(low, high) {
    this.low = low;
    this.high = high;
    this.isSymmetric = low.neg().equals(high);
  }

  static around(halfWidth) {
    return new Limits(halfWidth.neg(), halfWidth);
  }

  hold(error, guard) {
    return this.low.add(guard).lte(error) && error.lte(this.high.sub(guard));
  }

  written() {
    return this.isSymmetric ? { mpe: show(this.high) } : { mpe_low: show(this.low), mpe_high: show(this.high) };
  }

  toString() {
    return this.isSymmetric ? `±${comma(this.high)}` : `${comma(this.low)} sampai ${comma(this.high)}`;
  }
}

// The error of one row against its limits, which a `guard` narrows. A ratio is shown rounded.
export class RowResult {
  constructor({ error, limits, whyOpen = "", guard = ZERO, isRatio = false }) {
    Object.assign(this, { error, limits, whyOpen, guard, isRatio });
  }

  get verdict() {
    if (this.whyOpen || this.error === undefined || this.limits === undefined) return "open";
    return this.limits.hold(this.error, this.guard) ? "sah" : "batal";
  }

  get shownError() {
    return this.isRatio ? rounded(this.error) : show(this.error);
  }

  whyNot(unit) {
    if (this.whyOpen) return this.whyOpen;
    const narrowed = this.guard.equals(ZERO) ? "" : ` dikurangi ketidakpastian ${comma(this.guard)} ${unit}`;
    return `kesalahan ${comma(this.shownError)} ${unit} di luar BKD ${this.limits} ${unit}${narrowed}`;
  }

  written() {
    const row = this.limits ? this.limits.written() : {};
    if (this.error !== undefined) row.error = this.shownError;
    if (this.whyOpen) row.reason = `${this.whyOpen[0].toUpperCase()}${this.whyOpen.slice(1)}.`;
    return { ...row, verdict: this.verdict };
  }
}

// An Evaluation that has judged the checklist.
export function begin(call, checklist = "visual") {
  const evaluation = new Evaluation(call.service);
  evaluation.checklist(call.test(checklist), call.observations[checklist]);
  return evaluation;
}

export class Evaluation {
  constructor(service) {
    this.service = service;
    this.reasons = [];
    this.missing = [];
    this.tests = [];
  }

  judged(test, verdict, more = {}) {
    this.tests.push({ test, verdict, ...more });
  }

  // Something required is not there; optional tests lack nothing.
  lacks(test, reason = "", item = "") {
    if (!test.required_for.includes(this.service)) return;
    this.missing.push(item ? `${test.code}.${item}` : test.code);
    this.reasons.push(reason || `${test.label} belum diisi.`);
  }

  rangeTest(test, value, limit, unit) {
    const verdict = value.lte(limit) ? "sah" : "batal";
    if (verdict === "batal") {
      this.reasons.push(`${test.label}: ${comma(value)} ${unit}, batasnya ${comma(limit)} ${unit}.`);
    }
    this.judged(test.code, verdict, { value: show(value), limit: show(limit) });
  }

  // A no fails; what is not answered is missing, unless a no has ended the test already.
  checklist(test, answers) {
    if (answers === undefined) {
      this.lacks(test);
      return undefined;
    }
    const failed = test.places.filter(({ key }) => answers[key] === false);
    for (const { label } of failed) this.reasons.push(`${test.label}: jawaban “Tidak” untuk “${label}”.`);
    if (!failed.length) this.#unanswered(test, answers);
    const verdict = failed.length ? "batal" : Object.keys(answers).length ? "sah" : "open";
    this.judged(test.code, verdict);
    return verdict;
  }

  #unanswered(test, answers) {
    const asked = test.places.filter((place) => place.required_for.includes(this.service));
    for (const { key, label } of asked.filter((place) => !(place.key in answers))) {
      this.lacks(test, `${test.label}: ${label} belum dijawab.`, key);
    }
  }

  rows(test, rows) {
    this.judged(test.code, worst(rows.map((row) => row.verdict)), { rows });
  }

  // Each row as it was given, with its result.
  errorRows(test, unit, given, results) {
    const rows = given.map((row, index) => ({ ...row, ...results[index].written() }));
    results.forEach((result, index) => {
      if (result.verdict !== "sah") {
        this.reasons.push(`${test.label} baris ${index + 1}: ${result.whyNot(unit)}.`);
      }
    });
    this.rows(test, rows);
  }

  answer() {
    const verdict = worst(this.tests.map((test) => test.verdict));
    return {
      verdict: verdict === "sah" && this.missing.length ? "open" : verdict,
      reasons: this.reasons,
      missing: this.missing,
      tests: this.tests,
    };
  }
}
