// What stands in the boxes of the reading form, as observations: services/forms/readings/typed.py in the browser.
// A box that cannot be read is left out here; its sentence comes from the server.

// As parse_typed in simetro/core/kit/quantities.py: a point before three digits is never guessed.
function quantity(text, mostDigits, { step, most }) {
  if (ONE_POINT.test(text)) return oneOfTwo(text, step, most);
  const plain = THOUSANDS.test(text) ? text.replaceAll(".", "") : text;
  const isNumber = /^-?[0-9]+([.,][0-9]+)?$/.test(plain) && plain.replace(/[^0-9]/g, "").length <= mostDigits;
  return isNumber ? canonical(plain.replace(",", ".")) : undefined;
}

const ONE_POINT = /^-?[1-9][0-9]{0,2}\.[0-9]{3}$/;
const THOUSANDS = /^-?[1-9][0-9]{0,2}(\.[0-9]{3}(\.[0-9]{3})+(,[0-9]+)?|\.[0-9]{3},[0-9]+)$/;

// The number with one point before three digits where only one of its readings can be; else nothing, and it is asked.
function oneOfTwo(text, step, most) {
  const thousand = text.replace(".", "");
  const mayBeThousand = most === null || BigInt(thousand.replace("-", "")) <= BigInt(most.split(".")[0]);
  const mayBeDecimal = step === null || (step.split(".")[1] ?? "").length >= 3;
  if (mayBeThousand === mayBeDecimal) return undefined;
  return canonical(mayBeThousand ? thousand : text);
}

function canonical(text) {
  const [, sign, whole, part = ""] = /^(-?)0*([0-9]+)(?:\.([0-9]*?)0*)?$/.exec(text);
  const written = part ? `${whole}.${part}` : whole;
  return written === "0" ? "0" : `${sign}${written}`;
}

const isEmpty = (value) =>
  value === undefined || (typeof value === "object" && !Object.keys(value).length);

const repeats = (suggested, given) => Object.entries(given).every(([key, value]) => suggested?.[key] === value);

const WHOLE = ""; // the key of what is all that a test observes

class Reader {
  constructor(plan, values) {
    this.plan = plan;
    this.values = values;
    this.rowNumbers = {};
  }

  take(box, place) {
    const { type } = place;
    const text = (this.values.get(box) ?? "").trim();
    if (type === "boolean") return this.plan.boxes.answers[text];
    if (type === "quantity" || type === "quantities") return quantity(text, this.plan.boxes.most_digits, place);
    return text || undefined;
  }

  count(stem, rest) {
    const pattern = new RegExp(`^${stem}-([0-9]+)${rest}$`);
    const numbers = [...this.values.keys()].map((name) => pattern.exec(name)?.[1]).filter((number) => number);
    return Math.max(0, ...numbers.map((number) => Number(number) + 1).filter((number) => number <= this.plan.boxes.most_rows));
  }

  // What stands in one place, or in the numbered boxes of a list.
  read(place) {
    if (place.type !== "quantities") return this.take(place.box, place);
    const numbers = [...Array(this.count(place.box, "")).keys()];
    return numbers.map((number) => this.take(`${place.box}-${number}`, place)).filter((value) => value !== undefined);
  }

  record(places) {
    const pairs = places.map((place) => [place.key, this.read(place)]);
    return Object.fromEntries(pairs.filter(([, value]) => !isEmpty(value)));
  }

  // Rows in which something was typed; `rowNumbers` keeps their numbers in the form.
  rows({ code, columns, rows: key }) {
    const suggested = this.plan.suggested[code];
    const listed = (key === WHOLE ? suggested : suggested?.[key]) ?? [];
    const rowNumbers = (this.rowNumbers[code] = []);
    const rows = [];
    for (let number = 0; number < this.count(code, "-\\w+"); number += 1) {
      const row = this.record(columns.map((place) => ({ ...place, box: place.box.replace("#", number) })));
      if (repeats(listed[number], row)) continue;
      rows.push(row);
      rowNumbers.push(number);
    }
    return rows;
  }

  // As KindTest.read in uttp/kinds/shapes says it.
  test(test) {
    const rows = test.rows === null ? [] : this.rows(test);
    const record = this.record(test.places.filter((place) => place.required_for.includes(this.plan.service)));
    if (rows.length) record[test.rows] = rows;
    else if (repeats(this.plan.suggested[test.code], record)) return undefined;
    return WHOLE in record ? record[WHOLE] : record;
  }
}

// `values`: name of the box -> what was typed. Returns observations, and per test the lines that its rows stand in.
export function read(plan, values) {
  const reader = new Reader(plan, values);
  const observed = plan.kind.tests.map((test) => [test.code, reader.test(test)]);
  const observations = Object.fromEntries(observed.filter(([, value]) => value !== undefined));
  return { observations, rowNumbers: reader.rowNumbers };
}
