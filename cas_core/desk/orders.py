"""Who gives orders about the establishment: what every kind of order is given on and in."""

from __future__ import annotations

from cas_core.composition import Build
from cas_core.messages.translate import Translator
from cas_core.store import Store


class Orders:
    """Orders about offices, officers or values in the hands of one officer.

    Every verb is one transaction and holds from a day on. It raises NotPermitted where the posting does not permit it,
    and RecordRefused with every problem found.

    Attributes:
        translate: Puts what is refused into the officer's language.
    """

    def __init__(self, build: Build, store: Store, address: str, translate: Translator) -> None:
        self._build = build
        self._store = store
        self._address = address
        self.translate = translate
