"""Whether a record may be published: what is said more never opens what was closed.

Youth Bar Association of India v. Union of India (2016); BNS s.72; POCSO Act s.23; JJ Act s.74.
"""

from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core import Layer, compose
from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.composition.layer import national_layer
from cas_core.law.catalogue import Catalogue
from cas_core.law.facts import facts
from cas_core.publication.identity import Identity
from cas_core.publication.sensitivity import grounds, protected

PROFILE: Composition = compose([national_layer()])
CATALOGUE = Catalogue.of(PROFILE.all(CodeList))
ROWS = [{"act": section.act, "section": section.section} for section in CATALOGUE if not section.nature]
PERSONS = st.builds(
    Identity,
    path=st.just("p"),
    role=st.sampled_from(["accused", "victim", "witness", "complainant"]),
    child=st.booleans(),
    protected=st.booleans(),
    person=st.just({}),
)
FORMS = st.fixed_dictionaries({"fir": st.fixed_dictionaries({}, optional={"sensitive": st.booleans()})})


@examples(60)
@given(
    st.lists(st.sampled_from(ROWS), max_size=4), st.sampled_from(ROWS), st.lists(PERSONS, max_size=4), PERSONS, FORMS
)
def test_one_more_section_or_person_never_opens_a_case(rows, row, persons, person, forms):
    before = set(grounds(facts(rows, CATALOGUE), persons, forms))

    assert before <= set(grounds(facts([*rows, row], CATALOGUE), persons, forms))
    assert before <= set(grounds(facts(rows, CATALOGUE), [*persons, person], forms))
    assert before <= set(grounds(facts(rows, CATALOGUE), persons, {**forms, "order": {"sensitive": True}}))


@examples(60)
@given(st.lists(st.sampled_from(ROWS), max_size=4), st.lists(PERSONS, max_size=4), FORMS)
def test_a_case_with_somebody_to_protect_is_closed(rows, persons, forms):
    """Whoever is masked for others, for him the whole case is in no public list."""
    law = facts(rows, CATALOGUE)
    if any(protected(person, law) for person in persons):
        assert grounds(law, persons, forms) != []


@examples(60)
@given(st.lists(st.sampled_from(ROWS), max_size=4), st.sampled_from(ROWS), PERSONS)
def test_one_more_section_never_takes_protection_from_a_person(rows, row, person):
    if protected(person, facts(rows, CATALOGUE)):
        assert protected(person, facts([*rows, row], CATALOGUE))


def test_a_states_section_protects_whom_its_national_section_protects(tmp_path):
    """A state's code that stands for rape is as sensitive as rape, though its row does not say so."""
    (tmp_path / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    (tmp_path / "codelists").mkdir()
    row = "code,label,rolls_up_to,act,section,checked\nXACT 1,Example,BNS 64(1),XACT,1,unverified\n"
    (tmp_path / "codelists/sections.csv").write_text(row)
    composition = compose([national_layer(), Layer.from_folder(tmp_path)])

    law = facts([{"act": "XACT", "section": "1"}], Catalogue.of(composition.all(CodeList)))

    assert law["sensitive"]
    assert law["protects_victim"]
    assert "rape" in law["tags"]
