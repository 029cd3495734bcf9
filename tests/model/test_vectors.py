"""Sentence vectors: one for each sentence, the same whenever a document is read, and near for sentences that say the same."""

from __future__ import annotations

import numpy as np

from headwater.mark.document import mark_document
from headwater.model.rarity import rarity
from headwater.model.reader import model
from headwater.model.vectors import vectors
from headwater.records import Stretch, Vectors
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences

TEXT = (
    "The ferry to Norholm was cancelled on Monday because of the storm. Bakers in the old town sold out before noon. "
    "Owing to the gale, no boat sailed to Norholm at the start of the week. The choir looks for tenors."
)


def read(text: str) -> tuple[list[Stretch], np.ndarray]:
    lines = list(sentences(text))
    return lines, vectors(model(), model().read(text, [Stretch(0, len(text))]), lines)


def test_sentences_that_say_the_same_are_nearest() -> None:
    _, found = read(TEXT)
    unit = found / np.linalg.norm(found.astype(float), axis=1, keepdims=True)
    like = unit @ unit.T - np.eye(len(found))
    assert like[0].argmax() == 2
    assert like[2].argmax() == 0


def test_vectors_are_small_numbers_and_the_same_each_time() -> None:
    lines, found = read(TEXT)
    assert found.dtype == np.int8
    assert len(found) == len(lines) == 4
    assert (np.abs(found.astype(int)).max(1) == 127).all()
    assert np.array_equal(found, read(TEXT)[1])


def test_a_stretch_without_words_has_nought() -> None:
    found = vectors(model(), model().read(TEXT, [Stretch(0, len(TEXT))]), [Stretch(0, 66), Stretch(66, 66)])
    assert found[0].any()
    assert not found[1].any()


def test_marking_gives_one_record_a_document(document) -> None:
    made = document(TEXT)
    (found,) = [r for r in mark_document(made, MarkSettings()) if isinstance(r, Vectors)]
    assert found.id == made.id
    assert [made.text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [TEXT[s.start : s.end] for s in sentences(TEXT)]


def test_rarity_follows_how_often_words_are_met() -> None:
    assert rarity("the") < rarity("house") < rarity("pollination") <= rarity("zyxomma")
