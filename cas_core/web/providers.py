"""What an installation plugs in: who brings a code to a citizen's telephone, and who takes a fee."""

from __future__ import annotations

import sys
from typing import Protocol


class Messenger(Protocol):
    """Brings short texts to mobile telephones."""

    def send(self, mobile: str, text: str) -> None:
        """Send a text to a number such as ``+919812345670``."""


class Cashier(Protocol):
    """Takes a fee through the gateway of a bank or treasury."""

    def ask(self, payment: str, amount: str, back: str) -> str:
        """Return the address to which the citizen goes to pay; he comes back to ``back``."""

    def settled(self, payment: str) -> str:
        """Return the reference of a payment that was made, an empty text while it was not."""


class ConsoleMessenger:
    """Prints texts where the server was started: for trying it out, with no gateway at hand."""

    def send(self, mobile: str, text: str) -> None:
        """Print a text."""
        print(f"to {mobile}: {text}", file=sys.stderr, flush=True)  # noqa: T201 - that is what it is for


class TrialCashier:
    """Takes every fee at once, and no money: for trying it out, and for tests."""

    def ask(self, payment: str, amount: str, back: str) -> str:  # noqa: ARG002 - a real one needs the amount
        """Send the citizen straight back."""
        return back

    def settled(self, payment: str) -> str:
        """Return a reference."""
        return f"TRIAL-{payment[:8]}"
