"""The public window: all that anybody may see. It reads public entries and nothing else of the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cas_core.composition import Build
from cas_core.desk.printing import Printer
from cas_core.problems import Problem, RecordRefused
from cas_core.publication import Audience, View
from cas_core.store import Store, attachments, public
from cas_core.store.keys import name_keys, number_key


class Shown(NamedTuple):
    """A public entry.

    Attributes:
        number: Number of the record as the state prints it.
        office: Id of its office.
        data: The fields that the view allows.
    """

    view: str
    number: str
    office: str
    data: Mapping[str, Any]


class Window:
    """What the public sees of one build."""

    def __init__(self, build: Build, store: Store) -> None:
        self._build = build
        self._store = store

    def views(self) -> tuple[str, ...]:
        """Return the ids of the public views."""
        all_views = self._build.composition.all(View).values()
        return tuple(view.id for view in all_views if view.audience is Audience.PUBLIC)

    def shows(self, view: str, digest: str) -> bool:
        """Tell whether a public entry of a view shows a file, by its digest."""
        with self._store.reading() as connection:
            return public.mentions(connection, view, digest)

    def picture(self, view: str, digest: str) -> attachments.Held | None:
        """Return a picture that a public entry of a view shows; no other file, and nothing that is no picture."""
        if view not in self.views() or not self.shows(view, digest):
            return None
        with self._store.reading() as connection:
            held = attachments.held(connection, digest)
        return held if held is not None and held.media_type.startswith("image/") else None

    def words(self, shown: Shown, language: str) -> list[dict[str, Any]]:
        """Return what a public entry says in words: sections with labelled rows."""
        form = self._build.composition.get(View, shown.view).form
        return list(Printer(self._build, language, (), {}).form(form, shown.data)["sections"])

    def entries(
        self, view: str, *, number: str = "", name: str = "", words: str = "", office: str = "", most: int = 50
    ) -> list[Shown]:
        """Return the public entries of a view, the newest first.

        Args:
            number: Number of the record, in any digits.
            name: Name in Roman letters; names that sound alike are found.
            words: Registration mark, chassis number, IMEI, or a code, separated by commas.

        Raises:
            RecordRefused: There is no such public view.
        """
        if view not in self.views():
            mend = f"Views are: {', '.join(self.views())}"
            raise RecordRefused([Problem("unknown-view", f"there is no public view '{view}'", mend)])
        terms = [number_key(text) for text in (number, *words.split(",")) if text.strip()]
        terms += name_keys(name).split()
        with self._store.reading() as connection:
            rows = public.published(connection, view, terms, office, most)
        return [Shown(row.view, row.number, row.office, public.data_of(row)) for row in rows]
