"""What of a record an officer sees: up to the class that his role names for its register, whoever entered it.

Every form of a record that reaches a reader passes here: at the desk, in the history, on paper, in the API, on the
command line, among files, and where records are compared. Conditions, guards, clocks and figures look at whole records.
"""

from __future__ import annotations

from dataclasses import replace

from cas_core.composition import Composition
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.labels import form_title
from cas_core.desk.publishing import mask_of_protected
from cas_core.desk.record import Record, Submitted
from cas_core.forms import Privacy
from cas_core.problems import NotPermitted, Problem, Sentence
from cas_core.publication.masking import masked
from cas_core.publication.showing import class_at, strictest, up_to_class
from cas_core.store import links

KNOWING = Privacy.CONFIDENTIAL
"""Who sees this class may know whom the law protects. Texts of lower classes tell names too: there they are masked."""


def limited(who: Actor, register: str) -> bool:
    """Tell whether something in the records of a register is not for an officer."""
    return who.sees(register) is not Privacy.SEALED


def knows(who: Actor, register: str) -> bool:
    """Tell whether an officer may know, from the records of a register, whom the law protects."""
    return who.sees(register).strictness >= KNOWING.strictness


def seen(case: CaseFile, who: Actor, submitted: Submitted) -> Submitted:
    """Return a submission as far as an officer may see it."""
    if not limited(who, case.register.id):
        return submitted
    branches, ceiling = case.build.composition.form(submitted.form).branches, who.sees(case.register.id)
    part = up_to_class(branches, submitted.data, ceiling)
    shown = part if knows(who, case.register.id) else masked(branches, part, mask_of_protected(case))
    above = strictest(branches, submitted.data).strictness > ceiling.strictness
    return replace(submitted, data=shown, cut=submitted.cut or above or shown != part)


def seen_record(case: CaseFile, who: Actor, record: Record) -> Record:
    """Return a record as far as an officer may see it, whoever read it first."""
    return replace(record, forms=tuple(seen(case, who, submitted) for submitted in record.forms))


def seen_links(case: CaseFile, who: Actor) -> list[tuple[str, str]]:
    """Return the linked records, register and id, that some field names which the officer may see."""
    form = case.build.composition.form
    named = {
        tie.other
        for tie in links.ties(case.connection, case.id)
        if class_at(form(tie.form).branches, tie.path).strictness <= who.sees(tie.register).strictness
    }
    return [(register, other) for register, other in case.linked if other in named]


def require_whole(composition: Composition, submitted: Submitted) -> None:
    """Pass only a submission of which nothing was left out.

    Raises:
        NotPermitted: Something was; what is made of it would lose that.
    """
    if submitted.cut:
        title = form_title(composition, submitted.form)
        what = Sentence("the form '{form}' holds more than your posting sees", form=title)
        mend = Sentence("Ask an officer whose posting sees all of it")
        raise NotPermitted([Problem("more-than-you-see", what, mend)])
