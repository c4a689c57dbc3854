"""The page of registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cas_core.numbering import Identity, Numbering, OfficeCode, Scheme
from cas_core.publication import View
from cas_core.registers import Register
from cas_core.services import Service
from cas_core.workflows import Workflow
from generating.markdown import code, codes, link, links, listed, table
from generating.profile import national

YEAR, SERIAL = "2026", 78
OFFICES = {"x": OfficeCode(office="0006", district="0443", place="Example")}


def registers() -> Iterator[str]:
    """Yield the page of registers."""
    held = national().all(Register)
    yield f"# Registers\n\nThe {len(held)} registers of the national layer."
    yield f"Numbers are shown for entry {SERIAL} of {YEAR}; layers [change](../how-to/change-a-number.md) the print."
    yield from table(("register", "holds", "kept by"), (_head(book) for book in held.values()))
    for book in held.values():
        yield from _register(book)


def _head(book: Register) -> tuple[str, str, str]:
    return link(book.id), book.title, codes(book.kept_by)


def _register(book: Register) -> Iterator[str]:
    flow = national().get(Workflow, book.workflow)
    clocks = f"{len(flow.clocks)} [of its workflow](clocks.md#{flow.id})" if flow.clocks else ""
    views = [view.id for view in national().all(View).values() if view.register_id == book.id]
    services = [service.id for service in national().all(Service).values() if service.register_id == book.id]
    yield f"\n## {code(book.id)}\n\n{book.title}."
    said = (
        ("rests on", book.basis),
        ("opened by", link(book.opening, "forms.md")),
        ("follow-up forms", links(book.follow_ups, "forms.md")),
        ("workflow", link(book.workflow, "workflows.md")),
        ("clocks", clocks),
        *_numbers(book),
        ("offences stand in", codes(book.offences, ", else ")),
        ("day of the offence stands in", codes(book.occurrence, ", else ")),
        ("public views", links((f"view.{view}" for view in views), "access.md")),
        ("citizen services", links(services, "services.md")),
    )
    yield from listed(said)


def _numbers(book: Register) -> Iterator[tuple[str, str]]:
    scheme = national().get(Scheme, book.scheme)
    yield "number", f"{code(scheme.number)}, {_example(book, scheme)}"
    yield "printed beside it", ", ".join(scheme.beside)
    yield "begins at 1", f"{scheme.reset}, for each {', '.join(part for part in scheme.scope if part != 'period')}"
    yield "day begins at", scheme.day_begins if scheme.day_begins != "00:00" else ""
    yield "also cited as", ", ".join(code(text) for text in _citations(book, scheme))
    if book.series_field:
        series = ", ".join(f"{code(name)} {one.label}" for name, one in scheme.series.items())
        yield f"series, by {code(book.series_field)}", series


def _example(book: Register, scheme: Scheme) -> str:
    numbering = Numbering(scheme, OFFICES)
    return ", ".join(code(numbering.print(_identity(book, series))) for series in scheme.series)


def _citations(book: Register, scheme: Scheme) -> tuple[str, ...]:
    first = next(iter(scheme.series))
    return Numbering(scheme, OFFICES).citations(_identity(book, first), on=date(int(YEAR), 11, 20))


def _identity(book: Register, series: str) -> Identity:
    return Identity("XX", "x", book.id, series, YEAR, SERIAL)
