from hypothesis import given
from hypothesis import strategies as st

from headwater.show.highlight import Mark, Note, pieces


def shown(found):
    signs = {"open": lambda p: f"<{p.kind}{'#' + p.anchor if p.anchor else ''}>", "close": lambda p: f"</{p.kind}>"}
    return "".join(signs.get(p.step, lambda p: p.text)(p) for p in found)


def test_a_mark():
    assert shown(pieces("seven were hurt", 0, 15, [Mark(0, 5, "figure", anchor="a")])) == "<figure#a>seven</figure> were hurt"


def test_marks_inside_one_another():
    marks = [Mark(4, 9, "inner"), Mark(0, 9, "outer")]
    assert shown(pieces("the mayor", 0, 9, marks)) == "<outer>the <inner>mayor</inner></outer>"


def test_crossing_marks_are_closed_and_opened_again_without_a_second_anchor():
    marks = [Mark(0, 6, "x", anchor="a"), Mark(3, 9, "y", anchor="b")]
    assert shown(pieces("abcdefghi", 0, 9, marks)) == "<x#a>abc<y#b>def</y></x><y>ghi</y>"


def test_equal_stretches_nest_by_rank():
    assert shown(pieces("ab", 0, 2, [Mark(0, 2, "figure", 3), Mark(0, 2, "content", 1)])) == "<content><figure>ab</figure></content>"


def test_a_mark_over_the_edge_keeps_its_anchor_only_where_it_begins():
    marks = [Mark(1, 5, "m", anchor="a")]
    assert shown(pieces("abcdef", 0, 3, marks)) == "a<m#a>bc</m>"
    assert shown(pieces("abcdef", 3, 6, marks)) == "<m>de</m>f"


def test_links_never_stand_inside_links():
    found = pieces("abc", 0, 3, [Mark(0, 3, "x", href="1"), Mark(1, 2, "y", href="2")])
    assert [p.href for p in found if p.step == "open"] == ["1", None]


def test_notes_stand_at_their_places():
    assert shown(pieces("abc", 0, 3, [Mark(0, 3, "m")], [Note(0, "begins", "["), Note(3, "ends", "]")])) == "[<m>abc</m>]"


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), max_size=8)


@given(spans, st.integers(0, 6), st.integers(6, 12))
def test_every_character_comes_out_once_and_tags_nest(found, start, end):
    text = "abcdefghijkl"
    out = pieces(text, start, end, [Mark(a, b, f"k{n}", anchor=f"a{n}", href="x" if n % 2 else None) for n, (a, b) in enumerate(found)])
    assert "".join(p.text for p in out) == text[start:end]
    stack = []
    for p in out:
        if p.step == "open":
            stack.append((p.kind, p.href))
        elif p.step == "close":
            assert stack.pop() == (p.kind, p.href)
        linked = [href for _, href in stack if href]
        assert len(linked) <= 1
    assert not stack
    anchors = [p.anchor for p in out if p.anchor]
    assert len(anchors) == len(set(anchors))
