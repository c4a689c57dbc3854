"""The national forms of a case: a filled example of each is accepted, and what law asks for can't be left out."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cas_core.forms import Privacy
from cas_core.forms.schema import always_required

FILLED = Path(__file__).parents[1] / "assets/filled"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
EXAMPLES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FILLED.glob("*.json"))}
CASE_FORMS = {
    "appeal",
    "bail",
    "case_diary",
    "charge_framed",
    "court_disposal",
    "court_intake",
    "crime_details",
    "dispatch_to_court",
    "final_report",
    "fir_copy_given",
    "hearing",
    "medical_examination",
    "notice",
    "production",
    "progress_informed",
    "remand",
    "requisition",
    "requisition_result",
    "search_seizure",
    "section_alteration",
    "statement",
    "supervision_note",
    "supplementary_report",
}


@pytest.fixture
def faults(national):
    """Return the faults of an example with some fields changed, or left out where the new value is None."""

    def check(form, **changed):
        data = {**copy.deepcopy(EXAMPLES[form]), **changed}
        _, problems = national.form(form).check({k: v for k, v in data.items() if v is not None}, NOW)
        return {problem.field for problem in problems}

    return check


def test_every_form_of_a_case_has_a_filled_example(national):
    assert EXAMPLES.keys() >= CASE_FORMS
    assert EXAMPLES.keys() <= national.elements["form"].keys()


@pytest.mark.parametrize("form", EXAMPLES)
def test_an_officer_who_fills_in_the_example_is_not_refused(national, form):
    clean, problems = national.form(form).check(EXAMPLES[form], NOW)

    assert problems == []
    assert clean.keys() >= EXAMPLES[form].keys()


@pytest.mark.parametrize("form", EXAMPLES)
def test_leaving_out_a_required_field_is_refused_by_its_name(national, form):
    """A missing item of the national format is told by its field, one by one."""
    compiled = national.form(form)
    asked = [b.field for b in compiled.branches if always_required(b.field) and b.field.default is None]

    assert asked
    for field in asked:
        short = {key: value for key, value in EXAMPLES[form].items() if key != field.id}
        _, problems = compiled.check(short, NOW)
        assert [problem.field for problem in problems] == [field.id]


LAW = [
    ("search_seizure", "witnesses", {"witnesses": EXAMPLES["search_seizure"]["witnesses"][:1]}, "BNSS s.103(4)"),
    ("search_seizure", "seizure_is_recorded", {"recordings": None}, "BNSS s.105"),
    ("search_seizure", "declaration_is_made", {"seized_before_witnesses": False}, "BNSS s.103(4)"),
    ("search_seizure", "person", {"person": None}, "IIF-4 item 5"),
    ("crime_details", "forensic_visit_or_reason", {"forensic_visited_at": None}, "BNSS s.176(3)"),
    ("crime_details", "forensic_scene_is_recorded", {"recordings": []}, "BNSS s.176(3)"),
    ("final_report", "charge_sheet_names_accused", {"accused": []}, "BNSS s.193(3)(i)"),
    ("final_report", "complainant_is_told", {"kind": "fr_untraced"}, "Bhagwant Singh, (1985) 2 SCC 537"),
    ("final_report", "sanction_obtained", {"sanction_needed": True}, "BNSS s.218"),
    ("final_report", "medical_report_attached", {"sexual_offence": True}, "BNSS s.193(3)(i)(h)"),
    ("supplementary_report", "permission_in_trial", {"court_permission": None}, "BNSS s.193(9) proviso"),
    ("remand", "police_custody_of_fifteen_days", {"days": 16}, "BNSS s.187(2)"),
    ("fir", "occurrence_before_information", {"occurrence": {"from": "2052"}}, "a slip of the year chooses the law"),
    ("remand", "applied_for_by_rank", {"applied_by": {"name": {"text": "A"}, "rank": "ASI"}}, "BNSS s.187(1)"),
    ("proclamation", "thirty_days", {"appear_by": "2025-04-29T10:30+05:30"}, "BNSS s.84(1)"),
    ("arrest", "grounds", {"grounds": None}, "BNSS s.47(1); Prabir Purkayastha, 2024 INSC 414"),
    ("arrest", "who_arrested_a_woman", {"accused": {**EXAMPLES["arrest"]["accused"], "gender": "F"}}, "BNSS s.43(1)"),
    ("medical_examination", "woman_by_woman_doctor", {"gender": "F"}, "BNSS s.53(1) proviso"),
    ("statement", "recorded_by_a_woman", {"sexual_offence": True, "recorded_by_woman": False}, "BNSS s.180(3)"),
    ("fir_copy_given", "free_for_informant_and_victim", {"free": False, "fee": "50.00"}, "BNSS s.173(2)"),
    ("notice", "appear_at", {"appear_at": None}, "BNSS s.35(3)"),
    ("case_diary", "pages_in_order", {"page_to": 8}, "BNSS s.192(3)"),
    ("requisition", "approved_by", {"kind": "cdr"}, "approval of call records"),
    ("court_intake", "objections", {"result": "returned"}, "a return without objections can't be mended"),
    ("section_alteration", "statutes", {"statutes": []}, "the whole new set stands in the memo"),
]


@pytest.mark.parametrize(("form", "where", "changed", "basis"), LAW, ids=[f"{row[0]}-{row[1]}" for row in LAW])
def test_what_law_forbids_is_refused_at_its_place(faults, form, where, changed, basis):
    """Each row names the section or order; without the change the example is accepted."""
    assert where in faults(form, **changed), basis


def test_a_victim_is_not_examined_without_consent(faults):
    """BNSS s.184(1), (7)."""
    asked = {"kind": "victim_rape", "accused_code": None, "victim_code": "V1", "gender": "F", "woman_doctor": True}

    assert faults("medical_examination", **asked, consent=True) == set()
    assert faults("medical_examination", **asked, consent=False) == {"examined_with_consent"}


def test_a_final_report_without_charge_sheet_needs_no_accused_but_a_notice(faults):
    """IIF-5 items 10 and 18."""
    untraced = {"kind": "fr_untraced", "accused": None, "charge": None, "complainant_notice_on": "2025-04-17"}
    assert faults("final_report", **untraced) == set()


def test_an_accused_who_is_not_charge_sheeted_needs_reasons(faults):
    """IIF-5 item 11."""
    accused = copy.deepcopy(EXAMPLES["final_report"]["accused"])
    del accused[2]["reasons"]

    assert faults("final_report", accused=accused) == {"accused.2.reasons"}


def test_a_seized_device_in_a_charge_sheet_has_its_sequence_of_custody(faults):
    """BNSS s.193(3)(i)(i)."""
    articles = copy.deepcopy(EXAMPLES["final_report"]["articles"])
    del articles[1]["custody"]

    assert faults("final_report", articles=articles) == {"articles.1.custody"}


def test_a_conviction_without_a_sentence_is_refused(faults):
    """IIF-6: the sentence stands in the row of the accused."""
    rows = copy.deepcopy(EXAMPLES["court_disposal"]["rows"])
    del rows[0]["punishments"]

    assert faults("court_disposal", rows=rows) == {"rows.0.punishments"}


@pytest.mark.parametrize("form", ["case_diary", "medical_examination", "supervision_note", "statement"])
def test_nothing_of_a_privileged_paper_is_less_than_confidential(national, form):
    """BNSS s.192: neither the accused nor his agents may see the diary; POCSO Act s.23 and BNS s.72 for the rest."""
    open_fields = [b.path for b in national.form(form).branches if b.field.privacy.strictness < 2]
    assert open_fields == []


def test_of_the_papers_after_the_fir_the_public_sees_acts_and_sections_only(national):
    """Saurav Das v. Union of India (2023): a charge sheet is no public document."""
    public = {
        (form, branch.path)
        for form in CASE_FORMS
        for top in national.form(form).branches
        for branch in top.walk()
        if branch.field.privacy is Privacy.PUBLIC
    }
    assert {path for _, path in public} == {"statutes"}
    assert not any(form in {"final_report", "supplementary_report"} for form, _ in public)


def test_what_a_form_says_of_an_accused_is_keyed_by_his_code(national):
    """Disposal, bail and custody are told for each accused, not for the case."""
    keys = {
        "arrest": "accused_code",
        "bail": "accused_code",
        "production": "accused_code",
        "remand": "accused_code",
        "final_report": "accused.accused",
        "court_disposal": "rows.accused",
        "charge_framed": "rows.accused",
        "appeal": "rows.accused",
    }
    for form, path in keys.items():
        field = next(b.field for top in national.form(form).branches for b in top.walk() if b.path == path)
        assert (field.type, field.refers_to) == ("party", "accused")
        assert field.required or field.introduces
        top = national.form(form).check({path.partition(".")[0]: "Manju"}, NOW)[1]
        assert path.partition(".")[0] in {problem.field for problem in top}
