"use strict";
// Keeps what is typed while the server can't be reached: in this window only, for this officer only. It is taken away
// as soon as the server has it, and when the officer signs out. The server draws what was kept: entries of groups too.
(() => {
  const KEPT = "typed:";
  const place = (url) => KEPT + url.pathname + url.search;
  const held = (at) => JSON.parse(sessionStorage.getItem(at) ?? "null");

  addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/desk/sign-out") sessionStorage.clear();
  });

  // A page that comes after a form was sent is the server's answer: it has what was typed, unless it asks who it is.
  const before = document.referrer && new URL(document.referrer);
  const answers = before && before.origin === location.origin && place(before) !== place(location);
  if (answers && location.pathname !== "/desk/sign-in" && held(place(before))?.sent) {
    sessionStorage.removeItem(place(before));
  }

  const sheet = document.getElementById("sheet");
  const offline = document.getElementById("offline");
  if (!sheet || !offline) return;
  const here = place(location);

  const keep = (sent) => {
    const fields = [...new FormData(sheet)].filter(([, value]) => typeof value === "string");
    sessionStorage.setItem(here, JSON.stringify({ officer: sheet.dataset.officer, sent, fields }));
  };
  const lost = () => {
    keep(false);
    offline.hidden = false;
  };
  const safe = () => {
    sessionStorage.removeItem(here);
    offline.hidden = true;
  };

  const restore = async () => {
    const kept = held(here);
    if (kept?.officer !== sheet.dataset.officer) return;
    if (sheet.dataset.drawn === "POST") return safe();
    const body = new FormData();
    for (const [name, value] of kept.fields) body.append(name, value);
    body.set("do", "update");
    const answer = await fetch(location.href, { method: "POST", body });
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("sheet");
    if (!drawn) return;
    sheet.replaceChildren(...drawn.childNodes);
    htmx.process(sheet);
    keep(false);
    sheet.dispatchEvent(new Event("input", { bubbles: true }));
  };

  addEventListener("offline", lost);
  sheet.addEventListener("submit", () => keep(true));
  sheet.addEventListener("input", () => { if (!navigator.onLine || !offline.hidden) lost(); });
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:after:request", (event) => {
    const status = event.detail?.ctx?.response?.status ?? 0;
    if (status < 200 || status >= 400) lost();
    else if (event.target.id === "kept") safe();
  });
  addEventListener("DOMContentLoaded", () => restore().catch(lost));
})();
