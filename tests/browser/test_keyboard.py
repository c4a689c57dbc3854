"""A citizen without a mouse: Tab, Space, Enter and letters are enough, and where the focus is can always be seen."""

from web_served import PASSWORD

MOST_STEPS = 200


def step_to(held, name):
    """Press Tab until the control or link of a name has the focus; at each step the focus is seen."""
    for _step in range(MOST_STEPS):
        held.page.keyboard.press("Tab")
        at = held.page.evaluate(FOCUS)
        assert at["seen"], f"the focus on {at} is not seen"
        if name in (at["name"], at["text"]):
            return held
    raise AssertionError(f"no '{name}' by Tab on {held.page.url}")


def type_in(held, name, text):
    step_to(held, name).page.keyboard.type(text)


def enter(held):
    with held.page.expect_navigation():
        held.page.keyboard.press("Enter")
    return held


def test_feedback_is_filled_in_and_sent_by_keys_alone(house, window):
    citizen = window(house, reduced_motion="reduce").go("/")
    enter(step_to(citizen, "Sharing of information and forms"))
    enter(step_to(citizen, "Begin"))
    type_in(citizen, "office", "Upp")
    type_in(citizen, "kind", "Suggestion")
    type_in(citizen, "service", "Filing of a complaint")
    type_in(citizen, "text", "The counter was friendly.")
    step_to(citizen, "reply_wanted").page.keyboard.press("Space")
    enter(step_to(citizen, "Send"))
    assert "Your application was received." in citizen.at("/receipt/").text()


def test_a_citizen_signs_in_and_searches_by_keys_alone(house, window):
    citizen = window(house, reduced_motion="reduce").go("/")
    enter(step_to(citizen, "Sign in"))
    type_in(citizen, "mobile", "9812345622")
    enter(citizen)
    type_in(citizen, "code", house.telephone.code("9812345622"))
    enter(citizen).at("/requests$")
    enter(step_to(citizen, "Karnataka"))
    enter(step_to(citizen, "Arrested and wanted persons"))
    enter(step_to(citizen, "Arrested persons"))
    type_in(citizen, "name", "Nobody")
    enter(citizen)
    assert "Nothing was found." in citizen.text()


def test_an_officer_signs_in_by_keys_alone_and_skips_to_the_content(house, window):
    second = house.enrol("second_io")
    officer = window(house, reduced_motion="reduce").go("/desk")
    type_in(officer, "officer", "second_io")
    type_in(officer, "password", PASSWORD)
    type_in(officer, "code", second.now())
    enter(officer).at("/desk$")
    officer.go("/desk/registers")
    step_to(officer, "Skip to the content").page.keyboard.press("Enter")
    assert officer.page.evaluate("document.activeElement.id") == "main"


FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const over = document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
    Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)));
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const within = box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const seen = at === document.body || (ring && within && over !== null && (at.contains(over) || over.contains(at)));
  return { name: at.name ?? "", text: (at.innerText ?? "").trim(), tag: at.outerHTML.slice(0, 120), seen };
}"""
