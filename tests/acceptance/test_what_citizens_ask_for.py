"""What citizens ask for at the portal: a receipt for what was lost, a permission, a verification.

Nobody decides on his own report, nothing is taken up unpaid, and the portal touches nothing but what it entered.
"""


def test_a_lost_purse_is_receipted_at_once_and_found(cas, act, said, refused):
    lost = act("portal").enter("lost_article", said("lost_article"), key="lost")
    assert lost.status == "receipted"
    assert lost.number
    with refused("not-permitted"):
        act("io").read(lost)
    found = act("portal").submit(lost, "lost_article_found", said("lost_article_found"))
    assert found.status == "found"
    with refused("not-now"):
        act("portal").move(found, "withdraw")
    assert cas.verify() == []


def test_a_procession_is_permitted_with_conditions(cas, act, said, refused):
    asked = act("portal").enter("permission", said("permission"), key="asked")
    with refused("fee_is_paid"):
        act("writer").move(asked, "take_up")
    act("portal").submit(asked, "fee_receipt", said("fee_receipt"))
    act("writer").move(asked, "take_up")

    # The officer of the beat reports; he who reported does not grant.
    act("sho").move(asked, "ask_report", to_officer="sho")
    asked = act("sho").submit(asked, "permission_report", said("permission_report"))
    with refused("not-apart"):
        act("sho").submit(asked, "permission_grant", said("permission_grant"))
    asked = act("acp").submit(asked, "permission_grant", said("permission_grant", valid_to="2099-11-01"))
    assert asked.status == "granted"
    with refused("validity_is_over"):
        act("writer").move(asked, "expire")
    asked = act("sho").submit(asked, "permission_cancellation", said("permission_cancellation"))
    assert asked.status == "cancelled"

    # On appeal somebody else looks at it again.
    assert act("acp").move(asked, "decide_appeal").status == "scrutiny"
    assert cas.verify() == []


def test_a_tenant_is_verified_by_three_officers(cas, act, said, refused):
    asked = act("portal").enter("verification", said("verification"), key="asked")
    with refused("fee_is_paid"):
        act("sho").move(asked, "allot", to_officer="eo")
    act("portal").submit(asked, "fee_receipt", said("fee_receipt"))
    act("sho").move(asked, "allot", to_officer="eo")
    with refused("not-assigned"):
        act("io").submit(asked, "verification_visit", said("verification_visit"))
    act("eo").submit(asked, "verification_visit", said("verification_visit"))
    act("typist").submit(asked, "record_check", said("record_check"))
    act("sho").move(asked, "recommend")

    # He lives there, so that nobody reports him as not found.
    absent = said("verification_result", finding="not_found", grounds="Not met", certified=None)
    with refused("absence_was_seen"):
        act("acp").submit(asked, "verification_result", absent)
    asked = act("acp").submit(asked, "verification_result", said("verification_result"))
    assert asked.status == "clear"
    assert cas.verify() == []


def test_consent_is_not_corrected_away(act, said, refused):
    """Digital Personal Data Protection Act 2023 s.6: what opens a record binds its corrections."""
    told = said("verification")
    asked = act("portal").enter("verification", told, key="asked")
    with refused("consent"):
        act("sho").amend(asked, "verification", {**told, "consent": False}, reason="Misread")
