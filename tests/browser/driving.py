"""A window on a house: who looks through it, what he fills in and presses, and what went wrong in it."""

import io
import re
from pathlib import Path

from builders import POSTS
from pypdf import PdfReader
from typing_in import flat

LEVEL = {officer: level for officer, level, _role, _rank in POSTS}
BREAK = "\u200b"
"""Where a PDF may break a long word."""
FILL = Path(__file__).with_name("fill.js").read_text("utf-8")


class Window:
    """One browser context with one page."""

    def __init__(self, chromium, house, language="en", mobile="", officer="", **options):
        self.house = house
        self.language = language
        self.words = house.app.state.site.words(language)
        self.faults = []
        head = {"accept-language": language}
        self.context = chromium.new_context(locale=language, base_url=house.origin, extra_http_headers=head, **options)
        self.context.set_default_timeout(20_000)
        if officer:
            office = (house.station, house.above, house.district)[LEVEL[officer]]
            self.context.add_cookies([house.officer_cookie(officer, office)])
        if mobile:
            self.context.add_cookies([house.citizen_cookie(mobile)])
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._heard)
        self.page.on("dialog", self._asked)

    def _heard(self, message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, dialog):
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def expect(self, fault):
        """Take a fault that the test brought about itself off the list; it has to be on it."""
        assert any(fault in held for held in self.faults)
        self.faults = [held for held in self.faults if fault not in held]

    def close(self):
        self.context.close()

    def say(self, text):
        """Return a text in the language of the window, as the catalogues of the build have it."""
        return self.words.translate(text)

    def go(self, path):
        """Open a page, which has to be one of the site."""
        answer = self.page.goto(path)
        assert answer.status < 400, f"{answer.status} at {path}"
        return self

    def press(self, text, **more):
        """Press a button by what it says, in the language of the window, and see the page that comes of it."""
        return self._leave(self.page.get_by_role("button", name=self.say(text), **more).last)

    def follow(self, text, **more):
        """Follow a link by what it says, in the language of the window."""
        return self._leave(self.page.get_by_role("link", name=self.say(text), **more).first)

    def _leave(self, control):
        with self.page.expect_navigation():
            control.click()
        return self

    def fill(self, data, files=()):
        """Fill in the form of the page as JSON says it; entries of groups are added by their buttons."""
        fields = list(flat(data))
        lacking = self.page.evaluate(FILL, fields)
        while lacking:
            self._add_for(lacking[0])
            still = self.page.evaluate(FILL, fields)
            assert still != lacking, f"no control for {still} on {self.page.url}"
            lacking = still
        for name, file in dict(files).items():
            self.page.locator(f'input[type=file][name="{name}"]').set_input_files(file)
        return self

    def _add_for(self, name):
        """Press the button that adds the outermost entry that lacks."""
        steps = name.split(".")
        for length, step in enumerate(steps):
            entry = ".".join(steps[: length + 1])
            if step.isdigit() and not self.page.locator(f'[name^="{entry}."], [name="{entry}"]').count():
                button = self.page.locator(f'button[value="add:{".".join(steps[:length])}"]')
                button.evaluate(
                    "at => { for (let d = at.closest('details'); d; d = d.parentElement.closest('details')) d.open = true }"
                )
                self._leave(button)
                return

    def at(self, pattern):
        """Assert that the window shows a page of an address."""
        assert re.search(pattern, self.page.url), f"{self.page.url}: {self.text()[:900]}"
        return self

    def text(self, selector="main"):
        return self.page.locator(selector).inner_text()

    def unfolded(self):
        """Return all that the page says, what is folded too."""
        self.page.evaluate("for (const held of document.querySelectorAll('details')) held.open = true")
        return self.text()

    def pdf(self, text):
        """Return the words of the PDF behind a link."""
        href = self.page.get_by_role("link", name=self.say(text)).first.get_attribute("href")
        answer = self.page.request.get(href)
        assert answer.status == 200, f"{answer.status} at {href}"
        assert answer.headers["content-type"] == "application/pdf"
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
        return text.replace(BREAK, "")
