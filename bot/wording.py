"""Every sentence a reader sees, by language; the sentences stand in `bot/locales/*.ftl`.

The only module that knows Fluent. Sentences are plain text: markup and escaping are `pieces`'.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

__all__ = ["Language", "Wording", "language_of", "wording"]


class Language(StrEnum):
    """A language the bot speaks, as its BCP 47 tag."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


_KEPT = 500
"""Sentences kept as they were made, of each language."""
_LONGEST = 1_000
"""Characters of a value; Fluent refuses longer ones, and a reader's text may have 4,096."""
_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})


class Wording:
    """The sentences of one language.

    Args:
        language: Which.
    """

    __slots__ = ("_bundle", "_made", "language")

    def __init__(self, language: Language) -> None:
        self.language = language
        source = files("bot").joinpath("locales", f"{language}.ftl").read_text(encoding="utf-8")
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))
        # Most sentences of an answer are the same in each; Fluent takes 0.1 ms for one with values.
        self._made = lru_cache(_KEPT)(self._make)

    def __call__(self, key: str, **values: str | int) -> str:
        """The sentence `key` with `values` put in.

        Args:
            key: Name of the sentence in the locale files.
            **values: What its placeables stand for. Numbers choose plural forms; a long text is
                cut to a thousand characters.

        Returns:
            Plain text, unescaped.

        Raises:
            LookupError: If the locale has no such sentence or a value is missing.
        """
        return self._made(key, tuple((name, _fitting(value)) for name, value in values.items()))

    def _make(self, key: str, values: tuple[tuple[str, str | int], ...]) -> str:
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise LookupError(f"{self.language} has no sentence {key!r}")
        text, errors = self._bundle.format_pattern(pattern, dict(values))
        if errors:
            raise LookupError(f"{self.language} cannot say {key!r}: {errors[0]}")
        return str(text)


def _fitting(value: str | int) -> str | int:
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[: _LONGEST - 1] + "…"
    return value


@cache
def wording(language: Language) -> Wording:
    """The sentences of `language`, read once a process."""
    return Wording(language)


def language_of(code: str | None, default: Language) -> Language:
    """The bot's language for a reader whose Telegram speaks `code`.

    Args:
        code: An IETF tag as Telegram sends it (zh-hans, zh-TW, en-GB, de), or None.
        default: For readers whose language Telegram does not tell.

    Returns:
        A Chinese script for Chinese, English for every other language.
    """
    if not code:
        return default
    primary, *rest = code.lower().replace("_", "-").split("-")
    if primary not in {"zh", "yue"}:
        return Language.EN
    if _TRADITIONAL_REGIONS.intersection(rest) or (primary == "yue" and "hans" not in rest):
        return Language.ZH_HANT
    return Language.ZH_HANS
