"""Times to answer: nobody has longer for a citizen service than the service itself allows."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.problems import Problem
from cas_core.services import Service
from cas_core.sources import View
from cas_core.workflows.limit import Limit


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each rate that would give longer than the service."""
    for service in view.all(Service).values():
        for rate in service.rates:
            if service.limit and rate.limit and not Limit.parse(rate.limit).within(Limit.parse(service.limit)):
                origin = view.origin("service", service.id, "", "", "rates")
                what = f"by the rate '{rate.id}' it may take {rate.limit}, longer than {service.limit}"
                yield Problem("loosens-locked-part", what, "Name a shorter time", origin, f"service.{service.id}")
