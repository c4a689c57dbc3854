"""The real catalogue, and one with a State's Acts over it."""

import pytest

from cas_core import Layer, compose
from cas_core.codelists import CodeList
from cas_core.composition.layer import national_layer
from cas_core.law import Catalogue

LAYER = """id = "hill"
version = "1.0"
title = "A State with excise laws of its own"
"""
ACTS = """code,label,rolls_up_to,year,number,short,aliases
HEX,"Hill Excise (Amendment) Act, 2020",SLL,2020,4,EX. ACT,Excise Act|Ex.
HEX14,"Hill Excise Act, 1914",SLL,1914,1,Hill Excise Act,Excise Act|Ex.
"""
SECTIONS = """code,label,rolls_up_to,act,section,checked
HEX 61-4-2020,Possession of liquor,SLL EXCISE,HEX,61-4-2020,unverified
HEX14 61,Possession of liquor,SLL EXCISE,HEX14,61,unverified
HPACT 3A,Nuisance,SLL POLICE,HPACT,3A,unverified
"""


@pytest.fixture(scope="session")
def catalogue(national):
    """What the national layer says."""
    return Catalogue.of(national.all(CodeList))


@pytest.fixture(scope="session")
def hill(tmp_path_factory):
    """A State that lists two excise Acts of its own, and a police Act by its code only."""
    folder = tmp_path_factory.mktemp("hill")
    (folder / "codelists").mkdir()
    (folder / "layer.toml").write_text(LAYER, "utf-8")
    (folder / "codelists/acts.csv").write_text(ACTS, "utf-8")
    (folder / "codelists/sections.csv").write_text(SECTIONS, "utf-8")
    return Catalogue.of(compose([national_layer(), Layer.from_folder(folder)]).all(CodeList))
