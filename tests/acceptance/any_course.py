"""Officers who try lawful and unlawful verbs at random, held at each to what the oracle says."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import UTC, datetime, timedelta
from functools import cache
from unittest.mock import patch

from builders import PORTAL, POSTS, ROOT, STATION, address
from databases import indexed
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lawful import Lawful
from picture import Act, Case, Officer
from ways import filled, ways

from cas_core import Cas, NotPermitted, RecordRefused
from cas_core.store import journal

REGISTERS = ("fir", "complaint", "missing", "unnatural_death", "permission", "general_diary")
OTHERS = (("neighbour", "cubbon_park", "sho", "INSP"), ("stranger", "cubbon_park", "io", "SI"))
OFFICERS = {
    **{id_: Officer(id_, STATION["ka"][level], role, rank) for id_, level, role, rank in POSTS},
    **{row[0]: Officer(*row) for row in OTHERS},
    PORTAL: Officer(PORTAL, STATION["ka"][0], PORTAL, ""),
}
USUAL = (
    Act("sho", "move", "assign_io", to_officer="io"),
    Act("io", "submit", "crime_details"),
    Act("io", "submit", "final_report", "of all"),
    Act("sho", "move", "scrutinise"),
    Act("acp", "move", "circle_takes_up"),
    Act("sho", "move", "forward"),
    Act("court", "submit", "court_intake", "taken on file"),
    Act("court", "submit", "charge_framed"),
    Act("court", "submit", "court_disposal", "copy received"),
    Act("court", "submit", "appeal", "filed"),
)
"""The usual course of a case; a random one leaves it anywhere."""
COMMONPLACE = {
    "not from this state",
    "nobody types this step",
    "not the officer whose step it is",
    "hands nothing over",
    "names an officer where none is named, or none where one is",
}
"""Reasons that stand in the way of so many acts that the others would be tried too seldom."""
NAMED = ("", "io", "second_io", "sho", "eo", "writer", "stranger")
ELSEWHERE = ("", "cubbon_park")


@cache
def parents():
    with (ROOT / "states/ka/offices.csv").open(encoding="utf-8") as file:
        return {row["id"]: row["parent"] for row in csv.DictReader(file)}


def kinds():
    """The national type of each office, as the state's offices and their types say it."""
    stands_for = {"dcp_division": "sub_division", "women_station": "station", "cen_station": "station"}
    with (ROOT / "states/ka/offices.csv").open(encoding="utf-8") as file:
        return {row["id"]: stands_for.get(row["type"], row["type"]) for row in csv.DictReader(file)}


