"""From the model's words to places in the text: quotation marks, paragraphs, sentences, signatures, quotations that go on."""

from __future__ import annotations

import pytest

from headwater.mark.statements.continued import with_continued
from headwater.mark.statements.draft import Draft, drafts
from headwater.mark.statements.signed import signed, with_signed
from headwater.model.statements import Found
from headwater.model.tokens import tokens
from headwater.records import Stretch


def made(marked: str) -> tuple[str, list[Draft]]:
    """One statement: <source>, [cue], {content}, (hop), each a run of words, as the model would give it."""
    plain, runs, opened = "", {"source": [], "cue": [], "content": [], "hop": []}, 0
    roles = {">": "source", "]": "cue", "}": "content", ")": "hop"}
    for ch in marked:
        if ch in "<[{(":
            opened = len(plain)
        elif ch in roles:
            runs[roles[ch]].append((opened, len(plain)))
        else:
            plain += ch
    words = tokens(plain)
    parts = {
        role: [(min(i for i, w in enumerate(words) if w.start >= a), max(i for i, w in enumerate(words) if w.end <= b)) for a, b in spans]
        for role, spans in runs.items()
    }
    lead = (parts["cue"] or parts["content"])[0][0]
    return plain, drafts(plain, words, [Found(lead, 0.9, parts)])


def contents(text: str, found: list[Draft]) -> list[str]:
    return [text[c.start : c.end] for d in found for c in d.content]


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ('"{It held}," <she> [said].', ['"It held,"']),
        ("“{It held.}” <She> [said] no more.", ["“It held.”"]),
        ("<She> [called] it {a “good” day}.", ["a “good” day"]),
        ("<She> [said] {that it held}.", ["that it held"]),
        ("<She> [said] {that it held. The mayor left}.", ["that it held."]),
        ("<She> [said]: {“It held. The mayor left}.”", ["“It held. The mayor left.”"]),
        ("{It held}\n\n<She> [said] {that it did. So}.", ["that it did."]),
        ("<She> [said] {that it held\n\nThe mayor left}.", ["that it held"]),
        ("<She> [asked for]:\n{bread\nsalt}", ["bread\nsalt"]),
        ("“{It held,}” <she> [said]. “{It will hold.}”", ["“It held,”", "“It will hold.”"]),
    ],
)
def test_contents_have_their_marks_and_nothing_that_cannot_belong(marked: str, content: list[str]) -> None:
    text, found = made(marked)
    assert contents(text, found) == content


def test_who_is_quoted_as_saying_so_speaks() -> None:
    text, found = made("<The Courier> [quoted] Ada Venn as saying {that it held}.")
    d = found[0]
    assert [text[s.start : s.end] for s in (*d.source, *d.cue, *d.hop)] == ["Ada Venn", "quoted", "as saying", "The Courier"]


def test_a_hop_alone_is_the_source() -> None:
    text, found = made("(Radio Tern): [says] {it held}.")
    assert [text[s.start : s.end] for s in found[0].source] == ["Radio Tern"]
    assert not found[0].hop


def test_signed_quotations() -> None:
    text = "“They brought us soup and a number.” ― Ada Venn\n\n“Nobody came to the gates that night.”\n— Bo Kell, lock keeper\n\n"
    text += "“So it was, all in all” – and the day went on as before it."
    found = list(signed(text, [Stretch(0, len(text))]))
    assert [text[d.source[0].start : d.source[0].end] for d in found] == ["Ada Venn", "Bo Kell, lock keeper"]
    twice = with_signed([Draft([], [], found[0].content, [], 0.4)], found)
    assert len(twice) == 2


def test_a_quoted_paragraph_goes_on_with_the_statement_before_it() -> None:
    text, found = made(
        "“{It held,}” <she> [said]. “{It will hold.”\n\n“We looked at it twice, and it held both times.”\n\nThe mayor left.}"
    )
    found[0].content[1:] = [Stretch(text.index("“It will"), text.index("hold.”") + 6)]
    out = with_continued(text, tokens(text), found)
    assert contents(text, out)[-1] == "“We looked at it twice, and it held both times.”"
    assert len(out) == 1


def test_a_quoted_paragraph_behind_none_stands_alone() -> None:
    text = "The mayor left.\n\n“We looked at it twice, and it held both times.”"
    out = with_continued(text, tokens(text), [])
    assert contents(text, out) == ["“We looked at it twice, and it held both times.”"]
    assert not out[0].source
    assert not out[0].cue


def test_a_quoted_paragraph_behind_a_colon_belongs_to_who_is_named_there() -> None:
    text, found = made("<She> [said] {as follows}:\n\n“We looked at it twice, and it held both times.”")
    out = with_continued(text, tokens(text), found)
    assert len(out) == 1
    assert contents(text, out)[-1].startswith("“We looked")


def test_a_part_of_a_quotation_is_made_whole_but_not_from_inside() -> None:
    text, found = made("<She> [said]: “{It held.} The dispatcher told us so.”")
    inner = Draft(
        [Stretch(24, 38)], [Stretch(text.index("told"), text.index("told") + 4)], [Stretch(text.index("so"), text.index("so") + 2)], [], 0.9
    )
    out = with_continued(text, tokens(text), [*found, inner])
    assert contents(text, out) == ["“It held. The dispatcher told us so.”", "so"]
