"""The short ways that reading takes where a text is plain come to the same as the long ones."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from headwater.read import block, labels, vocabulary
from headwater.read.sniff import unfit
from headwater.text import fold

#: Letters, the marks that the short ways look for, and what a careless one would take for them.
_TEXTS = st.text(st.sampled_from("ab AZ19_'’‘“”–—…-.!?\")] \t\n\u00a0\u00ad\u2028`ſİÅéК©·|"), max_size=40)
_LINES = st.lists(
    st.lists(st.sampled_from(["read more:", "share on", "©", "shares", "İ", "a boat", "watch:", "\n", " ", "back to top"]), max_size=5).map(
        "".join
    ),
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
