"""Whether the best hit answers: what speaks for it, and the chance a fitted model gives it."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass

from retrieval.analyzer import TermKind
from retrieval.contrasts import contrast
from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE
from retrieval.forms import answer_form, asks_for_contact
from retrieval.index import Index
from retrieval.kinds import AnswerKind
from retrieval.passage import PassageRole
from retrieval.reading import ReadPassage
from retrieval.values import value_evidence
from retrieval.weighing import WeighedQuery, has_term

__all__ = [
    "CERTAINTY_EVIDENCE",
    "Best",
    "Branch",
    "CertaintyModel",
    "Tree",
    "certainty_evidence",
    "may_be_claimed",
    "probability",
]

CERTAINTY_EVIDENCE = (
    "covered",
    "covered_sentence",
    "bigrams",
    "characters",
    "missing_most",
    "unknown",
    "unknown_most",
    "place_missing",
    "notice_elsewhere",
    "character_missing",
    "margin",
    "sign_near",
    "form_passage",
    "contact_passage",
    "form_near",
    "asked_sentence",
    "unknown_characters",
    "unknown_named",
    "sentence_missing",
    "headline_itself",
    "no_words",
    "named_lacking",
    "characters_sentence",
    "asks_number",
    "asks_person",
    "asks_reason",
    "asks_nothing",
    "asks_where",
    "asks_when",
    "asks_whether",
    "asks_which",
    "long",
    "words",
    "value_none",
    "value_clause",
    "value_clauses",
    "value_asked",
    "contrast",
)
"""Names of what `certainty_evidence` gives, in its order."""

_NAMED = (TermKind.NAME, TermKind.PLACE, TermKind.NUMBER)
_PROPER = (TermKind.NAME, TermKind.PLACE)
_ASKED_KINDS = (AnswerKind.WHERE, AnswerKind.WHEN, AnswerKind.WHETHER, AnswerKind.WHICH)
_ASKED = 3
"""Characters from a question word within which a word tells what is asked."""


_SCAFFOLD = frozenset(
    [
        *("用来", "用于", "可以", "能够", "能", "会", "要", "还要", "需要", "应该", "应当", "得"),
        *("做", "做些", "干", "去", "进行", "打算", "准备", "情况", "具体", "请", "帮", "帮我"),
        *("还", "再", "又", "还有", "一个", "些", "里", "里面", "分别", "大概", "大约", "其中"),
        *("各", "各是", "人家", "咱", "咱们", "俺", "您", "同志", "师傅", "谢谢", "你好", "您好"),
    ]
)
"""Words that only carry a question; a paper reports it no less without them."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best hit as certainty sees it.

    Attributes:
        read: The passage.
        passage: Its evidence, of `PASSAGE_EVIDENCE`.
        sentence: The evidence of its answering sentence, of `SENTENCE_EVIDENCE`.
        score: Its score.
        other: The score of the best hit of another article, 0 where there is none.
        at: Index of the answering sentence.
        characters: Characters of the whole paper.
    """

    read: ReadPassage
    passage: Sequence[float]
    sentence: Sequence[float]
    score: float
    other: float
    at: int
    characters: Container[str]


def certainty_evidence(
    weighed: WeighedQuery, best: Best, index: Index, home: Container[str]
) -> list[float]:
    """What speaks for the best hit's answering.

    Args:
        weighed: The question.
        best: The best hit.
        index: Over all passages.
        home: Terms of the masthead; a place named there goes without saying everywhere.

    Returns:
        The numbers that `CERTAINTY_EVIDENCE` names.
    """
    read = best.read
    passage = dict(zip(PASSAGE_EVIDENCE, best.passage, strict=True))
    sentence = dict(zip(SENTENCE_EVIDENCE, best.sentence, strict=True))
    words = weighed.words
    missing = [
        term
        for term in words
        if not has_term(weighed, term, read.places) and not has_term(weighed, term, read.head)
    ]
    kinds = {term.text: term.kind for term in weighed.query.terms}
    places = [term for term in missing if kinds.get(term) is TermKind.PLACE and term not in home]
    unknown = [t for t in missing if not any(index.postings(o) for o in weighed.others[t])]
    return [
        passage["words_with_head"],
        sentence["words_with_head"],
        passage["bigrams_with_head"],
        passage["characters"],
        max((words[term] for term in missing), default=0.0),
        sum(words[term] for term in unknown) / weighed.totals[0],
        max((words[term] for term in unknown), default=0.0),
        float(bool(places)),
        float(bool(places) and read.passage.role is PassageRole.NOTICE),
        _character_missing(weighed, read),
        math.tanh((best.score - best.other) / 6),
        sentence["sign_near"],
        passage["formless"],
        float(passage["formless"] > 0 and asks_for_contact(weighed.query.shadow)),
        sentence["form_near"],
        _asked_in_sentence(weighed, best),
        _unknown_characters(weighed, best),
        float(any(kinds.get(t) in _PROPER and _is_foreign(t, index) for t in unknown)),
        1.0 - sentence["words_with_head"] - sentence["words_before"],
        passage["headline_itself"],
        float(not words),
        *_lacking_nearby(weighed, best),
        *_asking(weighed),
        math.log(1 + len(words)),
        *value_evidence(weighed, read, best.at),
        contrast(weighed.query.shadow, read, best.at),
    ]


def _is_foreign(name: str, index: Index) -> bool:
    """Whether the paper has nowhere what a name is made of: 吴根 is in it where 吴根发 is."""
    return any(not index.postings(f"·{name[at : at + 2]}") for at in range(len(name) - 1))


def _asked_in_sentence(weighed: WeighedQuery, best: Best) -> float:
    """Share, by worth, of the words beside the question word that the sentence has."""
    asked = _asked_words(weighed)
    whole = sum(weighed.words[term] for term in asked)
    if not whole:
        return 1.0
    held = [
        term
        for term in asked
        if any(
            at == best.at for o in weighed.others[term] for _, _, at in best.read.places.get(o, ())
        )
    ]
    return sum(weighed.words[term] for term in held) / whole


def _lacking_nearby(weighed: WeighedQuery, best: Best) -> tuple[float, float]:
    """What the sentence, the one before it and the headline lack of the question.

    Returns:
        Worth of the worthiest name, place or number; share of characters that the sentence has.
    """
    read = best.read
    kinds = {term.text: term.kind for term in weighed.query.terms}
    near = (best.at - 1, best.at)
    lacking = (
        weighed.words[term]
        for term in weighed.words
        if kinds.get(term) in _NAMED
        and not has_term(weighed, term, read.head)
        and not any(at in near for o in weighed.others[term] for _, _, at in read.places.get(o, ()))
    )
    text = read.shadows[best.at]
    held = sum(w for c, w in weighed.characters.items() if c in text or c in read.over)
    return max(lacking, default=0.0), held / weighed.totals[4]


def _asking(weighed: WeighedQuery) -> tuple[float, ...]:
    """What is asked for, a number first, nothing among them."""
    query = weighed.query
    return (
        float(answer_form(query.shadow) is not None),
        float(query.kind in (AnswerKind.WHO, AnswerKind.IDENTITY)),
        float(query.kind in (AnswerKind.WHY, AnswerKind.HOW)),
        float(not query.asked),
        *(float(query.kind is kind) for kind in _ASKED_KINDS),
        math.log(1 + len(query.shadow)),
    )


def _unknown_characters(weighed: WeighedQuery, best: Best) -> float:
    """Share, by worth, of the question's characters that the whole paper lacks."""
    lacking = [w for c, w in weighed.characters.items() if c not in best.characters]
    return sum(lacking) / weighed.totals[4]


