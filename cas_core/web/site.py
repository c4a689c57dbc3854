"""The site: a running build with what its pages need, made once and handed to every request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from time import monotonic
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk import Cas
from cas_core.desk.usable import holders_for
from cas_core.documents.localise import Locale
from cas_core.forms.compile import CompiledForm
from cas_core.forms.tree import Branch
from cas_core.messages.definition import Catalogue
from cas_core.messages.translate import Translator
from cas_core.offices import Office
from cas_core.registers import Register
from cas_core.services import Service
from cas_core.services.asking import asked
from cas_core.sources import today
from cas_core.web.forms import Offer, Sheet, describe
from cas_core.web.limiting import Limiter
from cas_core.web.seals import Seals
from cas_core.web.settings import Settings
from cas_core.web.words import Words

OFFICES_SECONDS = 5

NAMES: Mapping[str, str] = {
    "as": "অসমীয়া", "bn": "বাংলা", "en": "English", "gu": "ગુજરાતી", "hi": "हिन्दी", "kn": "ಕನ್ನಡ", "ml": "മലയാളം",
    "mr": "मराठी", "or": "ଓଡ଼ିଆ", "pa": "ਪੰਜਾਬੀ", "ta": "தமிழ்", "te": "తెలుగు", "ur": "اردو",
}  # fmt: skip
"""Each language as its readers call it."""


@dataclass(frozen=True, eq=False)
class Made:
    """What was made of a build on a day."""

    build: Build
    day: date
    words: dict[str, Words] = field(default_factory=dict)
    pages: dict[str, Environment] = field(default_factory=dict)
    sheets: dict[tuple[str, str, str, frozenset[str]], Sheet] = field(default_factory=dict)


class Site:
    """A build in a browser.

    Attributes:
        languages: Languages of its pages, the record's first.
    """

    def __init__(self, cas: Cas, settings: Settings) -> None:
        self.cas = cas
        self.settings = settings
        self.seals = Seals(settings.secret)
        self.limiter = Limiter(cas.store, self.seals, on=settings.limits)
        translated = sorted(cas.build.composition.ids(Catalogue))
        self.languages = tuple(dict.fromkeys((*cas.build.languages, *translated, "en")))
        self._offices: tuple[float, Mapping[str, Office]] | None = None
        self._made = Made(cas.build, today())

    def words(self, language: str) -> Words:
        """Return how the build speaks in one of its languages."""
        return self._spoken(self._now(), language)

    def translator(self, language: str) -> Translator:
        """Return the translator of a language, made once."""
        return self.words(language).translate

    def page(self, template: str, language: str, status: int = 200, /, **context: Any) -> HTMLResponse:
        """Return a page in a language."""
        words = self.words(language)
        head = {
            "site": self,
            "words": words,
            "language": language,
            "direction": words.translate.direction,
            "language_names": {tag: NAMES.get(tag, tag) for tag in self.languages},
        }
        text = self._environment(self._now(), language).get_template(template).render({**head, **context})
        return HTMLResponse(text, status, headers={"content-language": language, "vary": "Cookie, Accept-Language"})

    def sheet(self, form: str, language: str, office: str = "") -> Sheet:
        """Return a whole form as it is asked, in a language, with the values that are offered at an office."""
        self.cas.renew()
        made = self._now()
        compiled = made.build.composition.form(form)
        return self._sheet(made, (compiled, compiled.branches), language, ("", office))

    def service_sheet(self, service: Service, language: str, office: str = "") -> Sheet:
        """Return what a service asks a citizen, with the values that are offered at the office he chose."""
        self.cas.renew()
        made = self._now()
        compiled = made.build.composition.form(self.opening(service))
        return self._sheet(made, (compiled, asked(compiled.branches, service)), language, (service.id, office))

    def service_branches(self, service: Service) -> tuple[Branch, ...]:
        """Return the fields of a form that a service asks."""
        return asked(self.cas.build.composition.form(self.opening(service)).branches, service)

    def opening(self, service: Service) -> str:
        """Return the form by which a service is applied for."""
        return self.registers[service.register_id].opening

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """The services that are open, by id, in their order."""
        held = self.cas.build.composition.all(Service).values()
        return {service.id: service for service in sorted(held, key=lambda s: (s.order, s.id)) if service.open}

    @cached_property
    def families(self) -> Mapping[str, tuple[Service, ...]]:
        """Under each main service, those that are applied for on the same form."""
        mains = {s.register_id: s.id for s in reversed(list(self.services.values())) if s.register_id and s.asks}
        found: dict[str, list[Service]] = {}
        for service in self.services.values():
            main = mains.get(service.register_id, service.id)
            held = found.setdefault(main, [])
            if main != service.id:
                held.append(service)
        return {main: tuple(held) for main, held in found.items()}

    @cached_property
    def registers(self) -> Mapping[str, Register]:
        """The registers of the build, by id."""
        return self.cas.registers()

    def offices(self) -> Mapping[str, Office]:
        """Return the offices that are open, as they were a few seconds ago: each page names one of them or two."""
        now = monotonic()
        if not self._offices or now - self._offices[0] > OFFICES_SECONDS:
            self._offices = (now, self.cas.offices())
        return self._offices[1]

    def _sheet(
        self, made: Made, of: tuple[CompiledForm, tuple[Branch, ...]], language: str, place: tuple[str, str]
    ) -> Sheet:
        (compiled, branches), (service, office) = of, place
        within = self._holders(office) & compiled.holders if compiled.holders else frozenset[str]()
        key = (compiled.form.id, language, service, within)
        if key not in made.sheets:
            composition = made.build.composition
            lists = {name: composition.get(CodeList, name) for name in composition.ids(CodeList)}
            translate = self._spoken(made, language).translate
            made.sheets[key] = describe(compiled, branches, Offer(lists, within), translate)
        return made.sheets[key]

    def _holders(self, office: str) -> frozenset[str]:
        """Return whose values are offered at an office; while none is chosen, those of the state."""
        tops = [known.id for known in self.offices().values() if not known.parent]
        with self.cas.store.reading() as connection:
            return frozenset().union(*(holders_for(connection, place) for place in ([office] if office else tops)))

    def _now(self) -> Made:
        """Return what was made; everything is made anew once values of offices were changed, or another day has come.

        A request keeps to what it was given: what it makes of a build is kept with that build and with no other.
        """
        made, build, day = self._made, self.cas.build, today()
        if made.build is not build or made.day != day:
            made = self._made = Made(build, day)
        return made

    def _spoken(self, made: Made, language: str) -> Words:
        if language not in made.words:
            made.words[language] = Words(made.build, self.cas.translator(language))
        return made.words[language]

    def _environment(self, made: Made, language: str) -> Environment:
        """Return the templates in a language: all that is printed is escaped, and what is missing is an error."""
        if language not in made.pages:
            pages = Environment(
                loader=PackageLoader("cas_core.web"),
                autoescape=True,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            pages.filters |= Locale(language).filters()
            pages.globals |= {"_": self._spoken(made, language).translate}
            made.pages[language] = pages
        return made.pages[language]
