"""Core Application Software: the common base of the police record systems of the states."""

__version__ = "0.1.0"
