"""Files in records: who enters one sent it himself or found it in the record, and who opens one may read its field.

A digest alone opens nothing. Otherwise whoever learns the digest of another's file could name it in a record of his
own and read it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import limited, seen, seen_record
from cas_core.desk.publishing import for_audience
from cas_core.desk.record import Record, Submitted
from cas_core.desk.transfer import MEDIA_TYPE
from cas_core.forms import Privacy
from cas_core.forms.filled import Filled, filled
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.publication import Audience
from cas_core.store import attachments


class Kept(NamedTuple):
    """A file as it is handed out."""

    name: str
    media_type: str
    content: bytes


def files(form: Iterable[Filled]) -> list[Filled]:
    """Return the fields of a submission that hold files; their values are what they say of each."""
    return [filled for filled in form if filled.branch.field.type == "attachment"]


def digests(form: Iterable[Filled]) -> set[str]:
    """Return the digests of the files in a submission."""
    return {filled.value["sha256"] for filled in files(form)}


def foreign(connection: Connection, named: list[Filled], sender: Actor, case: CaseFile | None) -> list[Problem]:
    """Return a problem for each file that its sender may not enter, or of which he says what it is not.

    Args:
        named: The files of a submission, as `files` returns them.
        case: The record that the submission is for; None where it opens one.
    """
    wanted = digests(named)
    known = attachments.types(connection, wanted)
    sent = attachments.sent_by(connection, sender.id, wanted)
    missing = wanted - sent.keys()
    own = sent.keys() | (_in_case(case, sender) if case is not None and missing else set())
    problems = []
    for branch, value, path in named:
        if value["sha256"] not in own or value["sha256"] not in known:
            what = Sentence("'{label}' names a file that you did not send", label=branch.field.label)
            mend = Sentence("Send the file first, then name it as the answer says")
            problems.append(Problem("file-not-sent", what, mend, None, path))
        elif known[value["sha256"]] != value["media_type"]:
            what = Sentence("'{label}' says that a file is of another type than it is", label=branch.field.label)
            problems.append(Problem("file-differs", what, Sentence("Name it as the answer says"), None, path))
    return problems


def shown(case: CaseFile, who: Actor, record: Record, audience: str = "") -> list[Mapping[str, str]]:
    """Return what a record says of its files to a reader, each file once; without an audience to the officer himself.

    A record that another state handed over holds fields of all classes: who does not see them all does not open it.
    """
    composition, reader = case.build.composition, Audience(audience or Audience.STATION)
    forms = seen_record(case, who, record).forms
    part = ((form.form, for_audience(case, form.form, form.data, reader)) for form in forms)
    found = [held.value for form, data in part for held in files(filled(composition.form(form).branches, data))]
    if limited(who, record.register) or reader.ceiling is not Privacy.SEALED:
        found = [value for value in found if value["media_type"] != MEDIA_TYPE]
    return list({value["sha256"]: value for value in found}.values())


def opened(case: CaseFile, who: Actor, record: Record, digest: str, audience: str = "") -> Kept:
    """Return a file that stands in a record, in a field that its reader may see.

    Raises:
        RecordRefused: None does.
    """
    name = next((value["name"] for value in shown(case, who, record, audience) if value["sha256"] == digest), None)
    return _handed_out(case.connection, digest, name)


def own(connection: Connection, sender: str, digest: str) -> Kept:
    """Return a file to who sent it, whether it stands in a record or not.

    Raises:
        RecordRefused: He sent none of that digest.
    """
    return _handed_out(connection, digest, attachments.sent_by(connection, sender, [digest]).get(digest))


def _in_case(case: CaseFile, who: Actor) -> set[str]:
    """Return the digests of all files that a record ever held, as far as an officer sees the fields."""
    held = (seen(case, who, Submitted.of(row)) for row in case.submissions)
    form = case.build.composition.form
    return {digest for one in held for digest in digests(filled(form(one.form).branches, one.data))}


def _handed_out(connection: Connection, digest: str, name: str | None) -> Kept:
    held = attachments.held(connection, digest) if name is not None else None
    if name is None or held is None:
        what, mend = Sentence("there is no such file for you"), Sentence("Choose one that the record lists")
        raise RecordRefused([Problem("no-such-file", what, mend)])
    return Kept(name, held.media_type, held.content)
