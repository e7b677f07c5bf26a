"""The archive being served at this moment, swapped whole when issues come or go."""

from __future__ import annotations

from retrieval.archive import Archive

__all__ = ["Newsstand"]


class Newsstand:
    """Holds the current archive. Readers take it once and keep what they took.

    Args:
        archive: To begin with.
    """

    __slots__ = ("_archive",)

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @property
    def archive(self) -> Archive:
        """The archive at this moment; immutable."""
        return self._archive

    def serve(self, archive: Archive) -> None:
        """Serve another archive from now on. Assignment is atomic, nobody sees half of it."""
        self._archive = archive
