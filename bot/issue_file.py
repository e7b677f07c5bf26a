"""One issue file → an issue, or an error that tells the file's owner what to do."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - the word of the glossary
from pathlib import Path

from bot.encoding import BinaryDataError, Decoded, UnknownEncodingError, decode
from bot.errors import FileFault, IssueFileError
from bot.readings import Readings
from retrieval.errors import PageError
from retrieval.issue import Issue
from retrieval.markdown import read_markdown
from retrieval.page import read_page

__all__ = ["MARKDOWN", "MAX_BYTES", "PAGE_TEXT", "date_in_name", "is_issue_file", "read_issue_file"]

PAGE_TEXT = ".txt"
"""Suffix of a page text."""

MARKDOWN = ".md"
"""Suffix of a mended issue, which stands in place of the page text of the same stem."""

MAX_BYTES = 5_000_000
"""A whole printed issue is some 200 KB; what is larger by far is another kind of file."""

# Editors' and downloaders' files beside the real one: ~$a.txt, #a.txt#, a.txt~ and hidden ones.
# Half-written names such as a.txt.part and a.txt.swp fall out by their suffix.
_TEMPORARY = re.compile(r"^(?:\.|~|#)|[~#]$")

_NAME_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(\d\d)(\d\d)|[-_.年](\d\d?)[-_.月](\d\d?))(?!\d)"
)


def is_issue_file(name: str) -> bool:
    """Whether a file name is that of an issue file; hidden and temporary files are none."""
    return name.lower().endswith((PAGE_TEXT, MARKDOWN)) and not _TEMPORARY.search(name)


def date_in_name(name: str) -> Date | None:
    """The date in a file name (2024-03-14.txt, 嘉善20240314.txt), or None."""
    for match in _NAME_DATE.finditer(name):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        try:
            return Date(year, month, day)
        except ValueError:
            continue
    return None


def read_issue_file(
    path: Path, *, max_bytes: int = MAX_BYTES, readings: Readings | None = None
) -> Issue:
    """Read one page text (.txt) or mended issue (.md).

    Args:
        path: The file.
        max_bytes: A larger file is refused before it is read.
        readings: Where readings are kept, to be found again; None reads anew.

    Returns:
        The issue. Where its masthead has no date, the date in the file name stands in; that, and an
        encoding other than UTF-8, are among its warnings.

    Raises:
        IssueFileError: The file cannot be read as an issue.
    """
    data = _read_bytes(path, max_bytes)
    known = None if readings is None else readings.get(path.name, data)
    if known is not None:
        return known
    issue = _read(path, data)
    if readings is not None:
        readings.put(path.name, data, issue)
    return issue


def _read(path: Path, data: bytes) -> Issue:
    decoded = _decoded(path, data)
    if not decoded.text.strip():
        raise IssueFileError(
            path, FileFault.EMPTY, "文件里没有文字", "请放入提取出的版面文字后重新保存"
        )
    issue = _parsed(path, decoded.text)
    if not any(article.headline for article in issue.articles):
        raise IssueFileError(
            path,
            FileFault.NO_HEADLINE,
            "没有读出任何一个标题，不像报纸版面",
            "请确认提取的是整版文字，或用 Markdown 形式写明标题",
        )
    warnings = list(issue.warnings)
    if decoded.encoding != "UTF-8":
        warnings.append(f"文件编码是 {decoded.encoding}，已按此读入；建议另存为 UTF-8")
    return _dated(replace(issue, warnings=tuple(warnings)), path)


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        _check_status(path, status.st_mode, status.st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise IssueFileError(path, FileFault.MISSING, "文件不存在", "请检查路径和文件名") from None
    except PermissionError:
        raise IssueFileError(
            path, FileFault.UNREADABLE, "没有读取权限", "请让运行程序的用户能读这个文件"
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the path, which no file can have.
        reason = f"读取失败（{getattr(error, 'strerror', None) or error}）"
        raise IssueFileError(
            path, FileFault.UNREADABLE, reason, "请检查磁盘和路径后再试"
        ) from error
    # The file may have grown since it was measured.
    _check_size(path, len(data), max_bytes)
    return data


def _check_status(path: Path, mode: int, size: int, max_bytes: int) -> None:
    if stat.S_ISDIR(mode):
        raise IssueFileError(
            path, FileFault.DIRECTORY, "这是文件夹，不是文件", "请给出文件夹里的一个文件"
        )
    if not stat.S_ISREG(mode):
        raise IssueFileError(
            path, FileFault.NOT_A_FILE, "这不是普通文件", "请给出 .txt 或 .md 文件"
        )
    _check_size(path, size, max_bytes)


def _check_size(path: Path, size: int, max_bytes: int) -> None:
    if size == 0:
        raise IssueFileError(
            path, FileFault.EMPTY, "文件是空的", "请放入提取出的版面文字后重新保存"
        )
    if size > max_bytes:
        raise IssueFileError(
            path,
            FileFault.TOO_LARGE,
            f"文件有 {size / 1e6:.1f} MB，超过上限 {max_bytes / 1e6:.1f} MB，不像一期报纸",
            "请确认文件是否放错，必要时调高大小上限",
        )


def _decoded(path: Path, data: bytes) -> Decoded:
    try:
        return decode(data)
    except BinaryDataError as error:
        what = f"这是 {error.what} 文件" if error.what else "这是二进制文件"
        raise IssueFileError(
            path, FileFault.BINARY, f"{what}，不是文字", "请先提取文字，存成 UTF-8 的 .txt"
        ) from None
    except UnknownEncodingError as error:
        reason = "UTF-8 编码有损坏的字节" if error.damaged else "编码不是 UTF-8，也认不出是哪一种"
        raise IssueFileError(
            path, FileFault.ENCODING, reason, "请用编辑器另存为 UTF-8", line=error.line
        ) from None


def _parsed(path: Path, text: str) -> Issue:
    suffix = path.suffix.lower()
    if suffix not in {PAGE_TEXT, MARKDOWN}:
        raise IssueFileError(
            path, FileFault.SUFFIX, f"不认识后缀 {suffix or '（无）'}", "请把文件名改为 .txt 或 .md"
        )
    read = read_markdown if suffix == MARKDOWN else read_page
    try:
        return read(text, source=path.name)
    except PageError as error:
        raise IssueFileError(
            path,
            FileFault.MALFORMED,
            error.reason,
            "请按提示修改后重新保存",
            line=error.line,
        ) from error


def _dated(issue: Issue, path: Path) -> Issue:
    named = date_in_name(path.name)
    if issue.date is None and named is not None:
        warning = f"报头没有日期，按文件名取 {named.isoformat()}"
        masthead = replace(issue.masthead, date=named)
        return replace(issue, masthead=masthead, warnings=issue.warnings + (warning,))
    if issue.date is None:
        warning = (
            "报头和文件名都没有日期，这一期不能按日期查找；可把文件名改为 2024-03-14.txt 的样子"
        )
        return replace(issue, warnings=issue.warnings + (warning,))
    if named is not None and named != issue.date:
        warning = (
            f"文件名的日期 {named.isoformat()} 与报头的 {issue.date.isoformat()} 不一致，以报头为准"
        )
        return replace(issue, warnings=issue.warnings + (warning,))
    return issue
