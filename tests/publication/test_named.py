"""A view shows the names it is there to show, and never that of a protected person."""

import pytest
from builders import posted, registered

from cas_core.desk.casefile import CaseFile
from cas_core.desk.publishing import mask_for
from cas_core.publication import Audience
from cas_core.publication.masking import masked

VICTIM = {"name": {"text": "Savitri Devi", "roman": "Savitri Devi"}}
THEFT = [{"act": "BNS", "section": "303(2)"}]
RAPE = [{"act": "BNS", "section": "64(1)"}]


@pytest.mark.parametrize(("statutes", "shown"), [(THEFT, True), (RAPE, False)])
def test_a_listed_name_is_shown_unless_the_law_protects_its_bearer(builds, tmp_path, statutes, shown):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    told = {"sensitive": not shown} | ({} if shown else {"sensitive_grounds": ["sexual"]})
    fir = registered(cas, statutes=statutes, victims=[{"person": VICTIM}], **told)
    with cas.store.reading() as connection:
        case = CaseFile.open(connection, cas.build, fir.id)
        mask = mask_for(case, Audience.PUBLIC, ["Savitri Devi"])
        text = masked(cas.build.composition.form("fir").branches, {"contents": "Savitri Devi came."}, mask)["contents"]
    cas.close()

    assert ("Savitri" in text) is shown
