"use strict";
// Keeps what is typed while the server can't be reached, for this officer's session in this browser only: it is taken
// away as soon as the server has it, and with the session.
(() => {
  const sheet = document.getElementById("sheet");
  const offline = document.getElementById("offline");
  if (!sheet || !offline) return;
  const place = `draft:${location.pathname}`;
  const typed = () => [...new FormData(sheet)].filter(([, value]) => typeof value === "string");

  const restore = () => {
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    for (const [name, value] of JSON.parse(kept)) {
      const controls = sheet.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      for (const control of controls) {
        if (["radio", "checkbox"].includes(control.type)) control.checked ||= control.value === value;
        else if (control.type !== "hidden" && control.type !== "file" && !control.value) control.value = value;
      }
    }
  };
  const keep = () => {
    sessionStorage.setItem(place, JSON.stringify(typed()));
    offline.hidden = false;
  };
  const kept = () => {
    sessionStorage.removeItem(place);
    offline.hidden = true;
  };
  restore();
  addEventListener("offline", keep);
  sheet.addEventListener("input", () => { if (!navigator.onLine || !offline.hidden) keep(); });
  document.addEventListener("htmx:error", keep);
  document.addEventListener("htmx:after:request", (event) => {
    const status = event.detail?.ctx?.response?.status ?? event.detail?.response?.status ?? 0;
    if (status >= 200 && status < 400) kept(); else keep();
  });
})();
