"""A problem is a value: it is collected and shown, not thrown at the first fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cas_core.problems.sentence import said


class Origin(NamedTuple):
    """The place in a layer where something was said.

    Attributes:
        layer: Id of the layer, ``national`` for layer 0.
        file: Path of the file below the layer's folder, with forward slashes; empty for what was said in code.
        line: Line number from 1; 0 where the file as a whole is meant.
    """

    layer: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.layer}/{place}" if place else self.layer


class Problem(NamedTuple):
    """One fault in an input.

    Attributes:
        code: Stable, made of words, e.g. ``loosens-locked-part``; listed in ``docs/reference/problems.md``.
        what: What is wrong, in one sentence, with names in quotes and without personal data.
        mend: What to do about it.
        origin: Where a layer said it; None for a fault in a record.
        field: Path of the element or field that is meant, e.g. ``form.fir.complainant.occupation``.
    """

    code: str
    what: str
    mend: str
    origin: Origin | None = None
    field: str = ""

    def at(self, origin: Origin | None, field: str) -> Problem:
        """Return it with the place that it is about."""
        return self._replace(origin=origin, field=field)

    def said(self, translate: Callable[[str], str]) -> Problem:
        """Return it in another language."""
        return self._replace(what=said(self.what, translate), mend=said(self.mend, translate))

    def __str__(self) -> str:
        head = f"{self.origin}: {self.code}" if self.origin else self.code
        lines = [head, f"  What:  {shortened(self.what)}"]
        if self.field:
            lines.append(f"  Where: {shortened(self.field)}")
        lines.append(f"  Mend:  {self.mend}")
        return "\n".join(map(_line, lines))


LONGEST = 300


def shortened(text: str) -> str:
    """Return a text that somebody wrote as a problem names it: enough of it to be found again."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _line(text: str) -> str:
    """Return a text in one line without signs that are not seen, so that nothing in it looks like another problem."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else _escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    return ascii(sign)[1:-1] if sign < " " or sign == "\x7f" or "\ud800" <= sign <= "\udfff" else sign


def show(problems: Iterable[Problem]) -> str:
    """Return problems as text, one paragraph each, in order of place."""
    ordered = sorted(set(problems), key=lambda p: (p.origin or Origin(""), p.field, p.code, p.what))
    return "\n".join(str(problem) for problem in ordered)
