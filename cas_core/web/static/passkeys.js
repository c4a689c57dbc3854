"use strict";
// Asks the browser for a passkey, and sends its answer as a form like any other: what comes of it the server says.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (at) => at.charCodeAt(0));
  const text = (held) =>
    btoa(String.fromCharCode(...new Uint8Array(held))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const described = (held) => (held ?? []).map((at) => ({ ...at, id: bytes(at.id) }));

  const asked = {
    create: (options) => ({
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: described(options.excludeCredentials),
    }),
    get: (options) => ({
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: described(options.allowCredentials),
    }),
  };
  const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = ({ id, rawId, type, response }) => {
    const parts = PARTS.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(parts) });
  };

  class Refused extends Error {}

  const say = (form, when, told) => {
    if (told) form.querySelector("[data-when=told]").textContent = told;
    for (const words of form.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== when;
  };

  const begun = async (form) => {
    const sent = await fetch(form.dataset.begin, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (sent.redirected) location.reload();
    else if (sent.ok) return sent.json();
    if (sent.status === 422) throw new Refused((await sent.json()).says);
    throw new Error(`status ${sent.status}`);
  };

  const WHEN = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "known", SecurityError: "none" };

  const run = async (form) => {
    const kind = form.dataset.passkey;
    say(form, "waiting");
    const publicKey = asked[kind](await begun(form));
    form.elements.credential.value = answer(await navigator.credentials[kind]({ publicKey }));
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential || !navigator.credentials) {
      say(form, "none");
      continue;
    }
    const button = form.querySelector("button");
    button.disabled = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      run(form).catch((error) => {
        button.disabled = false;
        if (error instanceof Refused) say(form, "told", error.message);
        else say(form, WHEN[error.name] ?? "failed");
      });
    });
  }
})();
