// Exact numbers: every quantity is a fraction, and nothing is ever judged on a rounded one.
import Fraction from "../../vendor/fraction.mjs";

export const exact = (value) => new Fraction(value);
export const ZERO = exact(0);
export const sum = (numbers) => numbers.reduce((total, number) => total.add(number), ZERO);
export const least = (numbers) => numbers.reduce((a, b) => (b.lt(a) ? b : a));
export const most = (numbers) => numbers.reduce((a, b) => (b.gt(a) ? b : a));
export const given = (value) => (value === undefined ? undefined : exact(value));

// The one canonical form of a finite decimal: no exponent, no needless zeros.
export function show(number) {
  let places = 0;
  let scale = 1n;
  while (scale % number.d !== 0n) {
    scale *= 10n;
    places += 1;
  }
  return written(number.s * ((number.n * scale) / number.d), places);
}

// For display only: half away from zero.
export function rounded(number, places = 4) {
  const scale = 10n ** BigInt(places);
  const units = (2n * number.n * scale + number.d) / (2n * number.d);
  return written(number.s * units, places);
}

function written(units, places) {
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places).replace(/0+$/, "");
  return part ? `${sign}${whole}.${part}` : `${sign}${whole}`;
}

// As people here read it: decimal comma.
export const comma = (value) => (typeof value === "string" ? value : show(value)).replace(".", ",");
