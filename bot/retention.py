"""How long what is kept of readers is kept; `/privacy` tells it and the rounds see to it."""

from __future__ import annotations

from datetime import timedelta

__all__ = ["JUDGED_KEPT", "LEDGER_KEPT", "QUESTIONS_KEPT"]

QUESTIONS_KEPT = timedelta(days=180)
"""Questions that nobody judged; buttons under older answers do not work any more."""

JUDGED_KEPT = timedelta(days=720)
"""Questions with what readers thought of the answers, and reports of wrong lines."""

LEDGER_KEPT = timedelta(days=30)
"""What was delivered to whom."""
