"""Newspaper pages made from dated news, with their truth: for learning and for measuring."""

from tests.made_pages.makes import MAKES, PAPERS, make_pages
from tests.made_pages.news import NEWS, Part
from tests.made_pages.sheet import MadePage

__all__ = ["MAKES", "NEWS", "PAPERS", "MadePage", "Part", "make_pages"]
