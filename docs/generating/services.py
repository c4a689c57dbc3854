"""The page of citizen services."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.services import Service
from generating.markdown import code, codes, link, listed
from generating.profile import national


def services() -> Iterator[str]:
    """Yield the page of services."""
    held = national().all(Service)
    yield f"# Citizen services\n\nThe {len(held)} services of the portal; states set fee, days and papers."
    yield "One that is open without an account can't be closed by a layer."
    yield "Of the register's opening form a citizen fills in what is asked for; all else is the officer's."
    for service in held.values():
        yield f"\n## {code(service.id)}\n\n{service.title}."
        said = (
            ("rests on", service.basis),
            ("kept in", link(service.register_id, "registers.md") if service.register_id else ""),
            ("open without an account", "yes" if service.public else "no"),
            ("needs a confirmed mobile number", ("yes" if service.confirmed else "no") if service.register_id else ""),
            ("asks for", codes(path for path in service.asks if "." not in path)),
            ("the portal states", codes((*service.states, *service.stamps))),
            ("answered by", codes(service.answered, " or ")),
            ("decided by", code(service.officer) if service.officer else ""),
            ("appeals to", codes(service.appeals, ", then ")),
        )
        yield from listed(said)
