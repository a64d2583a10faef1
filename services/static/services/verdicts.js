// The verdict while one types, from the browser itself: before the server's answer, and without a signal.
import { comma } from "../uttp/kinds/exact.js";
import { InvalidInput, evaluate } from "../uttp/kinds/index.js";
import { read } from "./typed.js";

const plan = JSON.parse(document.getElementById("plan").textContent);
const form = document.getElementById("readings");
const drawn = (name) => document.getElementById(`drawn-${name}`).content.cloneNode(true);
const figure = (text) => comma(text).replace("-", "\u2212"); // a minus as wide as a plus

function judged() {
  const values = new Map(new FormData(form));
  const { observations, rowNumbers } = read(plan, values);
  return { rowNumbers, ...evaluate(plan.kind, plan.service, plan.attributes, observations) };
}

function showRow(test, line, row) {
  const output = document.getElementById(`${test.code}-${line}-result`);
  if (!output) return;
  const figures = test.results.map(({ code, label, unit, sign }) => {
    const span = document.createElement("span");
    span.dataset.label = label;
    if (row?.[code] !== undefined) span.textContent = `${sign}${figure(row[code])} ${unit}`;
    return span;
  });
  output.replaceChildren(...figures, ...(row ? [drawn(`${row.verdict}-short`)] : []));
}

function showTest(test, result, lines) {
  const state = document.getElementById(`state-${test.code}`);
  if (state) state.className = `state ${result?.verdict ?? ""}`;
  if (test.rows === null) return;
  const rows = new Map(lines.map((line, index) => [line, result?.rows?.[index]]));
  for (const output of document.querySelectorAll(`[id^="${test.code}-"][id$="-result"]`)) {
    const line = Number(output.id.slice(test.code.length + 1, -"-result".length));
    showRow(test, line, rows.get(line));
  }
}

// The bar at the foot: the verdict in a word, and what it rests on.
function showVerdict({ verdict, missing, tests }) {
  const bar = document.getElementById("verdict");
  const failed = tests.filter((test) => test.verdict === "batal").map((test) => test.test);
  const open = tests.filter((test) => test.verdict === "open").map((test) => test.test);
  const meant = new Set(verdict === "batal" ? failed : [...missing.map((code) => code.split(".")[0]), ...open]);
  const labels = plan.kind.tests.filter((test) => meant.has(test.code)).map((test) => test.name);
  bar.className = `verdict ${verdict}`;
  bar.replaceChildren(drawn(`verdict-${verdict}`));
  bar.querySelector("[data-tests]")?.append(labels.join(", "));
}

function show() {
  try {
    const evaluation = judged();
    const byCode = new Map(evaluation.tests.map((test) => [test.test, test]));
    for (const test of plan.kind.tests) showTest(test, byCode.get(test.code), evaluation.rowNumbers[test.code] ?? []);
    showVerdict(evaluation);
  } catch (error) {
    // What contradicts the instrument is told by the server beside its box.
    if (!(error instanceof InvalidInput)) throw error;
  }
}

form?.addEventListener("input", show);
