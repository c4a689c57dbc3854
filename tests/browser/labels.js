(wanted) => {
  // Of each control: does what stands over it say what the catalogue says of its field?
  const main = document.querySelector("main");
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const wrong = [];
  for (const [name, label] of wanted) {
    const at = main.querySelector(`[name="${CSS.escape(name)}"]`);
    const over = at?.closest(".field")?.querySelector("label, legend");
    if (!over || !plain(over.textContent).includes(plain(label))) wrong.push(`${name}: ${plain(over?.textContent ?? "no label")} is not ${label}`);
  }
  return wrong;
}