def _asked_words(weighed: WeighedQuery) -> list[str]:
    query = weighed.query
    near = {
        at
        for start, end in query.asked
        for at in (*range(start - _ASKED, start), *range(end, end + _ASKED))
    }
    found = (t.text for t in query.terms if t.start in near or t.end - 1 in near)
    return [t for t in dict.fromkeys(found) if t in weighed.words and t not in _SCAFFOLD]


def _character_missing(weighed: WeighedQuery, read: ReadPassage) -> float:
    """Worth of the rarest content character that the passage and its headline lack."""
    text = read.shadow.text
    lacking = [
        worth
        for character, worth in weighed.characters.items()
        if character not in text and character not in read.over
    ]
    return max(lacking, default=0.0)


Branch = tuple[int, float, float, float]
"""``(evidence, cut, step at most the cut, step above it)``."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of four leaves.

    Attributes:
        evidence: Index of the evidence that is looked at first.
        cut: Where it is cut.
        low: What is looked at where it is at most the cut.
        high: What is looked at where it is above.
    """

    evidence: int
    cut: float
    low: Branch
    high: Branch

    def step(self, evidence: Sequence[float]) -> float:
        """What the tree adds to the log odds."""
        branch = self.low if evidence[self.evidence] <= self.cut else self.high
        at, cut, below, above = branch
        return below if evidence[at] <= cut else above


@dataclass(frozen=True, slots=True)
class CertaintyModel:
    """Boosted trees over `CERTAINTY_EVIDENCE`: ``log odds = base + sum of trees``."""

    base: float
    trees: tuple[Tree, ...]


def may_be_claimed(evidence: Sequence[float]) -> bool:
    """Whether an answer may be claimed at all, whatever the chance.

    Not where a person, a place or a body is asked about that the paper never names
    (特朗普说了什么), not of a notice where another place is asked about (北京明天天气), and not
    where a telephone number is asked for and the paragraph has none; the papers that the trees were
    learned on have too few such questions.

    Args:
        evidence: Of `CERTAINTY_EVIDENCE`.
    """
    told = dict(zip(CERTAINTY_EVIDENCE, evidence, strict=True))
    return not any(told[name] for name in ("contact_passage", "unknown_named", "notice_elsewhere"))


def probability(model: CertaintyModel, evidence: Sequence[float]) -> float:
    """The model's chance, 0 to 1."""
    odds = model.base + sum(tree.step(evidence) for tree in model.trees)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
