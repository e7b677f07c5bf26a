"""What speaks for a sentence, and for a passage, as an answer to a question: numbers for a model.

Every number is a share or a small count that means the same in an issue of fifty paragraphs and in
a collection of a thousand, so that weights fitted on the one serve the other. What a term is worth
is its rarity in newspaper language (`retrieval.background`) or among the passages (local).
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence

from retrieval.forms import answer_form
from retrieval.kinds import AnswerKind, answer_signs
from retrieval.passage import PassageRole
from retrieval.reading import ReadPassage
from retrieval.weighing import WeighedQuery, has_term

__all__ = [
    "FORM_EVIDENCE",
    "PASSAGE_EVIDENCE",
    "SENTENCE_EVIDENCE",
    "SIGN_EVIDENCE",
    "passage_evidence",
    "sentence_evidence",
]

SENTENCE_EVIDENCE = (
    "words",
    "words_local",
    "words_with_head",
    "words_before",
    "first",
    "length",
    "question",
    "quotation",
    "sign_who",
    "sign_where",
    "sign_how_many",
    "sign_ordinal",
    "sign_why",
    "sign_near",
    "form",
    "form_near",
    "rarest",
    "bigrams_local",
    "density",
    "words_not_in_head",
    "asked_bigrams",
    "characters",
    "characters_apart",
)
"""Names of what `sentence_evidence` gives, in its order."""

SIGN_EVIDENCE = slice(SENTENCE_EVIDENCE.index("sign_who"), SENTENCE_EVIDENCE.index("form_near") + 1)
"""Where in it the signs of an answer stand."""

FORM_EVIDENCE = SENTENCE_EVIDENCE.index("form")
"""Where in it stands whether the sentence has what the answer looks like."""

PASSAGE_EVIDENCE = (
    "bm25",
    "words_with_head",
    "bigrams_with_head",
    "words_with_head_local",
    "headline_asked",
    "headline_named",
    "headline_itself",
    "sentence",
    "signs",
    "formless",
    "characters",
)
"""Names of what `passage_evidence` gives, in its order."""

_SIGN_KINDS = (
    AnswerKind.WHO,
    AnswerKind.WHERE,
    AnswerKind.HOW_MANY,
    AnswerKind.ORDINAL,
    AnswerKind.WHY,
)


def sentence_evidence(weighed: WeighedQuery, read: ReadPassage) -> list[list[float]]:
    """What speaks for each sentence of a passage.

    Args:
        weighed: The question.
        read: The passage.

    Returns:
        For each sentence the numbers that `SENTENCE_EVIDENCE` names.
    """
    words, _, local_words, local_bigrams, characters, asked = weighed.totals
    over = [term for term in weighed.words if has_term(weighed, term, read.head)]
    above = sum(weighed.words[term] for term in over)
    tally = _tally(weighed, read, frozenset(over))
    return [
        [
            tally.words[at] / words,
            tally.words_local[at] / local_words,
            (above + tally.words_fresh[at]) / words,
            tally.words_before[at] / words,
            *_shape(weighed, read, at),
            float(tally.rarest[at]),
            tally.bigrams_local[at] / local_bigrams,
            tally.words[at] / (len(read.shadows[at]) + 10),
            tally.words_fresh[at] / words,
            tally.asked[at] / asked,
            tally.characters[at] / characters,
            tally.characters_apart[at] / characters,
        ]
        for at in range(len(read.sentences))
    ]


class _Tally:
    """Sums of worth for each sentence of a passage."""

    def __init__(self, count: int) -> None:
        self.words = [0.0] * count
        self.words_local = [0.0] * count
        self.words_fresh = [0.0] * count
        self.words_before = [0.0] * (count + 1)
        self.bigrams_local = [0.0] * count
        self.asked = [0.0] * count
        self.characters = [0.0] * count
        self.characters_apart = [0.0] * count
        self.rarest = [False] * count


def _tally(weighed: WeighedQuery, read: ReadPassage, above: frozenset[str]) -> _Tally:
    count = len(read.sentences)
    tally = _Tally(count)
    for term, worth in weighed.words.items():
        held = dict.fromkeys(
            sentence
            for other in weighed.others[term]
            for _, _, sentence in read.places.get(other, ())
        )
        for at in held:
            tally.words[at] += worth
            tally.words_local[at] += weighed.local[term]
            tally.words_fresh[at] += 0.0 if term in above else worth
            tally.words_before[at + 1] += 0.0 if at + 1 in held else worth
            tally.rarest[at] |= term == weighed.rarest
    for term, worth in weighed.bigrams.items():
        held = dict.fromkeys(sentence for _, _, sentence in read.places.get(term, ()))
        for at in held:
            tally.bigrams_local[at] += weighed.local[term]
            tally.asked[at] += worth if term in weighed.asked else 0.0
    for character, worth in weighed.characters.items():
        if character in read.headline or character not in read.shadow.text:
            continue
        inside = [at for at, shadow in enumerate(read.shadows) if character in shadow]
        apart = worth * math.log((count + 1) / (len(inside) + 0.5))
        for at in inside:
            tally.characters[at] += worth
            tally.characters_apart[at] += apart
    return tally


def _shape(weighed: WeighedQuery, read: ReadPassage, at: int) -> list[float]:
    sentence = read.shadows[at]
    query = weighed.query
    signs = list(answer_signs(query.kind, sentence))
    if query.kind is AnswerKind.WHO:
        begin = read.begins[at]
        signs += [(start - begin, end - begin) for start, end, held in read.names if held == at]
    fresh = [(start, end) for start, end in signs if sentence[start:end] not in query.shadow]
    formed = _formed(weighed, sentence)
    return [
        float(at == 0),
        math.log(len(sentence) + 1) / 4,
        float(sentence.rstrip('"\n ')[-1:] == "?"),
        float('"' in sentence),
        *(float(query.kind is kind and bool(signs)) for kind in _SIGN_KINDS),
        _nearness(weighed, read, at, fresh),
        float(bool(formed)),
        _nearness(weighed, read, at, formed),
    ]


def _formed(weighed: WeighedQuery, sentence: str) -> list[tuple[int, int]]:
    """Where a sentence has what an answer looks like, and the question itself does not."""
    form = answer_form(weighed.query.shadow)
    if form is None:
        return []
    spans = (found.span() for found in form.finditer(sentence))
    return [(a, b) for a, b in spans if sentence[a:b] not in weighed.query.shadow]


def _nearness(
    weighed: WeighedQuery, read: ReadPassage, at: int, signs: Sequence[tuple[int, int]]
) -> float:
    """How near a sign of an answer stands to what is asked about: 1 side by side, towards 0."""
    if not signs:
        return 0.0
    begin = read.begins[at]
    gaps = [
        max(0, start - begin - sign_end, sign_start - (end - begin))
        for term in sorted(weighed.asked)
        for start, end, held in read.places.get(term, ())
        if held == at
        for sign_start, sign_end in signs
    ]
    return 1 / (1 + min(gaps) / 4) if gaps else 0.0


def passage_evidence(
    weighed: WeighedQuery,
    read: ReadPassage,
    bm25: float,
    sentence: tuple[float, float],
    *,
    formless: bool,
) -> list[float]:
    """What speaks for a passage.

    Args:
        weighed: The question.
        read: The passage.
        bm25: Its BM25 number.
        sentence: The score of its best sentence, and the part of it that signs of an answer made.
        formless: None of its sentences has what the answer looks like.

    Returns:
        The numbers that `PASSAGE_EVIDENCE` names.
    """
    words, bigrams = weighed.words, weighed.bigrams
    all_words, all_bigrams, local_words, local_bigrams, all_characters, _ = weighed.totals
    with_head = {
        term
        for term in words
        if has_term(weighed, term, read.places) or has_term(weighed, term, read.head)
    }
    text = read.shadow.text
    inside = {c for c in weighed.characters if c in text or c in read.over}
    return [
        bm25 / (local_words + local_bigrams),
        _worth(words, with_head) / all_words,
        sum(bigrams[term] for term in bigrams if read.has(term)) / all_bigrams,
        _worth(weighed.local, with_head) / local_words,
        *_headline_in(read.headline, weighed.query.shadow),
        float(read.passage.role is PassageRole.HEADLINE),
        *sentence,
        float(formless and answer_form(weighed.query.shadow) is not None),
        _worth(weighed.characters, inside) / all_characters,
    ]


def _worth(worths: Mapping[str, float], terms: Container[str]) -> float:
    # Added up in the question's order: a sum of floats depends on it, and a set has none.
    return sum(worth for term, worth in worths.items() if term in terms)


def _headline_in(headline: str, question: str) -> tuple[float, float]:
    """Share of the headline's bigrams that the question has; whether it names it whole."""
    pairs = [headline[at : at + 2] for at in range(len(headline) - 1)]
    name = headline.split("(", maxsplit=1)[0].split("\n", maxsplit=1)[0].strip()
    share = sum(pair in question for pair in pairs) / len(pairs) if pairs else 0.0
    return share, float(bool(name) and name in question)
