"""What schemas of field types are made with: a fault of its own code, a check after reading, and bounds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cas_core.forms.definition import Field

Schema = Callable[[Field], CoreSchema]


def fault(code: str, message: str) -> PydanticCustomError:
    """Return what is raised for a value that does not fit."""
    return PydanticCustomError(code, message)


def checked(check: Callable[[Any], Any], schema: CoreSchema) -> CoreSchema:
    """Return a schema whose values a check has to pass as well."""
    return core_schema.no_info_after_validator_function(check, schema)


def bounded(value: Any, low: Any, high: Any) -> None:
    """Pass a value that lies within its bounds."""
    if low is not None and value < low:
        raise PydanticCustomError("too_small", "is below {bound}", {"bound": _said(low)})
    if high is not None and value > high:
        raise PydanticCustomError("too_large", "is above {bound}", {"bound": _said(high)})


def _said(bound: Any) -> str:
    return f"{bound:f}" if isinstance(bound, Decimal) else str(bound)
