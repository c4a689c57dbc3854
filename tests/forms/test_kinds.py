"""A state's code counts in conditions as the national code that stands for it."""

from cas_core import Cas, Layer, compose, compose_build
from cas_core.composition.layer import national_layer
from cas_core.composition.project import project
from cas_core.forms.condition import parse
from cas_core.forms.kinds import Kind
from cas_core.testing import NOW

CODES = "code,label,rolls_up_to\ne_cycle,e-FIR: theft of a cycle,e_fir\n"
OFFICES = """id,code,name,local_name,type,parent,district,unit
hq,XX,State Police,,state_hq,,,
riverside,101,Riverside,,district,hq,101,00
market,10101,Market,,station,riverside,101,01
"""
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


def test_a_clock_that_the_national_code_starts_its_state_code_starts_as_well(tmp_path, filled):
    """BNSS s.173(1)(ii): information by a messenger that the State lists is electronic information, to be signed."""
    layer, state = tmp_path / "more", tmp_path / "state"
    (layer / "codelists").mkdir(parents=True)
    state.mkdir()
    (layer / "layer.toml").write_text('id = "more"\nversion = "1"\n')
    (layer / "codelists/complaint_mode.csv").write_text("code,label,rolls_up_to\nmessenger,By messenger,app\n")
    (state / "build.toml").write_text('state = "XX"\ntitle = "A State"\nlayers = ["more"]\n')
    (state / "offices.csv").write_text(OFFICES)
    cas = Cas.prepare(compose_build(state, {"more": layer}), f"sqlite:///{tmp_path / 'state.db'}")
    cas.appoint("sho", name="A", rank="INSP", office="market", role="sho")

    with cas.desk("officer:sho") as desk:
        clocks = {
            mode: {clock.definition.id for clock in desk.enter("complaint", told(filled, mode), key=mode).running}
            for mode in ("messenger", "counter")
        }
    cas.close()

    assert "signature" in clocks["messenger"]
    assert "signature" not in clocks["counter"]


def told(filled, mode):
    """The complaint of the first case, received in some way and not signed."""
    data = filled("complaint", mode=mode)
    return {name: value for name, value in data.items() if name not in {"signed_on", "gd_entry"}}
