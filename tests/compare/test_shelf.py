"""Items in columns are the items that were put there, in an order that hangs on nothing but themselves; groups join on the average."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.compare.newsroom import number

from headwater.compare.cluster import cluster, edges
from headwater.compare.shelf import Item, Shelf
from headwater.records import FigureValue, Hop, StatementValue


def items() -> list[Item]:
    values = [number(n % 3 + 1, group=("people", None, "men")[n % 3]) for n in range(12)]
    return [Item(f"s{n:02}", n % 4, n, n + 2, f"“{n}” über", ((n, n + 3),), figure=v) for n, v in enumerate(values)]


@pytest.mark.parametrize("seed", range(4))
def test_a_shelf_gives_back_what_it_was_given_in_order_of_document_and_place(seed: int) -> None:
    given = items()
    shelf = Shelf(FigureValue)
    for item in random.Random(seed).sample(given, len(given)):
        shelf.append(item)
    shelf.settle(np.array([3, 2, 1, 0], np.int32))  # the documents are numbered backwards
    assert [i.span for i in shelf] == [i.span for i in sorted(given, key=lambda i: (-i.document, i.start))]
    for n, found in enumerate(shelf):
        (true,) = [i for i in given if i.span == found.span]
        assert (found.text, found.figure, found.words, found.document) == (true.text, true.figure, true.words, 3 - true.document)
        assert shelf.find([found.span, "none"], np.array([found.document] * 2)).tolist() == [n, -1]
        assert shelf.find([found.span], np.array([found.document - 1])).tolist() == [-1]
        assert n in shelf.of(found.document)


def test_statements_keep_what_is_shown_of_them() -> None:
    shelf = Shelf(StatementValue)
    value = StatementValue(mode="mixed", kind="said", speaker="Ada Finn", via=(Hop(name="Echo"),))
    shelf.append(Item("s", 0, 0, 9, "the  whole, it is said, is\nshown", ((0, 1), (4, 6)), ((0, 10), (23, 32)), statement=value))
    shelf.settle(np.array([0], np.int32))
    assert (shelf[0].shown, shelf[0].statement, shelf[0].words) == ("the whole … is shown", value, ((0, 1), (4, 6)))


def test_an_empty_shelf() -> None:
    shelf = Shelf(FigureValue)
    shelf.settle(np.empty(0, np.int32))
    assert (len(shelf), list(shelf.of(0)), shelf.find(["a"], np.array([0])).tolist()) == (0, [], [-1])


def scored(pairs: dict[tuple[int, int], float | None]) -> tuple[list[int], dict[int, float]]:
    def score(a: int, b: int) -> float | None:
        return pairs.get((min(a, b), max(a, b)), 0.0)

    firm = edges((s, a, b) for (a, b), s in pairs.items() if s is not None and s >= 0.5)
    group, means = cluster(4, firm, score, 0.3)
    return group.tolist(), means


def test_a_bridge_does_not_join_two_groups_and_an_average_does() -> None:
    assert scored({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}) == ([0, 0, 2, 2], {0: 0.9, 2: 0.9})
    group, _ = scored({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6, (0, 2): 0.4, (1, 3): 0.4})
    assert group == [0, 0, 0, 0]


def test_what_excludes_one_another_is_never_in_one_group() -> None:
    group, _ = scored({(0, 1): 0.9, (1, 2): 0.8, (0, 2): None})
    assert group == [0, 0, 2, 3]


def test_many_statements_are_packed_and_come_back_whole() -> None:
    shelf, count = Shelf(StatementValue), 2000
    value = StatementValue(mode="indirect", kind="said", speaker="Ada Finn")
    for n in range(count):
        shelf.append(Item(f"s{n:04}", n, 0, 9, f"text number {n} über alles", ((n, n + 1),), statement=value))
    shelf.settle(np.arange(count, dtype=np.int32)[::-1])
    for n in (0, 1, 999, 1500, count - 1):
        assert shelf[n].text == shelf[n].shown == f"text number {count - 1 - n} über alles"
