"""What vendors and the core test layers with: generated records. Needs hypothesis."""

from cas_core.testing.strategies import NOW, submissions

__all__ = ["NOW", "submissions"]
