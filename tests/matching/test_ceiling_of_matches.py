"""A match tells nothing of a field that its reader does not see, and counts nothing on it."""

from reports import found_woman, missing_woman, stolen, unclaimed

from cas_core.desk.actor import Actor
from cas_core.forms import Privacy
from cas_core.matching import candidates

ACP = "officer:acp"


def lower(monkeypatch, ceiling):
    monkeypatch.setattr(Actor, "sees", lambda *_: ceiling)


def test_a_match_is_reckoned_from_what_its_reader_sees_of_both(cas, monkeypatch):
    """What the woman who was found said of her name is confidential; what she wore is public."""
    missing, found = missing_woman(cas), found_woman(cas)
    (whole,) = candidates(cas, missing.id, as_=ACP)
    assert {"name", "dress"} <= {feature.name for feature in whole.features}

    lower(monkeypatch, Privacy.RESTRICTED)
    (part,) = candidates(cas, missing.id, as_=ACP)

    assert part.other == found.id
    assert "name" not in {feature.name for feature in part.features}
    assert "dress" in {feature.name for feature in part.features}
    assert part.score < whole.score


def test_records_that_only_a_hidden_field_joins_are_no_match(cas, monkeypatch):
    number = ["490154203237518"]
    fir = stolen(cas, properties=[{"category": "electrical", "description": "Telephone", "imei": number}])
    finding = unclaimed(cas, properties=[{"category": "electrical", "description": "Telephone", "imei": number}])
    assert [match.other for match in candidates(cas, fir.id, as_=ACP)] == [finding.id]

    lower(monkeypatch, Privacy.PUBLIC)

    assert candidates(cas, fir.id, as_=ACP) == []
