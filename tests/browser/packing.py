"""Payloads packed into every text of every form, and what a page shows of them.

A text holds more of them than its length would allow to be entered: what is tried here is that whatever stands in the
store is shown as text, and the length of a text decides nothing of that. That the checks of a form refuse what they
refuse is tried elsewhere, payload by payload.
"""

from planting import TOKEN, Planter

SHOWN = """() => {
  // What the page says, and what its controls hold, letter by letter.
  const held = [...document.querySelectorAll("input, textarea")].map((at) => at.value);
  return [document.documentElement.textContent, ...held].join("\\n");
}"""


class Packer(Planter):
    """Fills forms with payloads; each text begins with a mark of its own."""

    officer = "officer:sho"
    holders = ()
    published = False

    def __init__(self, build, payloads):
        super().__init__(build)
        self.payloads = payloads

    def form(self, form, **more):
        """Return a form with payloads in each text, whatever number of fields was asked for."""
        return super().form(form, **{**more, "most": 0})

    def _text(self, field, where, letter, *, indexed):
        known = set(self.texts)
        made = super()._text(field, where, letter, indexed=indexed)
        if made is None:
            return None
        token = next(iter(set(self.texts) - known))
        packed = f"{token} {' '.join(self.payloads)}"
        if field.type == "name":
            return {"text": packed, "roman": packed}
        return {**made, "name": packed} if field.type == "attachment" else packed


def bare(text):
    """Return a text without its white space, which pages fold."""
    return "".join(text.split())


def pairs(page, texts, payloads):
    """Return the places of the texts that stand on a page letter by letter, with all payloads in them.

    Args:
        page: What the page says.
        texts: What was planted, by mark.
    """
    said, packed = bare(page), bare(" ".join(payloads))
    marks = (at for at in TOKEN.finditer(said) if at[0] in texts)
    return {texts[at[0]].where for at in marks if said.startswith(packed, at.end())}
