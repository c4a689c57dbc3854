"""Labels that mean different things in different places: their words stay the same, their translations don't."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from cas_core.sources.definition import Definition


class Label(str):
    """A label that says in which sense it is meant, as ``msgctxt`` of gettext does; its text is the English one.

    Attributes:
        context: The sense, e.g. ``addressee`` for the "To" of a letter.
    """

    __slots__ = ("context",)

    context: str

    def __new__(cls, text: str, context: str = "") -> Self:
        """Take a text in a sense."""
        label = super().__new__(cls, text)
        label.context = context
        return label


class Labelled(Definition):
    """A definition with a label.

    Attributes:
        context: The sense of the label, where other places use the same words in another one.
    """

    label: str
    context: Annotated[str, Field(pattern=r"^([a-z][a-z ]{0,39})?$")] = ""

    @model_validator(mode="after")
    def _in_its_sense(self) -> Self:
        if self.context:
            self.__dict__["label"] = Label(self.label, self.context)
        return self
