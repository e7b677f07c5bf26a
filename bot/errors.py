"""Every error that `bot` raises on purpose.

The tree::

    BotError
    ├── IssueFileError       one issue file that cannot be served
    ├── IssueFolderError     the issues folder itself cannot be used
    ├── SettingsError        a setting is missing or malformed
    ├── PortError            a local port cannot be listened on
    └── StoreError           the store cannot be opened, migrated, saved or brought back

Errors of `retrieval` pass through where they say enough; at the edge of a file they become an
`IssueFileError`, which adds the file and what its owner can do.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

__all__ = [
    "BotError",
    "FileFault",
    "IssueFileError",
    "IssueFolderError",
    "PortError",
    "SettingsError",
    "StoreError",
]


class BotError(Exception):
    """Root of the tree; catching it catches everything this package raises on purpose."""


class FileFault(StrEnum):
    """What is wrong with an issue file, for programs; the error's reason is for people."""

    MISSING = "missing"
    DIRECTORY = "directory"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    ENCODING = "encoding"
    NO_HEADLINE = "no-headline"
    MALFORMED = "malformed"
    SUFFIX = "suffix"
    SAME_DATE = "same-date"


class IssueFileError(BotError):
    """One issue file cannot be served; it prints as 文件：原因；办法.

    Args:
        path: The file.
        fault: What is wrong, for programs.
        reason: What is wrong, for the file's owner, without a full stop.
        mend: What the owner can do about it, without a full stop.
        line: 1-based line, where one line is to blame.
    """

    def __init__(
        self, path: Path, fault: FileFault, reason: str, mend: str, *, line: int | None = None
    ) -> None:
        self.path = path
        self.fault = fault
        self.reason = reason
        self.mend = mend
        self.line = line
        place = f"{path}" + (f":{line}" if line is not None else "")
        super().__init__(f"{place}：{reason}；{mend}")


class _PlaceError(BotError):
    """Something is wrong with a file or a folder; it prints as 路径：原因；办法.

    Args:
        path: The file or folder.
        reason: What is wrong, for its owner, without a full stop.
        mend: What the owner can do about it, without a full stop.
    """

    def __init__(self, path: Path, reason: str, mend: str) -> None:
        self.path = path
        self.reason = reason
        self.mend = mend
        super().__init__(f"{path}：{reason}；{mend}")


class IssueFolderError(_PlaceError):
    """The issues folder cannot be used."""


class SettingsError(BotError):
    """A setting is missing or malformed.

    Args:
        variable: The environment variable that sets it.
        reason: What is wrong and what would be right, without a full stop.
    """

    def __init__(self, variable: str, reason: str) -> None:
        self.variable = variable
        self.reason = reason
        super().__init__(f"{variable}：{reason}")


class PortError(BotError):
    """A local port cannot be listened on.

    Args:
        port: Its number.
        reason: What is wrong, for the operator, without a full stop.
        mend: What the operator can do about it, without a full stop.
    """

    def __init__(self, port: int, reason: str, mend: str) -> None:
        self.port = port
        self.reason = reason
        self.mend = mend
        super().__init__(f"{reason}；{mend}")


class StoreError(_PlaceError):
    """The store cannot be opened, migrated, saved or brought back."""
