"""The direction of imports: each module may import only modules placed before it."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LAYERS = (
    "retrieval.errors",
    "retrieval.text",
    "retrieval.issue",
    "retrieval.excerpt",
    "retrieval.page.lines",
    "retrieval.page.notices",
    "retrieval.page.people",
    "retrieval.page.bylines",
    "retrieval.page.spacing",
    "retrieval.page.statistics",
    "retrieval.page.encoder",
    "retrieval.page.word_pairs",
    "retrieval.page.kinship",
    "retrieval.page.language",
    "retrieval.page.fused",
    "retrieval.page.columns",
    "retrieval.page.weave",
    "retrieval.page.balance",
    "retrieval.page.path_search",
    "retrieval.page.edges",
    "retrieval.page.wording",
    "retrieval.page.traits",
    "retrieval.page.headlines",
    "retrieval.page.evidence",
    "retrieval.page.continuation",
    "retrieval.page.reading_order",
    "retrieval.page.paragraphs",
    "retrieval.markdown.blocks",
    "retrieval.markdown.characters",
    "retrieval.background",
    "retrieval.synonyms",
    "retrieval.analyzer",
    "retrieval.digest",
    "retrieval.forgiveness",
    "retrieval.forms",
    "retrieval.index",
    "retrieval.judgements",
    "retrieval.kinds",
    "retrieval.lunar",
    "retrieval.page.masthead",
    "retrieval.page.photographs",
    "retrieval.page.layout",
    "retrieval.page.parser",
    "retrieval.markdown.reading",
    "retrieval.markdown.writing",
    "retrieval.named_days",
    "retrieval.page_truth",
    "retrieval.page_counts",
    "retrieval.page_measures",
    "retrieval.passage",
    "retrieval.query",
    "retrieval.reading",
    "retrieval.suggestions",
    "retrieval.watch",
    "retrieval.weighing",
    "retrieval.evidence",
    "retrieval.values",
    "retrieval.contrasts",
    "retrieval.certainty",
    "retrieval.ranking",
    "retrieval.search",
    "retrieval.answer",
    "retrieval.archive",
    "retrieval.dates",
    "retrieval.evaluate",
    "bot.batches",
    "bot.card",
    "bot.errors",
    "bot.wording",
    "bot.settings",
    "bot.store.migrating",
    "bot.store.database",
    "bot.store.migrations.env",
    "bot.store.schema",
    "bot.store.chats",
    "bot.store.deliveries",
    "bot.store.newsroom",
    "bot.store.questions",
    "bot.store.subscriptions",
    "bot.store.store",
    "bot.curve_picture",
    "bot.encoding",
    "bot.logs",
    "bot.menu",
    "bot.metrics",
    "bot.http_request",
    "bot.delivery",
    "bot.http_server",
    "bot.health",
    "bot.newsstand",
    "bot.offline",
    "bot.pieces",
    "bot.press",
    "bot.deep_link",
    "bot.last_shown",
    "bot.known_answers",
    "bot.desk",
    "bot.small_talk",
    "bot.readings",
    "bot.issue_file",
    "bot.folder_stamps",
    "bot.inbox",
    "bot.issue_folder",
    "bot.render",
    "bot.sections",
    "bot.render_front",
    "bot.asking",
    "bot.calendar",
    "bot.render_issue",
    "bot.render_newsroom",
    "bot.reply",
    "bot.alarm",
    "bot.retention",
    "bot.schedule",
    "bot.newsroom",
    "bot.rounds",
    "bot.news_desk",
    "bot.script",
    "bot.answering",
    "bot.terminal",
    "bot.turns",
    "bot.update_shape",
    "bot.transport",
    "bot.webhook",
    "bot.updates",
    "bot.handlers.admin",
    "bot.handlers.choices",
    "bot.handlers.feedback",
    "bot.handlers.gate",
    "bot.cards",
    "bot.handlers.issue_views",
    "bot.composing",
    "bot.handlers.courtesy",
    "bot.handlers.membership",
    "bot.handlers.privacy",
    "bot.handlers.questions",
    "bot.handlers.reception",
    "bot.handlers.sharing",
    "bot.handlers.subscriptions",
    "bot.stewards",
    "bot.staff",
    "bot.app",
    "bot.service",
    "bot.commands.ask",
    "bot.commands.backup",
    "bot.commands.chat",
    "bot.commands.evaluate",
    "bot.commands.evaluate_pages",
    "bot.commands.feedback",
    "bot.commands.read",
    "bot.commands.restore",
    "bot.commands.run",
    "bot.commands.today",
    "bot.console",
    "bot.__main__",
)
"""Every module, lowest first. A new module takes its place here by hand."""

FOREIGN_OWNERS = {
    "jieba": {"retrieval.analyzer"},
    "rank_bm25": {"retrieval.index"},
    "opencc": {"retrieval.text"},
    "pypinyin": {"retrieval.forgiveness"},
    "lunar_python": {"retrieval.lunar"},
    "ir_measures": {"retrieval.evaluate"},
    "PIL": {"bot.card"},
    "pydantic_settings": {"bot.settings"},
    "aiohttp": {"bot.http_request"},
}
"""Which module alone may import a library (house rule: one owner each)."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_package(name: str) -> bool:
    return (ROOT.joinpath(*name.split(".")) / "__init__.py").exists()


@functools.cache
def sources() -> dict[str, ast.Module]:
    found = {
        module_name(path): ast.parse(path.read_text("utf-8"))
        for package in ("retrieval", "bot")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "versions" not in path.parts  # migrations are run by name, never imported
    }
    assert len(found) > 10, "the scan found too few modules to be right"
    return found


def imported(tree: ast.Module) -> set[str]:
    """Every dotted name that an import statement names, deferred ones included."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def own_imports(tree: ast.Module, modules: set[str]) -> set[str]:
    """The modules that a module imports; a name from a package stands for where it is made."""
    direct = imported(tree) & modules
    for package, initialiser in sources().items():
        if is_package(package) and package in imported(tree):
            direct |= imported(initialiser) & modules
    return direct


def test_every_module_has_a_place_and_every_place_a_module() -> None:
    modules = {name for name in sources() if not is_package(name)}
    assert modules - set(LAYERS) == set(), "modules nobody has placed"
    assert set(LAYERS) - modules == set(), "places without a module"
    assert len(LAYERS) == len(set(LAYERS))


def test_imports_go_upwards_only() -> None:
    trees = sources()
    places = {name: place for place, name in enumerate(LAYERS)}
    wrong = [
        f"{name} imports {target}"
        for name, tree in trees.items()
        if name in places
        for target in own_imports(tree, set(places))
        if places[target] >= places[name]
    ]
    assert wrong == []


def test_retrieval_knows_nothing_of_the_bot() -> None:
    trees = {name: tree for name, tree in sources().items() if name.startswith("retrieval")}
    assert trees
    assert [
        name
        for name, tree in trees.items()
        if any(target.split(".")[0] in {"bot", "telegram", "os"} for target in imported(tree))
    ] == []


def test_each_foreign_library_has_one_owner() -> None:
    for library, owners in FOREIGN_OWNERS.items():
        users = {
            name
            for name, tree in sources().items()
            if any(target.split(".")[0] == library for target in imported(tree))
        }
        assert users == owners, library


def test_package_initialisers_only_re_export() -> None:
    for name, tree in sources().items():
        if not is_package(name):
            continue
        for node in tree.body:
            is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            is_names = isinstance(node, ast.Assign) and [
                target.id for target in node.targets if isinstance(target, ast.Name)
            ] == ["__all__"]
            assert is_docstring or is_names or isinstance(node, ast.ImportFrom), name