class ByTheClock(datetime):
    """The clock of the station: each verb a minute after the one before, so that before and after are plain."""

    moment = datetime.now(UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.moment.astimezone(tz)


class Course(RuleBasedStateMachine):
    """One course of events at a police station."""

    build, template, folder = None, None, None

    def __init__(self):
        super().__init__()
        self.path = self.folder / "course.db"
        shutil.copy(self.template, self.path)
        self.cas = Cas.open(self.build, f"sqlite:///{self.path}")
        self.law = Lawful(self.build.composition.elements, parents(), kinds(), OFFICERS)
        self.keys = 0
        ByTheClock.moment = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
        self.clock = patch("cas_core.desk.work.datetime", ByTheClock)
        self.clock.start()

    def teardown(self):
        self.clock.stop()
        self.cas.close()

    @initialize(depth=st.integers(0, len(USUAL)), io=st.sampled_from(["io", "sho", "second_io"]))
    def a_case_on_its_usual_course(self, depth, io):
        """The officer in charge may investigate himself; then another one has to forward what he reports."""
        entered = ("general_diary", "fir", "general_diary")  # an entry before the FIR, and one that it can't cite
        for officer, register in (("neighbour", "general_diary"), *(("sho", register) for register in entered)):
            self.do(Act(officer, "enter", register, "plain" if register == "fir" else ""))
        for act in USUAL[:depth]:
            hands = {"officer": io if act.officer == "io" else act.officer, "to_officer": act.to_officer and io}
            self.do(act._replace(**hands), next(case for case in self.law.cases.values() if case.register == "fir"))

    @rule(data=st.data())
    def a_lawful_step(self, data):
        """Somebody does what may be done; most often what leads on."""
        chosen = self.lawful(data)
        if chosen:
            self.do(*chosen)

    @rule(data=st.data())
    def anything(self, data):
        """Somebody tries something, lawful or not; mostly something that his posting at least permits."""
        officer, case = data.draw(st.sampled_from(sorted(OFFICERS))), self.case(data)
        acts = [*self.tries(officer, case)]
        fit = [act for act in acts if not self.law.hindrances(act, case)]
        self.do(data.draw(st.sampled_from(fit if fit and data.draw(st.integers(0, 3)) else acts)), case)

    @rule(data=st.data())
    def what_the_law_forbids(self, data):
        """Somebody whose posting permits it tries what the law forbids: each reason is as likely as another."""
        case = self.case(data)
        acts = [act for officer in OFFICERS for act in self.tries(officer, case)]
        reasons = {}
        for act in acts:
            if self.out_of_hand(act, case):
                reasons.setdefault("another office, or no duty", []).append(act)
            elif not self.law.hindrances(act, case) and (filled := self.filled(act, case)) is not None:
                for reason in self.law.objections(act, case, filled)[:1]:
                    reasons.setdefault(reason, []).append(act)
        grave = reasons.keys() - COMMONPLACE
        if reasons:
            told = grave if grave and data.draw(st.integers(0, 3)) else reasons
            chosen = reasons[data.draw(st.sampled_from(sorted(told)))]
            name = data.draw(st.sampled_from(sorted({act.name for act in chosen})))
            self.do(data.draw(st.sampled_from([act for act in chosen if act.name == name])), case)

    @rule(data=st.data())
    def what_the_law_forbids_again(self, data):
        self.what_the_law_forbids(data)

    @rule(data=st.data())
    def something_is_entered(self, data):
        """A record is opened, lawfully or against the law for any reason that there is."""
        reasons = {}
        for act in self.entries():
            case = self.opened(act)
            if (filled := self.filled(act, case)) is not None:
                reason = next(iter(self.law.objections(act, case, filled)), "")
                reasons.setdefault(reason, []).append(act)
        chosen = reasons[data.draw(st.sampled_from(sorted(reasons)))]
        self.do(data.draw(st.sampled_from(chosen)), None)

    @invariant()
    def the_journals_verify(self):
        assert self.cas.verify() == []

    @invariant()
    def records_are_found_by_what_stands_in_their_forms(self):
        before = indexed(self.cas)
        assert self.cas.reindex() == len(self.law.cases)
        assert indexed(self.cas) == before

    @invariant()
    def every_record_came_where_it_is_by_defined_steps(self):
        """Statutory states are not skipped: the journal tells each step, and each follows the one before."""
        with self.cas.store.reading() as connection:
            for case in self.law.cases.values():
                self.walk(case, sorted(journal.entries(connection, record=case.id), key=lambda entry: entry.at))

    def walk(self, case, entries):
        steps = {step["id"]: step for step in self.law.steps(case.register)}
        status = self.law.workflow(case.register)["initial"]
        for entry in entries:
            detail = json.loads(entry.detail)
            taken = [detail["step"]] if entry.verb in {"move", "submit"} and "step" in detail else []
            for name in (*taken, *detail.get("derived", ())):
                assert status in steps[name]["sources"], (name, status)
                assert bool(steps[name].get("when")) == (name not in taken)
                status = steps[name].get("target") or status
        assert status == case.status

    def case(self, data):
        return data.draw(st.sampled_from([case for case in self.law.cases.values() if case.register in REGISTERS[:5]]))

    def lawful(self, data):
        """Return something that may be done to a record, more often than not something that leads on."""
        case = self.case(data)
        acts = [act for officer in OFFICERS for act in self.tries(officer, case) if self.is_lawful(act, case)]
        onward = [act for act in acts if self.law.after(act, case, self.filled(act, case)).status not in case.been]
        acts = onward if onward and data.draw(st.integers(0, 3)) else acts
        if not acts:
            return None
        name = data.draw(st.sampled_from(sorted({act.name for act in acts})))
        return data.draw(st.sampled_from([act for act in acts if act.name == name])), case

    def tries(self, officer, case):
        for step in self.law.steps(case.register):
            if step.get("form"):
                yield Act(officer, "move", step["id"])
                continue
            for named in NAMED if step.get("assigns") else ("",):
                for office in ELSEWHERE if step.get("hands_over") else ("",):
                    yield Act(officer, "move", step["id"], "", office, named)
            if step.get("agree"):
                yield Act(officer, "agree", step["id"])
        yield Act(officer, "move", "publish" if case.register == "fir" else "acknowledge", "", "cubbon_park")
        book = self.law.elements["register"][case.register]
        for form in book["follow_ups"]:
            yield from (Act(officer, "submit", form, said) for said in ways(form))
        yield Act(officer, "submit", "malkhana_out")
        for form in case.papers:
            yield from (Act(officer, "amend", form, said) for said in ways(form))
        yield Act(officer, "amend", book["opening"], ways(book["opening"])[0], reason=" ")
        yield Act(officer, "read", "")

    def out_of_hand(self, act, case):
        """Tell whether an act is another officer's alone: the same role elsewhere, or without the duty."""
        hindrances = self.law.hindrances(act, case)
        if hindrances not in (["out of reach"], ["no duty on this record"]):
            return False
        return any(self.is_lawful(act._replace(officer=officer), case) for officer in {"sho", *case.duties.values()})

    def entries(self):
        """Return all ways in which anybody might open a record."""
        for officer in OFFICERS:
            for register in REGISTERS:
                for said in ways(self.law.elements["register"][register]["opening"]):
                    yield Act(officer, "enter", register, said)

    def opened(self, act):
        """Return the record that an act would open."""
        office, initial = OFFICERS[act.officer].office, self.law.workflow(act.name)["initial"]
        return Case(act.name, office, act.officer, len(self.law.cases), initial, registered_at=office)

    def filled(self, act, case):
        if act.verb not in {"enter", "submit", "amend"}:
            return {}
        form = self.law.elements["register"][case.register]["opening"] if act.verb == "enter" else act.name
        return filled(self.law, case, form, act.said)

    def is_lawful(self, act, case):
        if [*self.law.hindrances(act, case)]:
            return False
        data = self.filled(act, case)
        return data is not None and not self.law.objections(act, case, data)

    def do(self, act, case=None):
        """Let the engine do it, and hold it to what the oracle says."""
        case = case or self.opened(act)
        data = self.filled(act, case)
        if data is None:
            return
        objections = self.law.objections(act, case, data)
        before = self.everything()
        ByTheClock.moment += timedelta(minutes=1)
        try:
            record = self.engine(act, case, data)
        except (RecordRefused, NotPermitted) as refused:
            codes = [(problem.code, problem.field) for problem in refused.problems]
            assert objections, f"lawful, but refused: {act} on {case.register} in '{case.status}': {codes}"
            assert self.everything() == before, f"refused, but something is left behind: {act}"
            event(f"refused: {objections[0]}")
            return
        assert not objections, f"unlawful, but done: {act} on {case.register} in '{case.status}': {objections}"
        self.done(act, case, data, record)

    def engine(self, act, case, data):
        with self.cas.desk(address(act.officer, OFFICERS[act.officer].office)) as desk:
            if act.verb == "enter":
                self.keys += 1
                return desk.enter(act.name, data, key=f"key-{self.keys}")
            if act.verb == "amend":
                return desk.amend(case.id, act.name, data, reason=act.reason)
            if act.verb == "move":
                return desk.move(case.id, act.name, to_office=act.to_office, to_officer=act.to_officer)
            return (
                desk.submit(case.id, act.name, data)
                if act.verb == "submit"
                else getattr(desk, act.verb)(*([case.id] if act.verb == "read" else [case.id, act.name]))
            )

    def done(self, act, case, data, record):
        after = case if act.verb == "read" else self.law.after(act, case, data)
        after.id, after.at, after.been = record.id, record.created_at, {*case.been, after.status}
        self.law.cases[after.id] = after
        said = (record.register, record.office, record.status, dict(record.duties))
        assert said == (after.register, after.office, after.status, after.duties), act
        if act.verb != "read":
            event(f"done in {after.register}: {act.verb} {act.name}")

    def everything(self):
        """Return all rows of all tables."""
        with self.cas.store.reading() as connection:
            return list(connection.connection.driver_connection.iterdump())
