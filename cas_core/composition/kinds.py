"""The kinds of element, in the order in which they are folded: what is built upon comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cas_core.access import Role
from cas_core.access.check import check as check_roles
from cas_core.codelists import CodeList
from cas_core.codelists.check import check as check_codelists
from cas_core.composition.answering import check as check_answering
from cas_core.composition.ranks import check as check_ranks
from cas_core.documents.check import check as check_documents
from cas_core.documents.definition import Document
from cas_core.forms import Entity, Form
from cas_core.forms.check import check as check_forms
from cas_core.law.check import check as check_offences
from cas_core.messages import Catalogue
from cas_core.messages.check import check as check_messages
from cas_core.numbering.check import check_all as check_numbering
from cas_core.numbering.definition import Scheme
from cas_core.offices import OfficeType
from cas_core.offices.check import check as check_offices
from cas_core.problems import Problem
from cas_core.publication import View as PublicView
from cas_core.publication.check import check as check_publication
from cas_core.registers import Register
from cas_core.registers.check import check as check_registers
from cas_core.services import Service
from cas_core.services.check import check as check_services
from cas_core.sources import Definition, View
from cas_core.workflows import Workflow
from cas_core.workflows.check import check as check_workflows

KINDS: Mapping[str, type[Definition]] = {
    "catalogue": Catalogue,
    "office_type": OfficeType,
    "role": Role,
    "codelist": CodeList,
    "entity": Entity,
    "form": Form,
    "scheme": Scheme,
    "workflow": Workflow,
    "register": Register,
    "document": Document,
    "service": Service,
    "view": PublicView,
}

KIND_OF: Mapping[type[Definition], str] = {model: kind for kind, model in KINDS.items()}

CHECKS: tuple[Callable[[View], Iterator[Problem]], ...] = (
    check_messages,
    check_offices,
    check_roles,
    check_codelists,
    check_ranks,
    check_offences,
    check_forms,
    check_numbering,
    check_workflows,
    check_registers,
    check_documents,
    check_services,
    check_answering,
    check_publication,
)
