"""Issues as they were read, kept on disk so that no file is read twice by the same reader.

Repairing the reading order of a page takes about a second; a folder of a year would take minutes at
every start. A reading is kept under a digest of the file's name and bytes and of the reader's own
files, so that another file and another version of the reader are read anew. Losing what is kept
costs time and nothing else; so it is never worth an error.
"""

from __future__ import annotations

import hashlib
import logging
import os
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from retrieval.issue import Issue

__all__ = ["Readings"]

_LOG = logging.getLogger(__name__)

_KEPT_AT_MOST = 5_000
"""Readings; of thirteen years of daily papers, some 150 MB."""
_SUFFIX = ".json"
_OWN_FILES = {".py", ".gz", ".npy", ".npz", ".bin", ".json", ".tsv", ".txt"}


class Readings:
    """A folder of readings. Several processes may use it at once.

    Args:
        folder: Made where it is missing, readable by its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        # Where nobody knows a home, as under some service managers, the path stands as it is.
        with suppress(RuntimeError):
            folder = folder.expanduser()
        self._folder = folder

    def get(self, name: str, data: bytes) -> Issue | None:
        """The reading of a file, or None where it was not read yet by this very reader.

        Args:
            name: Of the file; the date may come from it.
            data: All of its bytes.
        """
        path = self._path(name, data)
        try:
            issue = _adapter().validate_json(path.read_bytes())
            os.utime(path)
        except (OSError, ValidationError):
            return None
        return issue

    def put(self, name: str, data: bytes, issue: Issue) -> None:
        """Keep the reading of a file, where the disk allows it."""
        path = self._path(name, data)
        partial = path.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.write_bytes(_adapter().dump_json(issue))
            partial.replace(path)
        except (OSError, ValueError) as error:
            # ValueError: a lone surrogate, which JSON in UTF-8 cannot hold.
            _LOG.debug("a reading is not kept: %s", type(error).__name__)
            with suppress(OSError):
                partial.unlink()

    def prune(self, keep: int = _KEPT_AT_MOST) -> None:
        """Remove all but the readings used last."""
        with suppress(OSError), os.scandir(self._folder) as entries:
            kept = [
                (entry.stat().st_mtime_ns, entry.path)
                for entry in entries
                if entry.name.endswith(_SUFFIX)
            ]
            for _, path in sorted(kept, reverse=True)[keep:]:
                Path(path).unlink(missing_ok=True)

    def _path(self, name: str, data: bytes) -> Path:
        digest = hashlib.sha256(_reader().encode())
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(data)
        return self._folder / f"{digest.hexdigest()}{_SUFFIX}"


@cache
def _adapter() -> TypeAdapter[Issue]:
    return TypeAdapter(Issue)


@cache
def _reader() -> str:
    """What tells one version of the reader from another: names, sizes and times of its files."""
    told = []
    for package in ("retrieval", "bot"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in _OWN_FILES and (package == "retrieval" or path.parent == root):
                status = path.stat()
                told.append(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(told)
