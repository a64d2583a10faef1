// Small comforts; every page works without them. One listener per kind of event, nothing inline.
"use strict";

document.documentElement.classList.add("js");

const guarded = new Map(); // form -> what it held when it was last saved, null where the server refused it

function held(form) {
  const data = new FormData(form);
  // What is typed into a search is no work that leaving would lose.
  for (const search of form.querySelectorAll("input[type=search]")) data.delete(search.name);
  return new URLSearchParams(data).toString();
}

function focusIn(target) {
  const control = target.matches("input, select, textarea")
    ? target
    : target.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  (control || target).focus();
}

function follow(row) {
  const link = row.querySelector("a.row-link");
  if (link && !String(getSelection())) link.click();
}

function countSelected(form) {
  const ticks = [...form.querySelectorAll("tbody .tick, [data-select] .tick")];
  const chosen = ticks.filter((tick) => tick.checked).length;
  for (const place of form.querySelectorAll("[data-selected]")) place.textContent = chosen;
  for (const bar of form.querySelectorAll(".action-bar")) bar.hidden = chosen === 0;
  for (const all of form.querySelectorAll("[data-select-all]")) {
    all.checked = chosen > 0 && chosen === ticks.length;
    all.indeterminate = chosen > 0 && chosen < ticks.length;
  }
}

function countAll() {
  const forms = [...document.querySelectorAll(".action-bar, [data-select-all]")].map((mark) => mark.closest("form"));
  for (const form of new Set(forms)) if (form) countSelected(form);
}

function choose(tick) {
  const label = tick.closest(".choice");
  const picker = tick.closest(".picker");
  const chosen = picker.querySelector("[data-chosen]");
  if (chosen.contains(label)) return tick.checked || label.remove();
  if (tick.type === "radio") {
    chosen.replaceChildren();
    picker.querySelector("[data-picker]").value = "";
    picker.querySelector(".picker-results").replaceChildren(label);
  }
  chosen.append(label);
  tick.focus();
}

function dropChosen(picker) {
  const chosen = new Set([...picker.querySelectorAll("[data-chosen] input")].map((tick) => tick.value));
  for (const tick of picker.querySelectorAll(".picker-results .tick")) if (chosen.has(tick.value)) tick.closest(".choice").remove();
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("[data-said]") || button;
  label.textContent = button.dataset.done || label.textContent;
}

const presses = {
  print: () => window.print(),
  back: () => history.back(),
  copy,
  share: (button) => navigator.share({ title: document.title, url: button.dataset.share || location.href }).catch(() => {}),
};

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) {
    event.preventDefault();
    focusIn(target);
    return;
  }
  for (const [name, act] of Object.entries(presses)) {
    const button = event.target.closest(`[data-${name}]`);
    if (button) act(button);
  }
  if (event.target.matches("td.pick")) return event.target.querySelector(".tick").click();
  const row = event.target.closest("tbody tr");
  if (row && !event.target.closest("a, button, input, label, select, summary")) follow(row);
  for (const open of document.querySelectorAll("details.drop[open]")) if (!open.contains(event.target)) open.open = false;
});

// Leaving the search box chooses nothing: what listens for a choice must not redraw the page under a click.
document.addEventListener("change", (event) => event.target.matches("[data-picker]") && event.stopPropagation(), true);

document.addEventListener("change", (event) => {
  for (const unit of document.querySelectorAll("[data-unit-from]")) {
    if (unit.dataset.unitFrom === event.target.name) unit.textContent = event.target.value;
  }
  const form = event.target.closest("form");
  if (event.target.matches(".picker .tick")) choose(event.target);
  if (form && event.target.matches("[data-select-all]")) {
    for (const tick of form.querySelectorAll("tbody .tick")) tick.checked = event.target.checked;
  }
  countAll();
});

document.addEventListener("htmx:afterSwap", (event) => {
  const picker = event.target.closest(".picker");
  if (picker) dropChosen(picker);
  countAll();
});

// A request in the background that failed must not fail in silence.
function trouble(is) {
  for (const notice of document.querySelectorAll(".trouble")) notice.hidden = !is;
}
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(failure, () => trouble(true));
document.addEventListener("htmx:afterOnLoad", (event) => trouble(!event.detail.successful));

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-picker]")) event.preventDefault();
  if (event.key === "Escape") for (const open of document.querySelectorAll("details.drop[open]")) open.open = false;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  guarded.delete(form);
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  // After the browser has read the form: a disabled button would not send its own name and value.
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) => (button.disabled = true)));
});

window.addEventListener("beforeunload", (event) => {
  for (const [form, before] of guarded) if (held(form) !== before) event.preventDefault();
});

// A page that comes back from the browser's memory may send its form again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("button:disabled").forEach((button) => (button.disabled = false));
  }
});

for (const button of document.querySelectorAll("[data-share]")) button.hidden = !navigator.share;
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
for (const form of document.querySelectorAll("form[data-guard]")) guarded.set(form, form.querySelector(".invalid") ? null : held(form));
countAll();
document.querySelector("[data-focus]")?.focus();
