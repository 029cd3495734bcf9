"""The lines that a run ends with, over a stand-in for the case."""

from collections import Counter
from pathlib import Path

import pytest

from headwater.show.summary import summary


class Held:
    folder = Path("case")

    def __init__(self, counts):
        self._counts = Counter(counts)

    def count(self, table):
        return self._counts[table]

    def claims(self):
        return iter(())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"pages": 1, "documents": 1, "figures": 2}, "1 page, 1 document, 0 statements, 2 figures"),
        ({"copies": 1, "cites": 2, "origins": 1}, "1 copied passage, 2 citations, 1 origin"),
        ({"claims": 1, "problems": 1}, "1 claim, 0 of them told by more than one document; 1 thing set aside, with reasons"),
        ({"claims": 2, "problems": 3}, "2 claims, 0 of them told by more than one document; 3 things set aside, with reasons"),
    ],
)
def test_one_of_a_kind_is_told_as_one(counts, said):
    assert said in summary(Held(counts)).splitlines()
