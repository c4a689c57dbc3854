"""A state's code counts in conditions as the national code that stands for it."""

from cas_core import Layer, compose
from cas_core.composition.layer import national_layer
from cas_core.composition.project import project
from cas_core.forms.condition import parse
from cas_core.forms.kinds import Kind
from cas_core.testing import NOW

CODES = "code,label,rolls_up_to\ne_cycle,e-FIR: theft of a cycle,e_fir\n"
RECEIVED = {"electronic_received_at": "2026-11-20T10:00+05:30", "electronic_signed_on": "2026-11-21"}


def composed(folder):
    (folder / "codelists").mkdir()
    (folder / "layer.toml").write_text('id = "more"\nversion = "1"\n')
    (folder / "codelists/fir_kind.csv").write_text(CODES)
    return compose([national_layer(), Layer.from_folder(folder)])


def test_a_code_equals_itself_and_what_it_stands_for_and_nothing_else():
    scope = {"kind": Kind("e_cycle", "e_fir")}

    for text in ("kind == 'e_cycle'", "kind == 'e_fir'", "kind in ['zero', 'e_fir']", "kind in ['e_cycle']"):
        assert parse(text).holds(scope)
    for text in ("kind == 'zero'", "kind != 'e_fir'", "kind not in ['e_fir']", "kind in ['zero']"):
        assert not parse(text).holds(scope)


def test_what_the_national_code_needs_its_state_code_needs_as_well(tmp_path, filled, national):
    """Promise 2: otherwise the state would accept what the national profile refuses."""
    build = composed(tmp_path)
    entered = filled("fir", gd_entry="x", kind="e_cycle")

    _, problems = build.form("fir").check(entered, NOW)
    assert {problem.field for problem in problems} == RECEIVED.keys()

    clean, problems = build.form("fir").check({**entered, **RECEIVED}, NOW)
    assert problems == []
    assert clean["kind"] == "e_cycle"
    sent = project(build, "fir", clean)
    assert sent["kind"] == "e_fir"
    assert national.form("fir").check(sent, NOW) == (sent, [])
