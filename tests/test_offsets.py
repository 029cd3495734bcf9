"""Every character of a text knows its place in the payload, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.records import OffsetMap
from headwater.text.offsets import TextBuilder


def test_an_entity_is_one_piece():
    text = TextBuilder()
    text.keep("salt ", 10)
    text.put("&", 15, 20)
    text.keep(" lime", 20)
    made, offsets = text.done()
    assert made == "salt & lime"
    assert offsets.raw(0, 4) == (10, 14)
    assert offsets.raw(5, 6) == (15, 20)
    assert offsets.raw(4, 8) == (14, 22)
    assert offsets.back(15, 20) == (5, 6)
    assert offsets.back(16, 17) == (5, 6)
    assert offsets.back(0, 10) is None


def test_neighbours_that_go_on_become_one_run():
    text = TextBuilder()
    text.keep("one ", 3)
    text.keep("two", 7)
    assert text.done()[1] == OffsetMap((0,), (3,), (7,), (7,))


def test_an_empty_stretch_has_an_empty_place():
    assert OffsetMap.identity(5, 100).raw(5, 5) == (105, 105)
    assert OffsetMap.identity(5, 100).raw(2, 2) == (102, 102)
    assert OffsetMap.identity(0).raw(0, 0) == (0, 0)


#: What a page may hold: plain words kept as they are, entities, markup that leaves nothing, markup that leaves a break.
PIECES = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), st.text("abc é\n", min_size=1, max_size=6)),
        st.tuples(st.just("entity"), st.sampled_from(["&amp;", "&#x2014;", "&frac12;"])),
        st.tuples(st.just("markup"), st.sampled_from(["<b>", "<!-- x -->"])),
        st.tuples(st.just("break"), st.sampled_from(["<br>", "</p><p>"])),
    ),
    max_size=30,
)


@given(PIECES)
def test_there_and_back(pieces):
    text, payload, expected = TextBuilder(), "", []
    for kind, piece in pieces:
        at = len(payload)
        payload += piece
        if kind == "keep":
            text.keep(piece, at)
            expected += [(c, at + i, at + i + 1) for i, c in enumerate(piece)]
        elif kind == "entity":
            text.put("&", at, at + len(piece))
            expected.append(("&", at, at + len(piece)))
        elif kind == "break":
            text.put("\n\n", at, at + len(piece))
            expected += [("\n", at, at + len(piece))] * 2
    made, offsets = text.done()
    assert made == "".join(c for c, _, _ in expected)
    assert offsets.length == len(made)
    for i, (c, start, end) in enumerate(expected):
        assert offsets.raw(i, i + 1) == (start, end)
        back = offsets.back(start, end)
        assert back is not None
        assert back[0] <= i < back[1]
        if end - start == 1:
            assert payload[start] == c
    if made:
        assert offsets.raw(0, len(made)) == (expected[0][1], expected[-1][2])
