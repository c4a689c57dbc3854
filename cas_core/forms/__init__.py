"""Fields, entities and forms."""

from cas_core.forms.definition import Entity, Field, Form, Privacy, Rule, Section, ValueSet

__all__ = ["Entity", "Field", "Form", "Privacy", "Rule", "Section", "ValueSet"]
