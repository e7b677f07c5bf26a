"""Page text → issue."""

from __future__ import annotations

from retrieval.page.parser import read_page

__all__ = ["read_page"]
