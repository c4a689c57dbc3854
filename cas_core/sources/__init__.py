"""Files of a layer as they are read: their data, the lines it stands on, and the statements it makes."""

from cas_core.sources.definition import Definition, checked
from cas_core.sources.document import Document
from cas_core.sources.statement import Add, Define, Set, Statement
from cas_core.sources.table import read_csv
from cas_core.sources.toml import read_toml

__all__ = ["Add", "Define", "Definition", "Document", "Set", "Statement", "checked", "read_csv", "read_toml"]
