"""Matching inside a state: missing persons with persons found, bodies and arrests; stolen things with things found."""

from cas_core.matching.deciding import decide, may_decide
from cas_core.matching.finding import candidates, latest
from cas_core.matching.keeping import keep, rebuild
from cas_core.matching.match import Match
from cas_core.matching.pairs import is_compared

__all__ = ["Match", "candidates", "decide", "is_compared", "keep", "latest", "may_decide", "rebuild"]
