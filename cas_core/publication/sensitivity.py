"""Whether a record may be published at all, and the ground on which it may not.

Youth Bar Association of India v. Union of India, (2016) 9 SCC 473; BNS s.72; POCSO Act s.23; JJ Act s.74. Nothing that
a view says opens what is closed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cas_core.publication.identity import Identity


def grounds(law: Mapping[str, Any], persons: Iterable[Identity], forms: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return on what grounds a record is sensitive; none where it may be published.

    Args:
        law: Facts of its offences.
        persons: Everybody in its forms.
        forms: Its forms; one may say that it is sensitive.
    """
    found: set[str] = set()
    if law.get("sensitive") or law.get("protects_victim"):
        found.add("offence")
    for person in persons:
        found |= {"child"} if person.child else set()
        found |= {"identity"} if person.protected else set()
    if any(form.get("sensitive") is True for form in forms.values()):
        found.add("order")
    return sorted(found)


def protected(person: Identity, law: Mapping[str, Any]) -> bool:
    """Tell whether a person's identity is withheld from everybody outside the police and the court.

    Where the law protects the victim, all but the accused could tell who the victim is: the informant, the relatives,
    the witnesses.
    """
    return person.child or person.protected or (bool(law.get("protects_victim")) and person.role != "accused")
