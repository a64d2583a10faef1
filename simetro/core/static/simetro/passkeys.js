// What allauth's own scripts leave out: each button gets its ceremony, and a page says what this browser cannot do.
"use strict";

const knowsPasskeys = Boolean(window.PublicKeyCredential);

for (const button of document.querySelectorAll("[data-passkey]")) {
  const { passkey, credential } = button.dataset;
  const [signup, login, authenticate] = [button.id, button.id, button.id];
  button.hidden = !knowsPasskeys;
  window.allauth.webauthn.forms[passkey]({ ids: { signup, login, authenticate, credential, data: "passkey_options" } });
}
for (const notice of document.querySelectorAll("[data-no-passkey]")) notice.hidden = knowsPasskeys;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-failed]")) {
    notice.hidden = false;
    notice.focus();
  }
});
