"""The store: tables, transactions, journal, counters, index."""

from cas_core.store.migrate import downgrade, upgrade
from cas_core.store.store import Store

__all__ = ["Store", "downgrade", "upgrade"]
