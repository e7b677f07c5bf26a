"""Every error that `retrieval` raises.

The tree::

    RetrievalError
    ├── PageError            a page text or a mended issue that cannot be read
    └── JudgementsError      a question list or a collection that cannot be read

"Nothing found", unknown words and a `top` larger than the issue are answers, not errors.
"""

from __future__ import annotations

__all__ = ["JudgementsError", "PageError", "RetrievalError"]


class RetrievalError(Exception):
    """Root of the tree; catching it catches everything this package raises on purpose."""


class _PlacedError(RetrievalError):
    """An error that names the place to blame.

    Args:
        reason: What is wrong and how its owner mends it, as one sentence without a full stop.
        source: Where the text came from (a path or a name), for the message.
        line: 1-based line of it, where one line is to blame.
    """

    def __init__(self, reason: str, *, source: str = "", line: int | None = None) -> None:
        self.reason = reason
        self.source = source
        self.line = line
        place = source + (f":{line}" if line is not None else "")
        super().__init__(f"{place}: {reason}" if place else reason)


class PageError(_PlacedError):
    """A page text or a mended issue cannot be read as an issue."""


class JudgementsError(_PlacedError):
    """A question list or a BEIR folder cannot be read."""
