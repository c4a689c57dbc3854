"""Every page that a browser opens, drawn from the application's own routes: a new page is covered by itself."""

import re

from fastapi.routing import iter_route_contexts

NO_PAGE = re.compile(
    r"\.pdf$|\.csv$|\.svg$|/photo/|/files/|^/language/|^/static|^/assets|^/api|^/desk/sections$|^/desk/sign-in/provider"
)
"""Addresses that answer with a file, a picture, a part of a page, or with another address."""
NAME = re.compile(r"\{(\w+)(?::\w+)?\}")


def addresses(app, known, *, desk):
    """Return the addresses of the pages of the portal or of the desk, each name in a path filled in.

    Args:
        known: By name in a path, the values it is opened with; by whole path, addresses to open in its place.
    """
    held = {route.path for route in iter_route_contexts(app.routes) if "GET" in (getattr(route, "methods", None) or ())}
    paths = sorted(path for path in held if path.startswith("/desk") is desk and not NO_PAGE.search(path))
    return [address for path in paths for address in (known[path] if path in known else _filled(path, known))]


def _filled(path, known):
    name = NAME.search(path)
    if not name:
        return [path]
    assert name[1] in known, f"there is no example for '{name[1]}' in '{path}'"
    return [more for value in known[name[1]] for more in _filled(path.replace(name[0], value, 1), known)]
