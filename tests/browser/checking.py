"""What is looked at on every page: accessibility, width, language."""

from axe_core_python.sync_playwright import Axe
from stories import FORGED

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
TELEPHONE = {"width": 360, "height": 740}
LOOK = """async () => {
  await document.fonts.ready;
  const loaded = [...document.fonts].filter((at) => at.status === "loaded");
  return {
    lang: document.documentElement.lang,
    dir: getComputedStyle(document.body).direction,
    faces: loaded.map((at) => at.family.replaceAll('"', "")),
  };
}"""
FACES = {"hi": "Noto Sans Devanagari", "kn": "Noto Sans Kannada", "ur": "Noto Nastaliq Urdu"}


def broken_rules(page):
    """Return the rules of accessibility that a page breaks, and where."""
    found = Axe().run(page, options=RULES)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def overflow(page):
    """Return what is wider than the window, where the page can be scrolled sideways."""
    return page.evaluate(
        """() => {
          const at = document.scrollingElement, wide = document.documentElement.clientWidth;
          if (at.scrollWidth <= wide) return [];
          const out = [...document.querySelectorAll("body *")].filter((one) => {
            const box = one.getBoundingClientRect();
            return (box.right > wide + 1 || box.left < -1) && box.width > 1;
          });
          return [`${at.scrollWidth} wide`, ...out.slice(0, 6).map((one) => one.outerHTML.slice(0, 160))];
        }"""
    )


def visited(held, paths, *checks):
    """Open each page and return what is wrong with it."""
    wrong = []
    for path in paths:
        answer = held.page.goto(path)
        assert answer.status == (404 if FORGED in path else 200), f"{answer.status} at {path}"
        assert ("sign-in" in held.page.url) is ("sign-in" in path)
        wrong += [f"{path}: {fault}" for check in checks for fault in check(held.page)]
    return wrong


def speaks(language):
    """Return a check of a page: its language, its direction, its letters and the face they are set in."""

    def check(page):
        told = page.evaluate(LOOK)
        wanted = "rtl" if language == "ur" else "ltr"
        if told["lang"] != language:
            yield f"lang is {told['lang']}"
        if told["dir"] != wanted:
            yield f"direction is {told['dir']}"
        if language in FACES and FACES[language] not in told["faces"]:
            yield f"{FACES[language]} is not among {told['faces']}"

    return check
