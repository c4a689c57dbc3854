"""Refusals in the language of the desk: whatever refuses, the officer reads it in his own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from cas_core.desk.arguments import refuse_unfit
from cas_core.messages.translate import Translator
from cas_core.problems import CasError


class Speaking(Protocol):
    """What refuses in a language."""

    translate: Translator


P = ParamSpec("P")
Result = TypeVar("Result")
Speaker = TypeVar("Speaker", bound=Speaking)


@contextmanager
def speaking(translate: Translator) -> Iterator[None]:
    """Say in a language whatever is refused inside."""
    try:
        yield
    except CasError as refused:
        refused.put(translate)
        raise


def spoken(
    verb: Callable[Concatenate[Speaker, P], Result],
) -> Callable[Concatenate[Speaker, P], Result]:
    """Make a verb refuse in the language of its desk, arguments of another kind than it declares among all else."""

    @wraps(verb)
    def said(speaker: Speaker, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        with speaking(speaker.translate):
            refuse_unfit(verb, (speaker, *args), kwargs)
            return verb(speaker, *args, **kwargs)

    return said
