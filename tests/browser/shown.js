() => {
  // All texts that a page shows in its own language: also those of choices, hints and names of parts.
  const foreign = (at) => at.closest("[lang]") !== document.documentElement;
  const out = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("script, style, textarea") && !foreign(at)) out.push(walk.currentNode.data);
  }
  for (const at of document.querySelectorAll("[aria-label], [placeholder], [alt], option[value]")) {
    if (foreign(at)) continue;
    for (const name of ["aria-label", "placeholder", "alt"]) if (at.getAttribute(name)) out.push(at.getAttribute(name));
  }
  return out.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
}
