"""The controls of a page as a browser reads them, and what it would send."""

from html.parser import HTMLParser


class Controls(HTMLParser):
    """Collects what a form sends when nothing is touched: names and values, in order."""

    def __init__(self, page):
        super().__init__()
        self.sent = []
        self.buttons = []
        self._select = self._textarea = None
        self._options = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        name = at.get("name")
        if tag == "input" and name:
            self._input(name, at)
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((at.get("value") or "", "selected" in at))
        elif tag == "textarea":
            self._textarea = name
            self.sent.append((name, ""))
        elif tag == "button" and name:
            self.buttons.append((name, at.get("value")))

    def _input(self, name, at):
        kind = at.get("type", "text")
        if kind not in {"radio", "checkbox", "file"} or "checked" in at:
            self.sent.append((name, at.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected] or [v for v, _ in self._options[:1]]
            self.sent += [(self._select, value) for value in chosen[-1:]]
            self._select = None
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea is not None:
            name, held = self.sent[-1]
            self.sent[-1] = (name, held + data)

    @property
    def fields(self):
        found = {}
        for name, value in self.sent:
            found.setdefault(name, []).append(value)
        return found
