"""`__all__` of every module is sorted and names exactly what the module makes public."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path
    for package in ("retrieval", "bot")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "__main__.py" and "migrations" not in path.parts
)


def public_names(tree: ast.Module) -> set[str]:
    """Names that the module itself defines at its top level without a leading underscore."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            stored = (part for target in node.targets for part in ast.walk(target))
            names.update(part.id for part in stored if isinstance(part, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def declared(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
        ):
            value: list[str] = ast.literal_eval(node.value)
            return value
    return None


def test_the_scan_finds_the_modules() -> None:
    assert len(MODULES) > 15


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_all_is_sorted_and_complete(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names = declared(tree)
    if path.name == "__init__.py" and not any(isinstance(n, ast.ImportFrom) for n in tree.body):
        assert not names, "names without re-exports"
        return
    assert names is not None, "no __all__"
    assert names == sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name))
    if path.name != "__init__.py":
        assert set(names) == public_names(tree)
