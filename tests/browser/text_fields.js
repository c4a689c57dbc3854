(texts) => {
  // With texts: each text field takes the next of them. Without: fields at fault take a plain word, or nothing.
  const main = document.querySelector("main");
  const plain = /mobile|email|pin$|aadhaar|\.date$|\.time$|statutes|registration|identities|lat$|long$|_km$|value$|number$|gd_entry|fir$|reason$|age|birth|imei|phone|postal/;
  const all = [...main.querySelectorAll("input[type=text], input:not([type]), textarea")].filter((at) => at.name && !at.list);
  let next = 0;
  for (const at of all) {
    const fault = at.closest(".field")?.querySelector(".fault");
    if (texts.length) {
      if (plain.test(at.name) && at.name !== "delay_reason") continue;
      const text = texts[next++ % texts.length];
      at.value = at.maxLength > 0 ? text.slice(0, at.maxLength) : text;
      for (let held = at.closest("details"); held; held = held.parentElement.closest("details")) held.open = true;
    } else if (fault) {
      at.value = /name|description/.test(at.name) ? "Plain" : "";
    }
  }
  for (const at of main.querySelectorAll(".field.wrong select")) at.selectedIndex ||= 1;
  // Of a name in two scripts a page shows one.
  return all.filter((at) => !at.name.endsWith(".text")).map((at) => at.value).filter((text) => /\S/.test(text));
}
