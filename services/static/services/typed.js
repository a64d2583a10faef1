// What stands in the boxes of the reading form, as observations: services/forms/readings/typed.py in the browser.
// A box that cannot be read is left out here; its sentence comes from the server.
const ANSWERS = { ya: true, tidak: false };
const MOST_DIGITS = 15;
const MOST_ROWS = 200;

function quantity(text) {
  const isNumber = /^-?[0-9]+([.,][0-9]+)?$/.test(text) && text.replace(/[^0-9]/g, "").length <= MOST_DIGITS;
  return isNumber ? canonical(text.replace(",", ".")) : undefined;
}

function canonical(text) {
  const [, sign, whole, part = ""] = /^(-?)0*([0-9]+)(?:\.([0-9]*?)0*)?$/.exec(text);
  const written = part ? `${whole}.${part}` : whole;
  return written === "0" ? "0" : `${sign}${written}`;
}

const isEmpty = (value) =>
  value === undefined || (typeof value === "object" && !Object.keys(value).length);

const repeats = (suggested, found) => Object.entries(found).every(([key, value]) => suggested?.[key] === value);

class Reader {
  constructor(plan, values) {
    this.plan = plan;
    this.values = values;
    this.sent = {};
  }

  text(name) {
    return (this.values.get(name) ?? "").trim();
  }

  take(name, field) {
    const text = this.text(name);
    if (field.type === "boolean") return ANSWERS[text];
    if (field.type === "quantity" || field.type === "quantities") return quantity(text);
    return text || undefined;
  }

  count(stem, rest) {
    const pattern = new RegExp(`^${stem}-([0-9]+)${rest}$`);
    const numbers = [...this.values.keys()].map((name) => pattern.exec(name)?.[1]).filter((one) => one !== undefined);
    return Math.max(0, ...numbers.map((one) => Number(one) + 1).filter((one) => one <= MOST_ROWS));
  }

  record(fields, nameOf) {
    const found = fields.map((field) => [field.code, this.take(nameOf(field), field)]);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  }

  // Rows in which something was typed; `sent` keeps which lines of the form they are.
  rows(test) {
    const suggested = this.plan.suggested[test.code];
    const listed = (Array.isArray(suggested) ? suggested : suggested?.rows) ?? [];
    const sent = (this.sent[test.code] = []);
    const rows = [];
    for (let number = 0; number < this.count(test.code, "-\\w+"); number += 1) {
      const row = this.record(test.columns, (column) => `${test.code}-${number}-${column.code}`);
      if (repeats(listed[number] ?? {}, row)) continue;
      rows.push(row);
      sent.push(number);
    }
    return rows;
  }

  weighings(name, field) {
    const numbers = [...Array(this.count(name, "")).keys()];
    return numbers.map((number) => this.take(`${name}-${number}`, field)).filter((value) => value !== undefined);
  }

  test(test) {
    if (test.shape === "checklist") {
      const asked = test.items.filter((item) => item.required_for.includes(this.plan.service));
      return this.record(asked.map(({ code }) => ({ code, type: "boolean" })), ({ code }) => `${test.code}-${code}`);
    }
    if (test.shape === "value") return this.take(test.code, test.fields[0]);
    const rows = test.columns.length ? this.rows(test) : [];
    if (test.shape === "rows") return rows;
    const single = test.fields.filter((field) => field.type !== "quantities");
    const found = this.record(single, (field) => `${test.code}-${field.code}`);
    for (const field of test.fields.filter((one) => one.type === "quantities")) {
      const values = this.weighings(`${test.code}-${field.code}`, field);
      if (values.length) found[field.code] = values;
    }
    if (!rows.length && repeats(this.plan.suggested[test.code] ?? {}, found)) return undefined;
    return rows.length ? { ...found, rows } : found;
  }
}

// `values`: name of the box -> what was typed. Returns observations, and per test the lines that its rows stand in.
export function read(plan, values) {
  const reader = new Reader(plan, values);
  const found = plan.kind.tests.filter((test) => !test.derived).map((test) => [test.code, reader.test(test)]);
  return { observations: Object.fromEntries(found.filter(([, value]) => !isEmpty(value))), sent: reader.sent };
}
