"""The short ways that reading takes where a text is plain come to the same as the long ones."""

from __future__ import annotations

import re
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from headwater.read import block, elements, labels, markup, vocabulary
from headwater.read.sniff import unfit
from headwater.text import fold

#: Letters, the marks that the short ways look for, and what a careless one would take for them.
_TEXTS = st.text(st.sampled_from("ab AZ19_'’‘“”–—…-.!?\")] \t\n\u00a0\u00ad\u2028`ſİÅéК©·|"), max_size=40)
_LINES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "read more:",
                "share on",
                "©",
                "shares",
                "İ",
                "a boat",
                "watch:",
                "\n",
                " ",
                "back to top",
                "cookie ",
                "privacy",
                "spam",
                "ſpam",
            ]
        ),
        max_size=5,
    ).map("".join),
    max_size=6,
)


@given(_TEXTS)
def test_words_are_counted_the_same(text: str) -> None:
    assert block._counts([text, "a", text]) == [len(block._WORD.findall(text)), 1, len(block._WORD.findall(text))]


@given(_TEXTS)
def test_sentences_end_the_same(text: str) -> None:
    text = text.rstrip()[-8:]
    assert block._ends(text) == bool(block._SENTENCE_END.search(text))


@given(_TEXTS)
def test_marks_are_straightened_the_same(text: str) -> None:
    assert fold.straighten(text) == "".join(fold._ALIKE.get(c, c) for c in text)


@given(_LINES)
def test_what_lines_hold_is_found_the_same_in_all_at_once(lines: list[str]) -> None:
    lows = [line.lower() for line in lines]
    assert labels.held_by_line(lows) == {i: held for i, low in enumerate(lows) if (held := labels.held_words(low))}


@given(st.lists(_TEXTS, max_size=5))
def test_texts_are_folded_the_same_all_at_once(texts: list[str]) -> None:
    assert fold.fold_all(texts) == [fold.fold(text) for text in texts]


@given(_LINES)
def test_notices_are_counted_the_same_on_the_whole_page(lines: list[str]) -> None:
    lows = [line.lower() for line in lines]
    counted = {i for i, low in enumerate(lows) if sum(map(low.count, labels._NOTICE_STEMS)) >= labels._NOTICES or "ſ" in low}
    assert labels.may_be_notices(lows) == counted


_ATTRIBUTES = st.lists(
    st.sampled_from(
        [
            'class="menu top"',
            "class='menu'",
            'id="footer"',
            'href="/"',
            'href="/a/b"',
            "hidden",
            'style="display:none"',
            'role="x"',
            'a="b',
            "/",
            "",
        ]
    ),
    max_size=4,
)


@given(st.sampled_from(["a", "A", "div", "span", "h1", "script", "meta", "nav", "svg", "odd-name"]), _ATTRIBUTES)
def test_tags_are_taken_apart_the_same(name: str, attributes: list[str]) -> None:
    given_ = "".join(f" {a}" for a in attributes)
    read, slow = elements.tag_of(f"<{name}{given_}>"), elements._TAG.fullmatch(f"<{name}{given_}>")
    assert read == (elements.opening(slow[2], slow[3]) if slow else elements._ODD)


_FRAGMENTS = st.sampled_from(
    "<|>|<p>|</p>|<div class='menu'>|</div>| text |a<b|x > y|<!--|-->|<script>|</script>|</script|if (a<b)|<a title=\"x > y\">|<a title='<b>'>|</a>|\"|'|=|<br>"
    "|<svg>|</svg>|<title>|</title>|</|<b|< |<li>|/>".split("|")
)


@given(st.lists(_FRAGMENTS, max_size=20).map("".join))
def test_tags_that_are_split_off_loosely_are_the_same(page: str) -> None:
    def blocks() -> list[object]:
        return [(b.pieces, b.tag, b.inside, b.hints, b.holder) for b in markup.markup_blocks(page).blocks]

    with mock.patch.object(markup, "_LOOSE", markup._STRICT):
        strictly = blocks()
    assert blocks() == strictly


@given(st.text(st.sampled_from("navNAVmenuMenu-_ 1é"), max_size=20))
def test_names_are_taken_apart_at_capitals_and_marks(names: str) -> None:
    known, found = vocabulary._classes(), set[str]()
    for name in names.split():
        for word in (name, *re.split(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])", name)):
            found.update(known.get(word.lower(), ()))
    assert vocabulary.class_kinds(names) == found


def test_a_page_of_control_bytes_is_no_text_and_line_breaks_are() -> None:
    assert unfit(b"a\x00" * 100, None) == ("binary", "is no text")
    assert unfit(b"a\n\t\r\x0c\x1b" * 100, None) is None
