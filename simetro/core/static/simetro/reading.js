// Typing readings on a tablet: htmx brings the verdicts, this only helps the fingers.
"use strict";

let latest = null; // the reading that had the focus last
const READING = "[data-reading] input[inputmode=decimal]";
const readings = () => [...document.querySelectorAll(READING)].filter((box) => !box.closest(".skippable"));

document.addEventListener("focusin", (event) => {
  if (!event.target.matches(READING)) return;
  latest = event.target;
  latest.select();
});

// Enter on the keypad goes to the next empty box that must be filled, instead of sending the form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-reading] input")) return;
  event.preventDefault();
  const after = (box) => event.target.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = readings().find((box) => after(box) && !box.value);
  if (next) next.focus();
  else event.target.blur();
});

// Only what a number is made of reaches the field.
document.addEventListener("beforeinput", (event) => {
  const isReading = event.target.matches?.(READING);
  if (isReading && event.data && /[^0-9.,\s-]/.test(event.data)) event.preventDefault();
});

// Many Android keypads have no minus: one key for the reading that has the focus.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[data-sign]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sign]") || !latest?.isConnected) return;
  latest.value = latest.value.startsWith("-") ? latest.value.slice(1) : `-${latest.value}`;
  latest.focus();
  latest.setSelectionRange(latest.value.length, latest.value.length);
  latest.dispatchEvent(new Event("input", { bubbles: true }));
});

// A number whose point can be read in two ways: the reading that is pressed goes into its box, where one is.
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-reading] [data-as]");
  const box = chosen && document.getElementById(chosen.dataset.for);
  if (!box) return;
  event.preventDefault();
  box.value = chosen.value;
  chosen.parentElement.remove();
  box.focus();
  for (const name of ["input", "change"]) box.dispatchEvent(new Event(name, { bubbles: true }));
});

// Boxes whose sentence has come say so themselves.
document.addEventListener("htmx:afterSettle", () => {
  const wrong = new Set([...document.querySelectorAll("[data-error-for]")].map((error) => error.dataset.errorFor));
  for (const box of document.querySelectorAll(".reading-input")) {
    if (wrong.has(box.id)) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
});

// The draft: what is not on the server yet is never called saved, and leaving waits for it.
const autosave = document.getElementById("autosave");
const saved = () => document.getElementById("saved");
const state = { isOpen: false, isUnsaved: false, isLeaving: false };

document.addEventListener("input", (event) => {
  if (autosave && event.target.closest("#readings")) state.isUnsaved = true;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== autosave) return;
  // What is sent after the form would arrive after it and take its place.
  if (state.isLeaving) return event.preventDefault();
  state.isOpen = true;
  state.isUnsaved = false;
  saved().textContent = saved().dataset.waiting;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target !== autosave) return;
  state.isOpen = false;
  if (saved().textContent !== saved().dataset.waiting) return;
  state.isUnsaved = true;
  saved().textContent = saved().dataset.failed;
  saved().classList.add("bad");
});
document.addEventListener("submit", () => {
  state.isLeaving = true;
});
window.addEventListener("pageshow", () => {
  state.isLeaving = false;
});

// Signing in again in another tab brings a new token: the page takes it and saves what it holds.
async function resume() {
  if (!autosave || !saved().classList.contains("bad")) return;
  const answer = await fetch(location.href).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page?.querySelector("#readings [name=csrfmiddlewaretoken]");
  if (!token) return;
  document.querySelector("#readings [name=csrfmiddlewaretoken]").value = token.value;
  htmx.trigger(autosave, "resume");
}
window.addEventListener("online", resume);
document.addEventListener("visibilitychange", () => document.hidden || resume());
window.addEventListener("beforeunload", (event) => {
  if (autosave && state.isUnsaved && !state.isLeaving) event.preventDefault();
});

// Two savings at once would each take the other for a stranger's.
document.addEventListener(
  "submit",
  (event) => {
    if (!state.isOpen || event.target.id !== "readings") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    const wait = setInterval(() => {
      if (state.isOpen) return;
      clearInterval(wait);
      event.target.requestSubmit(submitter);
    }, 50);
  },
  true,
);

const steps = new Map([...document.querySelectorAll(".test-steps a")].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(
  (entries) => {
    const now = entries.findLast((entry) => entry.isIntersecting);
    if (!now) return;
    for (const [id, link] of steps) {
      if (id === now.target.id) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    const link = steps.get(now.target.id);
    const bar = link.closest(".test-steps"); // scrollIntoView would move the page as well
    bar.scrollLeft = link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
  },
  { rootMargin: "-20% 0px -70% 0px" },
);
for (const id of steps.keys()) seen.observe(document.getElementById(id));

const place = document.getElementById(location.hash.slice(1));
(place?.matches("input, select") ? place : place?.querySelector("input, select"))?.focus();
for (const input of readings()) input.enterKeyHint = "next";
