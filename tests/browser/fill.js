(fields) => {
  const main = document.querySelector("main");
  const tell = (at) => { for (const kind of ["input", "change"]) at.dispatchEvent(new Event(kind, { bubbles: true })); };
  const tick = (all, values, name) => {
    for (const value of values) {
      const box = all.find((at) => at.value === value);
      if (!box) throw new Error(`${name} does not offer ${value}`);
      if (!box.checked) box.click();
    }
  };
  const lacking = [];
  for (const [name, value] of fields) {
    const all = [...main.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (!all.length) { lacking.push(name); continue; }
    const at = all[0];
    for (let held = at.closest("details"); held; held = held.parentElement.closest("details")) held.open = true;
    if (["radio", "checkbox"].includes(at.type)) { tick(all, [value].flat(), name); continue; }
    const text = Array.isArray(value) ? value.join("\n") : value;
    const typed = at.type === "datetime-local" ? text.slice(0, 16) : text;
    if (at.value === typed) continue;
    at.value = typed;
    if (at.value !== typed) throw new Error(`${name} does not take ${typed}: it is ${at.value}`);
    tell(at);
  }
  return lacking;
}
