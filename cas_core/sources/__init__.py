"""Files of a layer as they are read: their data, the lines it stands on, and the statements it makes."""

from cas_core.sources.definition import Definition, checked
from cas_core.sources.digits import plain_digits
from cas_core.sources.document import Document
from cas_core.sources.label import Label, Labelled
from cas_core.sources.shape import Shape, read_elements, read_list
from cas_core.sources.statement import Add, Define, Set, Statement
from cas_core.sources.table import read_csv
from cas_core.sources.toml import read_toml
from cas_core.sources.view import View
from cas_core.sources.zone import INDIA, today

__all__ = [
    "INDIA",
    "Add",
    "Define",
    "Definition",
    "Document",
    "Label",
    "Labelled",
    "Set",
    "Shape",
    "Statement",
    "View",
    "checked",
    "plain_digits",
    "read_csv",
    "read_elements",
    "read_list",
    "read_toml",
    "today",
]
