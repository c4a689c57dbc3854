"""Values as controls show them, for the template of a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from cas_core.sources import INDIA
from cas_core.web.forms.describing import Ask
from cas_core.web.forms.filling import Filled, Node
from cas_core.web.forms.reading import ZONE

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


class Kept(NamedTuple):
    """A file that was sent before: its name, what a hidden field carries of it, and where it is opened, if it is."""

    name: str
    seal: str
    address: str


@dataclass(frozen=True)
class Drawing:
    """What a template asks while it draws a form.

    Attributes:
        cited: Returns acts and sections as an officer types them.
        sealed: Returns what a hidden field carries of a kept file.
        number: Returns the printed number of a record.
        parties: Name of each party to the record, by code.
        sections: Address that says what typed sections mean; empty where that is not offered.
        files: Returns the address at which a file of some digest is opened; empty where it is not.
    """

    cited: Callable[[Any], str]
    sealed: Callable[[Mapping[str, str]], str]
    number: Callable[[Any], str] = lambda value: str(value or "")
    parties: Mapping[str, str] = field(default_factory=dict)
    sections: str = ""
    files: Callable[[str], str] = lambda _digest: ""

    def lists(self, filled: Iterable[Filled]) -> dict[str, Markup]:
        """Return the options of the long lists that a form needs, each once, by the id of its element."""
        asks = (ask for part in filled for node in part.nodes for ask in _asks(node))
        return {f"list-{ask.codes}": ask.options for ask in asks if ask.kind == "choose"}

    def label(self, ask: Ask, value: Any) -> str:
        """Return the words of a code; what is no code stays as it was typed."""
        return next((choice.label for choice in ask.shows(value) if choice.code == value), str(value or ""))

    def lines(self, ask: Ask, value: Any) -> str:
        """Return several texts, one on each line."""
        held = value if isinstance(value, list) else []
        shown = {"record": self.number, "date": self.partial, "datetime": self._written}.get(ask.type, str)
        return "\n".join(shown(item) for item in held)

    def _written(self, value: Any) -> str:
        """Return a moment as people write it, with day first."""
        day, _, time = self.moment(value).partition("T")
        return f"{self.partial(day)} {time}".strip()

    def kept(self, value: Any) -> list[Kept]:
        """Return the files that were kept."""
        held = value if isinstance(value, list) else [value] if isinstance(value, Mapping) else []
        return [Kept(item["name"], self.sealed(item), self.files(item["sha256"])) for item in held]

    def day(self, moment: Any) -> str:
        """Return the day of a moment or of a part of a date, day first."""
        return self.partial(self._apart(moment)[0])

    def time(self, moment: Any) -> str:
        """Return the time of a moment, empty for a day."""
        return self._apart(moment)[1]

    def _apart(self, value: Any) -> tuple[str, str]:
        """Return day and time of an end of a span; what was typed and is no moment is taken apart as it was joined."""
        text = self.moment(value)
        if not (text.endswith(ZONE) or _MOMENT.fullmatch(text)):
            return text, ""
        day, _, time = text.removesuffix(ZONE).rpartition("T")
        return day, time

    def moment(self, value: Any) -> str:
        """Return a moment in India's time as the control takes it."""
        try:
            at = datetime.fromisoformat(str(value or ""))
        except ValueError:
            return str(value or "")
        return f"{at.astimezone(INDIA):%Y-%m-%dT%H:%M}" if at.tzinfo else str(value)

    def partial(self, value: Any) -> str:
        """Return a date, or the known part of one, day first."""
        return "/".join(reversed(str(value or "").split("-")))


def _asks(node: Node) -> Iterator[Ask]:
    yield node.ask
    for _, row in node.rows:
        for inner in row:
            yield from _asks(inner)
