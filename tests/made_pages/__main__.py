"""Make pages with their truth: ``python -m tests.made_pages OUT_DIR --part develop --pages 50``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.made_pages.makes import MAKES, PAPERS, make_pages
from tests.made_pages.news import Part


def main() -> None:
    """Write ``NAME.txt`` and ``NAME.json`` pairs; the same arguments give the same bytes."""
    parser = argparse.ArgumentParser(prog="python -m tests.made_pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pairs go; made where missing")
    parser.add_argument("--part", type=Part, choices=list(Part), default=Part.DEVELOP)
    parser.add_argument("--make", choices=sorted({*MAKES, PAPERS}), default="woven")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    pages = make_pages(asked.make, asked.part, pages=asked.pages, seed=asked.seed)
    for number, page in enumerate(pages):
        stem = folder / f"{asked.make}-{asked.part}-{asked.seed}-{number:04}"
        stem.with_suffix(".txt").write_text(page.text, encoding="utf-8")
        stem.with_suffix(".json").write_text(page.truth.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
