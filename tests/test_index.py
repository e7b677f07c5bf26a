from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from retrieval.index import Bm25Index

documents = st.lists(st.lists(st.sampled_from("abcde"), max_size=6), max_size=6)


def test_the_score_is_bm25_as_worked_out_by_hand() -> None:
    index = Bm25Index([["a", "b"], ["b"], ["c"]])
    idf = math.log1p((3 - 1 + 0.5) / (1 + 0.5))
    length = 1 - 0.75 + 0.75 * 2 / (4 / 3)
    assert index.scores(["a"], [0]) == [idf * 2.5 / (1 + 1.5 * length)]


def test_a_term_in_half_the_documents_or_more_still_counts() -> None:
    index = Bm25Index([["a"], ["a"], ["b"]])
    assert index.scores(["a"], [0])[0] > 0


def test_an_empty_corpus_has_no_hits() -> None:
    none: list[list[list[str]]] = [[], [[]], [[], []]]
    for empty in none:
        index = Bm25Index(empty)
        assert index.hits(["a"]) == []
        assert index.scores(["a"], list(range(index.size))) == [0.0] * index.size


def test_unknown_terms_have_no_postings() -> None:
    assert Bm25Index([["a", "a"]]).postings("a") == ((0, 2),)
    assert Bm25Index([["a"]]).postings("z") == ()


@given(documents, st.lists(st.sampled_from("abcdef"), max_size=4))
def test_a_hit_shares_a_term_and_only_a_hit_scores(
    corpus: list[list[str]], terms: list[str]
) -> None:
    index = Bm25Index(corpus)
    hits = index.hits(terms)
    assert hits == [n for n, document in enumerate(corpus) if set(document) & set(terms)]
    scores = index.scores(terms, range(len(corpus)))
    assert [n for n, score in enumerate(scores) if score > 0] == hits
