"""What each ingredient of the ranking is worth: each left out, one at a time.

    python -m tests.benchmarks.ablate_answers TRIAL DEV [--every N]

TRIAL and DEV are BEIR folders. For every row the weights are fitted again without the ingredient,
on the one collection, and measured on the other; the question lists over the shipped page are
asked with the weights fitted on both. Sampling every Nth query makes it quicker.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.answer import Answerer
from retrieval.evaluate import JudgedQuestion, evaluate_questions, read_questions
from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE
from retrieval.ranking import Weights, fitted_weights
from tests.answer_floors import LISTS, shipped_answerer
from tests.benchmarks.fit_answers import (
    Choice,
    Floats,
    Material,
    fit,
    materials,
    passage_choices,
    right_first,
    sentence_choices,
)

PASSAGE_INGREDIENTS = {
    "BM25 number": ("bm25",),
    "rarity-weighted coverage": ("words_with_head", "words_with_head_local", "bigrams_with_head"),
    "headline": ("headline_asked", "headline_named"),
    "a headline is no answer": ("headline_itself",),
    "best sentence": ("sentence",),
    "signs of an answer": ("signs",),
    "form of an answer": ("formless",),
    "single characters": ("characters",),
}
SENTENCE_INGREDIENTS = {
    "coverage": ("words", "words_local", "bigrams_local"),
    "headline": ("words_with_head", "words_not_in_head"),
    "sentence before": ("words_before",),
    "place in paragraph": ("first",),
    "shape": ("length", "question", "quotation", "density"),
    "signs of an answer": tuple(n for n in SENTENCE_EVIDENCE if n.startswith("sign_")),
    "form of an answer": ("form", "form_near"),
    "rarest word": ("rarest",),
    "told apart": ("characters_apart",),
    "words beside the question word": ("asked_bigrams",),
    "single characters": ("characters",),
}


@dataclass(frozen=True, slots=True)
class Side:
    """The choices of one collection in its first two forms."""

    sentences: list[list[Choice]]
    passages: list[list[Choice]]


def gather(found: Sequence[Material], weights: Weights, every: int) -> Side:
    """Choices of a collection under given sentence weights."""
    sentences, passages = [], []
    for material in found:
        searcher = material.searcher(weights)
        asked = material.asked[::every]
        sentences.append(sentence_choices(searcher, asked))
        passages.append(passage_choices(searcher, asked))
    return Side(sentences, passages)


def without(choices: Sequence[Choice], kept: Sequence[int]) -> list[Choice]:
    """The choices with only some columns of their evidence."""
    return [Choice(choice.evidence[:, kept], choice.right) for choice in choices]


def crossed(
    sides: tuple[Side, Side], part: Callable[[Side], list[list[Choice]]], kept: Sequence[int]
) -> list[float]:
    """Share right of each form: the second collection by the first's weights, and the reverse."""
    shares = []
    for train, test in (sides, sides[::-1]):
        weights = fit(without([c for form in part(train) for c in form], kept))
        shares += [right_first(without(form, kept), weights) for form in part(test)]
    return shares


def refitted(
    sides: tuple[Side, Side],
    part: Callable[[Side], list[list[Choice]]],
    kept: Sequence[int],
    width: int,
) -> tuple[float, ...]:
    """Weights fitted on both, 0 for what is left out."""
    fitted: Floats = fit(without([c for side in sides for form in part(side) for c in form], kept))
    weights = np.zeros(width)
    weights[list(kept)] = fitted
    return tuple(map(float, weights))


def golden(answerer: Answerer, weights: Weights, lists: Sequence[list[JudgedQuestion]]) -> str:
    """First excerpt and source right / bold sentence right, for each list."""
    answerer._searcher.weights = weights
    figures = [evaluate_questions(questions, answerer) for questions in lists]
    return " ".join(f"{f.both:.3f}/{f.sentence:.3f}" for f in figures)


def rows_of(
    names: Sequence[str], ingredients: dict[str, tuple[str, ...]]
) -> list[tuple[str, list[int]]]:
    """``(ingredient, columns kept)``, nothing left out first."""
    full = list(range(len(names)))
    rows = [("(all)", full)]
    for ingredient, left_out in ingredients.items():
        assert set(left_out) <= set(names), left_out
        rows.append((ingredient, [n for n in full if names[n] not in left_out]))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs=2, type=Path)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    shipped = fitted_weights()
    every = arguments.every
    first, second = (gather(materials([f])[:2], shipped, every) for f in arguments.folders)
    sides = (first, second)
    answerer = shipped_answerer()
    lists = [list(read_questions(path)) for path in LISTS]
    print("right first: dev, dev as a paper, trial, trial as a paper; each list's both/bold")
    for ingredient, kept in rows_of(PASSAGE_EVIDENCE, PASSAGE_INGREDIENTS):
        shares = crossed(sides, lambda side: side.passages, kept)
        passage = refitted(sides, lambda side: side.passages, kept, len(PASSAGE_EVIDENCE))
        told = golden(answerer, Weights(shipped.sentence, passage), lists)
        print(f"passage {ingredient:32s}", *(f"{s:.4f}" for s in shares), told, flush=True)
    for ingredient, kept in rows_of(SENTENCE_EVIDENCE, SENTENCE_INGREDIENTS):
        shares = crossed(sides, lambda side: side.sentences, kept)
        sentence = refitted(sides, lambda side: side.sentences, kept, len(SENTENCE_EVIDENCE))
        told = golden(answerer, Weights(sentence, shipped.passage), lists)
        print(f"sentence {ingredient:31s}", *(f"{s:.4f}" for s in shares), told, flush=True)


if __name__ == "__main__":
    main()
