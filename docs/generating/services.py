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
    for service in held.values():
        yield f"\n## {code(service.id)}\n\n{service.title}."
        said = (
            ("rests on", service.basis),
            ("kept in", link(service.register_id, "registers.md") if service.register_id else ""),
            ("open without an account", "yes" if service.public else "no"),
            ("decided by", code(service.officer) if service.officer else ""),
            ("appeals to", codes(service.appeals, ", then ")),
        )
        yield from listed(said)
