"""Times to answer: no office has longer for a citizen service than the service itself allows."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.problems import Problem
from cas_core.services import Service
from cas_core.sources import View
from cas_core.workflows.limit import Limit


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each type of office that would have longer than the service."""
    for service in view.all(Service).values():
        for kind, time in service.limits.items():
            if service.limit and time and not Limit.parse(time).within(Limit.parse(service.limit)):
                origin = view.origin("service", service.id, "", "", "limits")
                what = f"at a {kind} it may take {time}, longer than {service.limit}"
                yield Problem("loosens-locked-part", what, "Name a shorter time", origin, f"service.{service.id}")
