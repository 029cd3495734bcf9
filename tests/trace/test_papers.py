"""The index finds what looking through every document would find, and nothing else."""

from __future__ import annotations

import random

import numpy as np
import pytest

from headwater.records import Stretch
from headwater.text.terms import terms
from headwater.trace.papers import Papers

WORDS = [
    f"{a}{b}en" for a in ("bar", "kel", "lom", "mir", "nus", "ran", "set", "tov", "vis", "zad") for b in ("da", "fo", "gu", "ki", "pe")
]


def sentence(rng: random.Random) -> str:
    return " ".join(WORDS[min(49, int(rng.paretovariate(0.6)))] for _ in range(9)).capitalize() + "."


@pytest.mark.parametrize("share", [0.2, 0.4, 0.8])
def test_the_rarest_words_lead_to_every_document_that_tells_enough(document, share: float) -> None:
    rng = random.Random(7)
    made = [document(" ".join(sentence(rng) for _ in range(5)), None, f"p{n}") for n in range(60)]
    papers = Papers(prior=10)
    for d in made:
        papers.add(d)
    among = np.arange(0, 60, 2, dtype=np.uint32)
    told = [sentence(rng) + " Unheardof." if n % 2 else rng.choice(made).text.split(". ")[0] for n in range(40)]
    asked = [papers.known(terms(t)) for t in told]
    index = papers.index(among.tolist(), papers.wanted(t for a in asked for t in a), 1000)
    met = 0
    for a in asked:
        found = {m.paper: m for m in index.telling(a, share)}
        parts = {p: papers.weight(set(a) & set(papers.held(p))) / papers.weight(a) for p in among.tolist()}
        assert found.keys() == {p for p, part in parts.items() if part >= share}
        assert all(m.share == pytest.approx(parts[p]) and m.terms == len(set(a) & set(papers.held(p))) for p, m in found.items())
        met += len(found)
    assert 0 < met < 40 * 30


def test_the_passage_is_the_sentence_that_shares_most_and_never_the_title(document) -> None:
    text = "Kestrel nests on the mill. A flood took the lower bridge of Orlen. Nobody was hurt."
    papers = Papers(prior=10)
    papers.add(document(text, None, "p"))
    place = papers.passage(0, papers.known(terms("the bridge of Orlen fell in the flood")))
    assert text[place.start : place.end] == "A flood took the lower bridge of Orlen."
    assert papers.passage(0, papers.known(["unheardof"])) == Stretch(0, len("Kestrel nests on the mill."))


def test_numbers_of_terms_hang_on_the_order_of_reading_and_answers_do_not(document) -> None:
    rng = random.Random(3)
    made = [document(" ".join(sentence(rng) for _ in range(3)), None, f"p{n}") for n in range(20)]
    asked = sentence(rng)

    def answers(order: list[int]) -> set[tuple[str, float]]:
        papers = Papers(prior=10)
        for n in order:
            papers.add(made[n])
        known = papers.known(terms(asked))
        index = papers.index(range(20), papers.wanted(known), 1000)
        return {(papers.ids[m.paper], m.share) for m in index.telling(known, 0.2)}

    plain = answers(list(range(20)))
    assert plain
    assert all(answers(random.Random(seed).sample(range(20), 20)) == plain for seed in range(4))


def test_a_word_in_too_many_documents_leads_nowhere_and_is_told(document) -> None:
    papers = Papers(prior=10)
    for n in range(12):
        papers.add(document(f"Flood in Orlen took bridge{n}.", None, f"p{n}"))
    asked = papers.known(terms("Flood in Orlen took bridge7"))
    every = papers.index(range(12), papers.wanted(asked), 12)
    assert [m.paper for m in every.telling(asked, 0.1)] == list(range(12))
    assert not every.cut
    few = papers.index(range(12), papers.wanted(asked), 11)
    assert [m.paper for m in few.telling(asked, 0.1)] == [7]
    assert len(few.cut) == 2
