"""The parse of a line: it stays a tree whatever the model says, and the walks over it end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import read_line
from headwater.mark.figures.sites import counted, sites
from headwater.mark.figures.tree import read_tree
from headwater.model.labels import POS, RELATIONS
from headwater.model.parse import Parse
from headwater.model.tokens import tokens

WORDS = ("one", "12", "men", "who", "were", "was", "killed", "and", "of", "the", "didn't", "Tolm's", ",", "shot", "not", "U.S.", "have")


class Known:
    """A parser that knows what it says before it is asked."""

    def __init__(self, words, parse):
        self.words, self.places, self.parse = words, [w.start for w in words], parse

    def over(self, first, last):
        return self.parse


@st.composite
def parses(draw):
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)))
    words = tokens(text)
    n = len(words)
    pos, relations = (draw(st.lists(st.sampled_from(names), min_size=n, max_size=n)) for names in (POS, RELATIONS))
    heads = draw(st.lists(st.integers(-1, n - 1), min_size=n, max_size=n))
    return text, words, Parse([i == 0 for i in range(n)], pos, heads, relations)


@given(parses())
def test_whatever_the_model_says_a_tree_comes_out(given_parse):
    text, words, parse = given_parse
    line = read_line(text, 0, len(text))
    tree = read_tree(line, Known(words, parse))
    assert any(h < 0 for h in tree.heads)
    for at in range(len(line)):
        steps, k = 0, at
        while k >= 0 and steps <= len(line):
            k, steps = tree.heads[k], steps + 1
        assert k < 0, "a circle"
        assert all(tree.heads[c] == at for c in tree.children[at])
        assert tree.heads[at] < 0 or at in tree.children[tree.heads[at]]
        d = Draft(at, at + 1, 1.0, 1.0, 1.0)
        assert len(list(sites(tree, counted(tree, d)))) < 50 * len(line)
