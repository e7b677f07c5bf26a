"""Issue files that admins send: checked before they go into the folder of issues."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.errors import FileFault, IssueFileError
from bot.issue_file import MARKDOWN, PAGE_TEXT, is_issue_file, read_issue_file
from retrieval.issue import Issue

__all__ = ["Inbox"]


class Inbox:
    """Puts files into the folder of issues, whole or not at all.

    Args:
        folder: Of issues.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, name: str, content: bytes) -> Issue:
        """Check a file and put it into the folder, in place of an earlier one of its date.

        Args:
            name: As sent; only its suffix and a date in it are used.
            content: Of the file.

        Returns:
            The issue as read.

        Raises:
            IssueFileError: It cannot be read as an issue, or not be written.
        """
        plain = Path(name.replace("\\", "/").replace("\0", "")).name or f"upload{PAGE_TEXT}"
        suffix = MARKDOWN if plain.lower().endswith(MARKDOWN) else PAGE_TEXT
        if not is_issue_file(plain):
            reason = "不是 .txt 或 .md 文件"
            raise IssueFileError(
                Path(plain), FileFault.SUFFIX, reason, "请发送版面文字或订正好的 Markdown"
            )
        with tempfile.TemporaryDirectory() as place:
            draft = Path(place) / plain
            draft.write_bytes(content)
            issue = read_issue_file(draft)
        stem = issue.date.isoformat() if issue.date else Path(plain).stem
        self._put(self._folder / f"{stem}{suffix}", content)
        return issue

    def _put(self, target: Path, content: bytes) -> None:
        """Write beside the target and rename, so that nobody ever reads half a file."""
        draft = target.with_name(f".{target.name}.part")
        try:
            draft.write_bytes(content)
            draft.replace(target)
        except OSError as error:
            reason = f"存不进报纸文件夹（{error.strerror}）"
            raise IssueFileError(
                target, FileFault.UNREADABLE, reason, "请检查文件夹的权限和磁盘空间"
            ) from error
