() => {
  // What no page of the site has by itself; whatever was typed became markup if it is there.
  const tags = "script, iframe, object, embed, style, link, meta, base, video, audio, marquee, math, svg:not(.bar), template, noscript, image, form[action*=evil]";
  const main = document.querySelector("main") ?? document.body;
  const made = [...main.querySelectorAll(tags)].map((at) => at.outerHTML.slice(0, 120));
  const pictures = [...main.querySelectorAll("img:not(.photo)")].map((at) => at.outerHTML.slice(0, 120));
  const handlers = [...main.querySelectorAll("*")].filter((at) => [...at.attributes].some((one) => /^(on|hx-on)/i.test(one.name)));
  const links = [...main.querySelectorAll("[href], [src], [action], [formaction]")].filter((at) =>
    ["href", "src", "action", "formaction"].some((name) => /^\s*(javascript|data:text|https?:\/\/evil)/i.test(at.getAttribute(name) ?? "")));
  const ran = window.cas_executed ? ["window.cas_executed"] : [];
  const counted = document.body.innerText.includes("1337") ? ["a template was run"] : [];
  return [...made, ...pictures, ...handlers.map((at) => at.outerHTML.slice(0, 120)), ...links.map((at) => at.outerHTML.slice(0, 120)), ...ran, ...counted];
}
