"""Permissions of files hold in a block, for root as well: the right to pass over them is laid down, and taken again."""

import ctypes
import os
from contextlib import contextmanager

VERSION = 0x20080522
OVERRIDES = 0b1110
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER; see capabilities(7)."""


@contextmanager
def permissions_hold():
    if os.geteuid() != 0:
        yield
        return
    header, held = (ctypes.c_uint32 * 2)(VERSION, 0), (ctypes.c_uint32 * 6)()
    _asked("capget", header, held)
    effective = held[0]
    held[0] &= ~OVERRIDES
    _asked("capset", header, held)
    try:
        yield
    finally:
        held[0] = effective
        _asked("capset", header, held)


def _asked(call, *given):
    system = ctypes.CDLL(None, use_errno=True)
    assert getattr(system, call)(*given) == 0, os.strerror(ctypes.get_errno())
