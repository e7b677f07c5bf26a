"""The folder of issue files: what it serves, what in it is broken, and what changes in it.

The folder's state is always worked out from a survey of all its files, never from single file
system notices. So a lost notice, an editor that saves by renaming, and a copy of a thousand files
all end in the same state as a fresh start would, with one exception on purpose: a file that served
and is now broken goes on serving as it was last read, until the process ends.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from enum import StrEnum
from pathlib import Path

from bot.errors import FileFault, IssueFileError, IssueFolderError
from bot.folder_stamps import Stamp, stamps_of
from bot.issue_file import MARKDOWN, MAX_BYTES, date_in_name, read_issue_file
from bot.readings import Readings
from retrieval.archive import Archive
from retrieval.issue import Issue

__all__ = [
    "BrokenFile",
    "FolderChange",
    "FolderEvent",
    "FolderEventKind",
    "IssueFolder",
    "LoadedFolder",
    "ServedFile",
    "load_folder",
]

_LOG = logging.getLogger(__name__)

_MANY = 20
"""Files whose first reading is worth a word to the operator who waits for it."""


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that an issue of the archive was read from."""

    path: Path
    issue: Issue


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that is not served as it now stands.

    Attributes:
        path: The file.
        fault: What is wrong, for programs.
        reason: What is wrong, for its owner, without a full stop.
        mend: What its owner can do, without a full stop.
        line: 1-based line, where one line is to blame.
    """

    path: Path
    fault: FileFault
    reason: str
    mend: str
    line: int | None = None

    @property
    def message(self) -> str:
        """File, reason and mend as one sentence."""
        place = self.path.name + (f":{self.line}" if self.line is not None else "")
        return f"{place}：{self.reason}；{self.mend}。"


@dataclass(frozen=True, slots=True)
class LoadedFolder:
    """What a folder serves.

    Attributes:
        archive: Every issue that could be read.
        broken: Files that could not, or that another file stands in for, by name.
        files: The files that serve, in the order of the archive's dates.
    """

    archive: Archive
    broken: tuple[BrokenFile, ...] = ()
    files: tuple[ServedFile, ...] = ()


class FolderEventKind(StrEnum):
    """What happened to an issue or a file."""

    ARRIVED = "arrived"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FolderEvent:
    """One thing that happened in the folder.

    Attributes:
        kind: What happened.
        path: The file.
        date: The issue's date; None for an undated issue and for a refused file.
        issue: The issue as it is now served; as it was last served where it is withdrawn; None
            for a refused file.
        broken: Why a file was refused; None otherwise.
    """

    kind: FolderEventKind
    path: Path
    date: Date | None = None
    issue: Issue | None = None
    broken: BrokenFile | None = None


@dataclass(frozen=True, slots=True)
class FolderChange:
    """The folder after a change, and what happened: withdrawn, served newest first, refused."""

    loaded: LoadedFolder
    events: tuple[FolderEvent, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a file: the stamp it was read at, the last good reading, what is wrong."""

    stamp: Stamp
    issue: Issue | None
    broken: BrokenFile | None


class IssueFolder:
    """A folder that is read once and then followed, one survey at a time.

    Not thread-safe: one task calls `survey` at a time. Reading takes up to a second a new page.

    Args:
        path: The folder.
        max_bytes: A larger file is refused before it is read.
        readings: Where readings are kept, so that a start reads only what is new.
    """

    def __init__(
        self, path: Path, *, max_bytes: int = MAX_BYTES, readings: Readings | None = None
    ) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._readings = readings
        self._known: Mapping[str, _Known] = {}
        self._loaded = LoadedFolder(Archive())
        self._pending: Mapping[str, Stamp] = {}

    @property
    def loaded(self) -> LoadedFolder:
        """What the folder serves as of the last survey."""
        return self._loaded

    def load(self) -> LoadedFolder:
        """Read the folder as it stands.

        Raises:
            IssueFolderError: It is missing, no folder, or may not be listed.
        """
        self._pending = stamps_of(self.path)
        if len(self._pending) > _MANY:
            _LOG.info("reading %d issue files; those not read before take time", len(self._pending))
        self._take(self._pending)
        if self._readings is not None:
            self._readings.prune()
        return self._loaded

    def survey(self) -> FolderChange | None:
        """Look at the folder again and read what is new, changed or gone.

        A file counts as new, changed or gone only when two surveys in a row find it so; a file that
        is still being written differs from survey to survey and waits. `unsettled` tells whether
        one waits.

        Returns:
            The change, or None where there is nothing to tell.

        Raises:
            IssueFolderError: The folder is missing or may not be listed; the state stays.
        """
        stamps = stamps_of(self.path)
        pending, self._pending = self._pending, stamps
        known = {name: file.stamp for name, file in self._known.items()}
        taken = {
            name: stamp
            for name in stamps.keys() | known.keys()
            if (stamp := (stamps if stamps.get(name) == pending.get(name) else known).get(name))
        }
        if taken == known:
            return None
        before = self._loaded
        self._take(taken)
        events = _events(before, self._loaded)
        return FolderChange(self._loaded, events) if events else None

    @property
    def unsettled(self) -> bool:
        """Whether the last survey saw a difference that the next one may confirm."""
        return self._pending != {name: file.stamp for name, file in self._known.items()}

    async def watch(
        self, stop: asyncio.Event, *, every: float = 1.0
    ) -> AsyncGenerator[FolderChange, None]:
        """Follow the folder until `stop` is set; call `load` first.

        The folder is surveyed at a fixed pace instead of by file system notices: these are lost on
        network and container mounts and run out on busy machines, while a survey of 1,000 files
        takes 5 ms. Surveys and reading run off the event loop.

        Args:
            stop: Ends the watch, between two surveys.
            every: Seconds between surveys. A change is told after two to three of them.

        Yields:
            Each change. A folder that goes missing is told once, as a refused file of that path.
        """
        failing = ""
        while not stop.is_set():
            try:
                change = await asyncio.to_thread(self.survey)
                failing = ""
            except IssueFolderError as error:
                change = None if failing == error.reason else self._lost(error)
                failing = error.reason
            if change is not None:
                yield change
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)

    def _lost(self, error: IssueFolderError) -> FolderChange:
        broken = BrokenFile(error.path, FileFault.UNREADABLE, error.reason, error.mend)
        event = FolderEvent(FolderEventKind.REFUSED, error.path, broken=broken)
        return FolderChange(self._loaded, (event,))

    def _take(self, stamps: Mapping[str, Stamp]) -> None:
        self._known = {name: self._read(name, stamps[name]) for name in sorted(stamps)}
        self._loaded = _assembled(self.path, self._known, self._loaded.archive)

    def _read(self, name: str, stamp: Stamp) -> _Known:
        known = self._known.get(name)
        if known is not None and known.stamp == stamp:
            return known
        path = self.path / name
        try:
            issue = read_issue_file(path, max_bytes=self._max_bytes, readings=self._readings)
        except IssueFileError as error:
            broken = BrokenFile(path, error.fault, error.reason, error.mend, error.line)
            return _Known(stamp, None if known is None else known.issue, broken)
        return _Known(stamp, issue, None)


