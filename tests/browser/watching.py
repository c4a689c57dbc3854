"""Windows that notice when something typed became a part of a page, or ran."""

from pathlib import Path

HOSTILE = Path(__file__).with_name("hostile.js").read_text("utf-8")
VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation', (at) => console.error('policy: ' + at.violatedDirective))"
)


def watched(held):
    """Note every word that a payload says to the console, and every request that leaves the site."""
    held.page.on(
        "console", lambda message: held.faults.append(message.text) if "cas-executed" in message.text else None
    )
    held.page.on(
        "request", lambda asked: held.faults.append(asked.url) if "evil" in asked.url.partition("?")[0] else None
    )
    held.context.add_init_script(VIOLATIONS)
    return held


def unhurt(held):
    """Assert that nothing typed became a part of the page."""
    assert held.page.evaluate(HOSTILE) == [], held.page.url
    return held
