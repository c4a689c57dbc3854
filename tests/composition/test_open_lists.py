"""Lists that the nation opens for values of offices: the centre must be able to read them (promise 2)."""

import pytest

from cas_core import CompositionError, Layer, compose
from cas_core.codelists import CodeList
from cas_core.composition import Composition

OPEN = '[[local]]\ncodelist = "place_kind"\nheld_by = ["district"]\n'


def nation(folder, local):
    """Return a layer 0 with one list, open as told."""
    (folder / "codelists").mkdir()
    (folder / "layer.toml").write_text('id = "national"\nversion = "1"\n')
    (folder / "offices.toml").write_text('[[office_type]]\nid = "district"\nlabel = "District"\n')
    (folder / "codelists/place_kind.csv").write_text("code,label\nshop,Shop\n")
    (folder / "codelists.toml").write_text(local)
    return Layer.from_folder(folder)


def test_values_of_offices_in_a_national_list_roll_up(tmp_path):
    with pytest.raises(CompositionError) as caught:
        compose([nation(tmp_path, OPEN)])

    (problem,) = caught.value.problems
    assert (problem.code, problem.origin.file, problem.field) == (
        "missing-roll-up",
        "codelists.toml",
        "codelist.place_kind",
    )


def test_a_national_list_whose_values_roll_up_may_be_open(tmp_path):
    assert compose([nation(tmp_path, OPEN + "roll_up = true\n")])


class Busy(dict):
    """Lists of values, whenever which are asked for another thread has a form compiled."""

    def __init__(self, composition, forms):
        super().__init__({"place_type": composition.get(CodeList, "place_type")})
        self.composition, self.forms = composition, forms

    def keys(self):
        if self.forms:
            self.composition.form(self.forms.pop())
        return super().keys()


def test_values_are_taken_up_while_others_compile_forms(national):
    fresh = Composition(national.layers, national.elements, national.says)
    compiled = [fresh.form(form) for form in ("gd_entry", "complaint")]

    renewed = fresh.with_lists(Busy(fresh, ["crime_details", "case_diary"]))

    assert [renewed.form(form.form.id) is form for form in compiled] == [
        "place_type" not in form.lists for form in compiled
    ]
