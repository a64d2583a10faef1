// Typing readings on a tablet: htmx brings the verdicts, this only helps the fingers.
"use strict";

const readings = () => [...document.querySelectorAll("[data-reading] input[inputmode=decimal]:not(:disabled)")];

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-reading] input[inputmode=decimal]")) event.target.select();
});

// Enter on the keypad goes to the next reading instead of sending the form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-reading] input")) return;
  event.preventDefault();
  const all = readings();
  const next = all[all.indexOf(event.target) + 1];
  if (next) next.focus();
  else event.target.blur();
});

// Only what a number is made of reaches the field.
document.addEventListener("beforeinput", (event) => {
  const isReading = event.target.matches?.("[data-reading] input[inputmode=decimal]");
  if (isReading && event.data && /[^0-9.,\s-]/.test(event.data)) event.preventDefault();
});

// Many Android keypads have no minus.
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-sign]");
  const input = key && document.getElementById(key.dataset.sign);
  if (!input) return;
  input.value = input.value.startsWith("-") ? input.value.slice(1) : `-${input.value}`;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
});

document.querySelector(".test-steps [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
for (const input of readings()) input.enterKeyHint = "next";
