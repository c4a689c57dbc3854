"""A composition: all definitions of a build, fixed, each knowing who set it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from cas_core.codelists import CodeList
from cas_core.composition.digest import canonical, digest, digest_of_text
from cas_core.composition.frozen import Say
from cas_core.composition.kinds import KIND_OF
from cas_core.composition.naming import candidates, parts_of
from cas_core.forms import Entity, Form
from cas_core.forms.compile import CompiledForm
from cas_core.problems import Origin, Problem, StoreError
from cas_core.sources import Definition
from cas_core.sources.files import write

D = TypeVar("D", bound=Definition)
T = TypeVar("T")
Elements = Mapping[str, Mapping[str, Mapping[str, Any]]]

FORMAT = 1
COMPOSITION = "composition.json"
PROVENANCE = "provenance.json"


@dataclass(frozen=True)
class Composition:
    """The result of folding layers.

    Attributes:
        layers: Id and version of each layer, the national one first.
        elements: Plain values by kind and id.
        says: Loads who had a say, by path; it is needed for explanations only.
    """

    layers: tuple[tuple[str, str], ...]
    elements: Elements
    says: Callable[[], Mapping[str, list[Say]]] = field(compare=False, repr=False)
    _models: dict[tuple[str, str], Definition] = field(default_factory=dict, compare=False, repr=False)
    _forms: dict[str, CompiledForm] = field(default_factory=dict, compare=False, repr=False)
    _derived: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all elements: equal for equal definitions, whatever machine or order they came from."""
        return digest(self.elements)

    @cached_property
    def layer_ids(self) -> frozenset[str]:
        """Ids of the layers above the national one."""
        return frozenset(layer for layer, _ in self.layers) - {"national"}

    def ids(self, model: type[Definition]) -> tuple[str, ...]:
        """Return the ids of all elements of a kind, sorted."""
        return tuple(sorted(self.elements.get(KIND_OF[model], {})))

    def get(self, model: type[D], element: str) -> D:
        """Return one element.

        Raises:
            KeyError: There is none of that id.
        """
        key = (KIND_OF[model], element)
        if key not in self._models:
            self._models[key] = model.model_validate(self.elements[key[0]][element])
        return cast("D", self._models[key])

    def all(self, model: type[D]) -> Mapping[str, D]:
        """Return all elements of a kind by id."""
        if model not in self._derived:
            self._derived[model] = {element: self.get(model, element) for element in self.ids(model)}
        return cast("Mapping[str, D]", self._derived[model])

    def form(self, form: str) -> CompiledForm:
        """Return a form ready to check submissions; it is compiled at its first use.

        Raises:
            KeyError: There is no such form.
        """
        if form not in self._forms:
            self._forms[form] = CompiledForm(self.get(Form, form), self.all(Entity), _Lists(self))
        return self._forms[form]

    def derived(self, make: Callable[[Composition], T]) -> T:
        """Return what a function makes of the definitions; it is made once, since they never change."""
        if make not in self._derived:
            self._derived[make] = make(self)
        return cast("T", self._derived[make])

    def with_lists(self, lists: Mapping[str, CodeList]) -> Composition:
        """Return the same definitions, with values that offices hold in some of the code lists.

        What layers said, and so the digest, is the same; forms that ask nothing of these lists stay compiled.
        """
        models = {**self._models, **{("codelist", name): codes for name, codes in lists.items()}}
        compiled = dict(self._forms)  # others compile forms meanwhile
        forms = {name: form for name, form in compiled.items() if not form.lists & lists.keys()}
        return replace(self, _models=models, _forms=forms, _derived={})

    def origins(self, path: str) -> list[tuple[Origin, str]]:
        """Return all that had a say in a path, the first definer first, each with the order it rests on.

        ``form.fir.place.label`` may be written without the name of the collection. An untouched part answers with the
        place of its member; what is no part of anything answers with nothing.
        """
        says = self.says()
        for candidate, rest in candidates(path):
            if candidate in says and self._has(path.split("."), rest):
                return [(Origin(layer, file, line), because) for layer, file, line, because in says[candidate]]
        return []

    def _has(self, steps: list[str], rest: list[str]) -> bool:
        """Tell whether the steps of a path that nobody had a say in name something all the same."""
        kind, element, *below = steps
        if not rest or rest[0] in parts_of(kind):
            return True
        if kind != "form":
            return False
        fields = {branch.path for top in self.form(element).branches for branch in top.walk()}
        return ".".join(below) in fields or (".".join(below[:-1]) in fields and below[-1] in parts_of(kind))

    def save(self, folder: Path) -> None:
        """Write ``composition.json`` and ``provenance.json`` into a folder."""
        head = {"format": FORMAT, "layers": [list(layer) for layer in self.layers], "digest": self.digest}
        write(folder / COMPOSITION, canonical({**head, "elements": self.elements}) + b"\n")
        write(folder / PROVENANCE, canonical(dict(self.says())) + b"\n")

    @classmethod
    def load(cls, folder: Path) -> Composition:
        """Read a composition that was saved.

        Raises:
            StoreError: There is none, it is of another format, or it was changed since.
        """
        path = folder / COMPOSITION
        raw, saved = _table(path)
        if saved.get("format") != FORMAT:
            raise StoreError([unusable(path, f"has format {saved.get('format')}, this core reads {FORMAT}")])
        try:
            layers = tuple((str(layer), str(version)) for layer, version in saved["layers"])
            whole = digest_of_text(_elements_in(raw)) == saved["digest"]
        except (KeyError, TypeError, ValueError):
            whole = False
        if not whole:
            raise StoreError([unusable(path, "was changed after it was composed")])
        composition = cls(layers, saved["elements"], _provenance(folder))
        composition.__dict__["digest"] = saved[
            "digest"
        ]  # just verified; working it out again takes longer than to load
        return composition


class _Lists(Mapping[str, CodeList]):
    """Code lists, read when a form asks for one."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    def __getitem__(self, key: str) -> CodeList:
        return self._composition.get(CodeList, key)

    def __iter__(self) -> Any:
        return iter(self._composition.ids(CodeList))

    def __len__(self) -> int:
        return len(self._composition.ids(CodeList))


def _elements_in(raw: bytes) -> bytes:
    """Return the part of a saved composition that its digest covers, as it stands: the file is canonical."""
    start, end = raw.find(b'"elements":'), raw.rfind(b',"format":')
    return raw[start + len(b'"elements":') : end]


def _provenance(folder: Path) -> Callable[[], Mapping[str, list[Say]]]:
    loaded: dict[str, list[Say]] = {}

    def says() -> Mapping[str, list[Say]]:
        if not loaded:
            loaded.update(_table(folder / PROVENANCE)[1])
        return loaded

    return says


def _table(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return a saved file, and the table that it holds."""
    try:
        raw = path.read_bytes()
        saved = json.loads(raw)
    except (OSError, ValueError, RecursionError):
        saved = None
    if not isinstance(saved, dict):
        raise StoreError([unusable(path, "can't be read")])
    return raw, saved


def unusable(path: Path, why: str) -> Problem:
    """Return the problem of a saved file that is of no use."""
    mend = "Check who may read it, or compose the build again: cas compose"
    return Problem("composition-unusable", f"the composition {why}", mend, Origin("build", path.name))
