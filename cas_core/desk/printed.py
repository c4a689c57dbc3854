"""What leaves the desk: papers, copies, transfers and files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cas_core.desk.arguments import fitting
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import limited
from cas_core.desk.copies import copied
from cas_core.desk.desk import Desk
from cas_core.desk.files import Kept, opened, own, shown
from cas_core.desk.numbers import office_codes
from cas_core.desk.opened import Opened
from cas_core.desk.papers import Paper, Reader, in_words
from cas_core.desk.publishing import sensitive
from cas_core.desk.record import Record, Submitted
from cas_core.desk.speaking import speaking
from cas_core.desk.transfer import Transfer, received
from cas_core.documents.fonts import default_folder
from cas_core.numbering import parse_national
from cas_core.sources import INDIA
from cas_core.store.journal import Event, append


class Printed(Opened):
    """What is printed or handed out."""

    @fitting
    def cited(self, record: Record) -> str:
        """Return a record's number in the form in which letters and courts cite it."""
        scheme = self.registers()[record.register].scheme
        identity = parse_national(record.national_number)
        on = record.created_at.astimezone(INDIA).date()
        with self.store.reading() as connection:
            numbering = self.build.numbering(scheme, office_codes(connection, identity.office, on))
        return next(iter(numbering.citations(identity, on=on)), record.number)

    @fitting
    def transfer(self, record: Record, *, as_: str) -> bytes:
        """Return a record as it travels to another state: the national part of its opening form.

        Raises:
            NotPermitted: The officer may not print the record, or does not see all of it.
        """
        return self.paper(record, as_=as_).transfer()

    @fitting
    def transfers(self, record: Record, *, as_: str) -> list[Transfer]:
        """Return what other states handed over with a record, each as it was entered there.

        They hold fields of all classes: there is none for an officer who does not see all of the record.

        Raises:
            NotPermitted: The officer may not read the record.
        """
        who = self.who(as_)
        who.require(f"{record.register}.read", record.office)
        book = self.registers()[record.register]
        with self.store.reading() as connection:
            return [] if limited(who, record.register) else received(connection, book, record.opening.data)

    @fitting
    def paper(self, record: Record, form: str = "", *, as_: str, language: str = "en", audience: str = "") -> Paper:
        """Return a form of a record ready to be printed, cut down for its reader; errors as for `document`."""
        with speaking(self.translator(language)):
            who = self.who(as_)
            who.require(f"{record.register}.document", record.office)
            with self.store.reading() as connection:
                return Paper.of(connection, self.build, record, form, Reader(who, language, audience))

    @fitting
    def document(
        self,
        record: Record,
        form: str = "",
        *,
        as_: str,
        language: str = "en",
        audience: str = "",
        fonts: Path | None = None,
    ) -> bytes:
        """Return a form of a record as PDF, in a language of the build; by default the opening form.

        Args:
            audience: For whom the copy is, e.g. ``accused``; what he may not see is left out or masked. Without one
                it is the station's own copy.
            fonts: Folder of fonts; by default the one that the installation names.

        Raises:
            NotPermitted: The officer may not print it, or does not see all to which the audience has a right.
            RecordRefused: The record has no such form, there is no such audience, or nothing in the form is for it.
            CasError: typst or a font is missing.
        """
        return self.paper(record, form, as_=as_, language=language, audience=audience).pdf(fonts or default_folder())

    @fitting
    def page(self, record: Record, form: str = "", *, as_: str, language: str = "en", audience: str = "") -> str:
        """Return a form of a record as the HTML of its page; errors as for `document`."""
        return self.paper(record, form, as_=as_, language=language, audience=audience).html()

    @fitting
    def shown(
        self, record: Record, *, as_: str, language: str = "en", audience: str = ""
    ) -> list[tuple[Submitted, dict[str, Any]]]:
        """Return all forms of a record in words, with what each says: title, sections, labelled rows.

        Raises:
            NotPermitted: The officer may not read the record.
        """
        who = self.who(as_)
        who.require(f"{record.register}.read", record.office)
        with self.store.reading() as connection:
            return in_words(connection, self.build, record, Reader(who, language, audience))

    @fitting
    def copy(self, record: Record, *, as_: str, language: str = "en") -> Paper:
        """Return the paper of which an application asked a copy, once an officer gave it.

        It is cut down to what the applicant's right opens, whoever prints it. In a sensitive case the journal has that
        he did.

        Raises:
            NotPermitted: The application is not the officer's to print, or its right opens more than he sees.
            RecordRefused: No copy was given, or the record does not hold the paper.
        """
        who = self.who(as_)
        who.require(f"{record.register}.document", record.office)
        with self.store.reading() as connection:
            asked = copied(connection, self.build, record)
            with Desk(self.build, who, lambda: nullcontext(connection), self.translator(language)) as desk:
                source = desk.read(asked.record, checked=False)  # the officer who gave the copy was checked
            paper = Paper.of(connection, self.build, source, asked.form, Reader(who, language, asked.audience))
            closed = sensitive(CaseFile.open(connection, self.build, source.id))
        if closed:
            event = Event(who.office, who.id, "read", datetime.now(UTC), source.id, detail={"copy": record.id})
            with self.store.writing(who.office) as connection:
                append(connection, event)
        return paper

    def files(self, record: Record, *, as_: str, audience: str = "") -> list[Mapping[str, str]]:
        """Return what a record says of its files, as far as its reader may open them; audience as for `document`.

        Raises:
            NotPermitted: The posting does not permit to read the record.
        """
        who = self.who(as_)
        who.require(f"{record.register}.read", record.office)
        with self.store.reading() as connection:
            return shown(CaseFile.open(connection, self.build, record.id), who, record, audience)

    def file(self, record: str, digest: str, *, as_: str, audience: str = "") -> Kept:
        """Return a file of a record to who may read it there; in a sensitive case the journal has that he did.

        Args:
            audience: For whom it is opened: what of the record he may not see, he does not open. Without one it is
                for the station.

        Raises:
            NotPermitted: The posting does not permit to read the record.
            RecordRefused: No field that the reader sees holds such a file.
        """
        with Desk(self.build, self.who(as_), self.store.reading, self.translator("en")) as desk:
            held, case = desk.read(record), CaseFile.open(desk.connection, self.build, record)
            kept, closed = opened(case, desk.actor, held, digest, audience), sensitive(case)
        if closed:
            with self.desk(as_) as desk:
                desk.note_reading(record, file=digest)
        return kept

    def sent_file(self, digest: str, *, as_: str) -> Kept:
        """Return a file to the officer who sent it, before it is entered anywhere.

        Raises:
            RecordRefused: He sent none of that digest.
        """
        who = self.who(as_)
        with self.store.reading() as connection:
            return own(connection, who.id, digest)