def load_folder(
    path: Path, *, max_bytes: int = MAX_BYTES, readings: Readings | None = None
) -> LoadedFolder:
    """Read a folder of issue files once.

    A broken file does not keep the good ones from serving. A mended issue (.md) stands in place of
    the page text (.txt) of its stem. Of two files of one date the one named after the date serves,
    else the first by name, and the other is reported.

    Args:
        path: The folder. Hidden and temporary files, other suffixes and folders in it are ignored.
        max_bytes: A larger file is refused before it is read.
        readings: Where readings are kept, to be found again.

    Raises:
        IssueFolderError: The folder is missing, is no folder, or may not be listed.
    """
    return IssueFolder(path, max_bytes=max_bytes, readings=readings).load()


def _assembled(folder: Path, known: Mapping[str, _Known], archive: Archive) -> LoadedFolder:
    files = {folder / name: file for name, file in known.items()}
    mended = {path.stem for path in files if _is_mended(path) and files[path].issue is not None}
    broken: list[BrokenFile] = []
    serving: dict[Date | None, ServedFile] = {}
    for path in sorted(files, key=_precedence):
        file = files[path]
        if not _is_mended(path) and path.stem in mended:
            continue
        if file.broken is not None:
            broken.append(file.broken)
        if file.issue is None:
            continue
        other = serving.setdefault(file.issue.date, ServedFile(path, file.issue))
        if other.path != path:
            broken.append(_same_date(path, other))
    archive = _updated(archive, {date: file.issue for date, file in serving.items()})
    return LoadedFolder(
        archive,
        tuple(sorted(broken, key=lambda file: file.path.name)),
        tuple(serving[date] for date in archive.dates),
    )


def _is_mended(path: Path) -> bool:
    return path.suffix.lower() == MARKDOWN


def _precedence(path: Path) -> tuple[bool, str]:
    date = date_in_name(path.name)
    return date is None or path.stem != date.isoformat(), path.name


def _same_date(path: Path, other: ServedFile) -> BrokenFile:
    date = other.issue.date
    if date is None:
        reason = f"没有日期，而 {other.path.name} 也没有日期，只能用其中一个"
        return BrokenFile(path, FileFault.SAME_DATE, reason, "请把文件名改为 2024-03-14.txt 的样子")
    reason = f"日期 {date.isoformat()} 与 {other.path.name} 相同，已用后者"
    return BrokenFile(path, FileFault.SAME_DATE, reason, "请删去或移走其中一个")


def _updated(archive: Archive, issues: Mapping[Date | None, Issue]) -> Archive:
    if not len(archive):
        return Archive(issues.values())
    for date in archive.dates:
        if date not in issues:
            archive = archive.without_issue(date)
    for date, issue in issues.items():
        if archive.issue(date) is not issue:
            archive = archive.with_issue(issue)
    return archive


def _events(before: LoadedFolder, after: LoadedFolder) -> tuple[FolderEvent, ...]:
    events = [
        FolderEvent(FolderEventKind.WITHDRAWN, file.path, file.issue.date, file.issue)
        for file in before.files
        if file.issue.date not in after.archive
    ]
    for file in after.files:
        date, issue = file.issue.date, file.issue
        if date not in before.archive:
            events.append(FolderEvent(FolderEventKind.ARRIVED, file.path, date, issue))
        elif before.archive.issue(date) != issue:
            events.append(FolderEvent(FolderEventKind.REPLACED, file.path, date, issue))
    events.extend(
        FolderEvent(FolderEventKind.REFUSED, broken.path, broken=broken)
        for broken in after.broken
        if broken not in before.broken
    )
    return tuple(events)
