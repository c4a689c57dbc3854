"""A paper: one form of one record, for one reader, in one language.

A paper shows what the ceiling of its audience lets through (`publication.Audience.ceiling`), and nothing else.
Without an audience it is the station's own copy, for its file, its superiors and the court: their ceiling is
``sealed``, so all that was entered stands on it, and where something sealed does, the paper says that it is an office
copy. Whoever has a right to a copy gets one printed for him: the informant, the victim and the accused nothing
sealed, insurers nothing confidential either, and those who are not protected themselves see nobody who is. The diary
and the notes of superiors are sealed as a whole (BNSS s.192), so there is no copy of them for anybody outside.

Nobody prints more than his own role sees. What he prints for the file then says that it is an extract; a copy for
somebody who has a right to more is left to an officer who sees all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from cas_core.composition import Build, project
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import require_whole, seen
from cas_core.desk.labels import form_title, rank_label
from cas_core.desk.printing import Printer
from cas_core.desk.publishing import for_audience
from cas_core.desk.record import Record, Submitted, current
from cas_core.desk.references import references
from cas_core.desk.transfer import Transfer
from cas_core.desk.values import languages_of
from cas_core.documents.pdf import NO_STAMP, Stamp
from cas_core.forms.filled import filled
from cas_core.messages.translate import Translator, chain
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.publication import Audience
from cas_core.sources import INDIA
from cas_core.store.officers import officer
from cas_core.store.offices import upwards
from cas_core.store.records import by_id


class Reader(NamedTuple):
    """For whom a paper is.

    Attributes:
        who: The officer who prints it.
        audience: Who gets the copy; empty for the station's own.
    """

    who: Actor
    language: str
    audience: str = ""


@dataclass(frozen=True)
class Paper:
    """What is to be printed.

    Attributes:
        submitted: The form, cut down to what its reader may see.
        offices: The office that entered it and those above it, on the day of entry.
    """

    build: Build
    record: Record
    submitted: Submitted
    offices: list[Row[Any]]
    printer: Printer

    @classmethod
    def of(cls, connection: Connection, build: Build, record: Record, form: str, reader: Reader) -> Paper:
        """Return the paper of a form, by default the opening one, in a language, for an audience or the station.

        Raises:
            RecordRefused: The record has no such form, there is no such audience, or nothing in the form is for it.
            NotPermitted: The audience has a right to more than the officer sees.
        """
        _require_language(build, reader.language)
        wanted = form or record.opening.form
        found = current(record.forms, wanted)
        if found is None:
            what = Sentence("the record has no form '{form}'", form=form_title(build.composition, wanted))
            raise RecordRefused([Problem("no-such-form", what, Sentence("Name one that it has"))])
        submitted = _for(connection, build, record, found, reader)
        day = submitted.entered_at.astimezone(INDIA).date()
        offices = upwards(connection, submitted.office, day)
        names = _names(connection, build, submitted, reader.language)
        return cls(build, record, submitted, offices, Printer(build, reader.language, offices, names))

    def pdf(self, fonts: Path, stamp: Stamp = NO_STAMP) -> bytes:
        """Return it as PDF.

        Raises:
            CasError: typst or a font is missing.
        """
        return self.printer.pdf(self.record, self.submitted, fonts, stamp)

    def html(self) -> str:
        """Return it as the HTML of its page."""
        return self.printer.html(self.record, self.submitted)

    def transfer(self) -> bytes:
        """Return it as it travels to another state.

        Raises:
            NotPermitted: The officer does not see all of it.
        """
        require_whole(self.build.composition, self.submitted)
        data = project(self.build.composition, self.submitted.form, self.submitted.data)
        names = [row.name for row in self.offices[:2]]
        head = (self.build.state, names[0], names[-1], self.record.number, self.record.national_number)
        return Transfer(*head, self.record.created_at.isoformat(timespec="seconds"), self.submitted.form, data).packed()


def _require_language(build: Build, language: str) -> None:
    known = languages_of(build)
    if not any(tag in known for tag in chain(language)):
        what = Sentence("the build does not speak '{language}'", language=language)
        raise RecordRefused([Problem("unknown-language", what, Sentence("Name one of: {codes}", codes=known))])


def in_words(
    connection: Connection, build: Build, record: Record, reader: Reader
) -> list[tuple[Submitted, dict[str, Any]]]:
    """Return the part of each form of a record that a reader sees, and what it says in words, for a page."""
    case, found = CaseFile.open(connection, build, record.id), []
    for submitted in record.forms:
        part = _part(case, submitted, reader)
        printer = Printer(build, reader.language, (), _names(connection, build, part, reader.language))
        found.append((part, printer.form(part.form, part.data)))
    return found


def _for(connection: Connection, build: Build, record: Record, found: Submitted, reader: Reader) -> Submitted:
    audience = reader.audience or Audience.STATION
    if audience not in set(Audience):
        what = Sentence("there is no audience '{audience}'", audience=audience)
        raise RecordRefused([Problem("unknown-audience", what, Sentence("Name one of: {codes}", codes=list(Audience)))])
    part = _part(CaseFile.open(connection, build, record.id), found, reader)
    if not part.data:
        said = {"form": form_title(build.composition, found.form), "audience": audience}
        what = Sentence("nothing in the form '{form}' is for the audience '{audience}'", **said)
        mend = Sentence("Give this reader another paper of the record")
        raise RecordRefused([Problem("not-for-audience", what, mend)])
    if not reader.audience:
        return part
    if Audience(audience).ceiling.strictness > reader.who.sees(record.register).strictness:
        require_whole(build.composition, part)
    return replace(part, cut=False)  # it holds all to which this audience has a right


def _part(case: CaseFile, found: Submitted, reader: Reader) -> Submitted:
    """Return the part of a form that an officer sees and may print for an audience."""
    part = seen(case, reader.who, found)
    return replace(part, data=for_audience(case, part.form, part.data, Audience(reader.audience or Audience.STATION)))


def _names(connection: Connection, build: Build, submitted: Submitted, language: str) -> dict[str, str]:
    """Return what stands on paper for ids: numbers of records, name and rank of who entered it."""
    branches = build.composition.form(submitted.form).branches
    found = [by_id(connection, value) for _, value, _ in references(filled(branches, submitted.data))]
    names = {row.id: row.number for row in found if row is not None}
    signed = officer(connection, submitted.entered_by, submitted.entered_at.astimezone(INDIA).date())
    if signed is not None:
        names[signed.id] = f"{signed.name}, {_rank(build, signed.rank, language)}"
    return names


def _rank(build: Build, rank: str, language: str) -> str:
    """Return a rank in words; one that the list does not know stays as it was written."""
    translate = Translator(language, build.composition.elements.get("catalogue", {}))
    return translate(rank_label(build.composition, rank))
