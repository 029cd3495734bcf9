"""Who speaks. In each text names stand in square brackets with their kind, sources in curly ones; below it, the speaker of each source, as it is read.

A speaker in round brackets has no name.
"""

from __future__ import annotations

import re

import pytest

from headwater.mark.statements import phrases, speech
from headwater.mark.statements.speakers import Speakers
from headwater.records import Name, NameValue, Stretch

CASES = """
{Mayor [Ada Venn|person]} said no. {She} added that it was late.
Ada Venn | Ada Venn

{[Bo Kell|person], the harbour master,} said so. {[Ada Venn|person]} agreed. {The harbour master} went on.
Bo Kell | Ada Venn | Bo Kell

{A clerk of the [League of River Towns|body]} said no. {The clerk} said why.
(clerk of the League of River Towns) | (clerk of the League of River Towns)

{[Venn|person]'s brother} wept.
(Venn's brother)

{A statement from the [Valley Union|body]} said so. {The statement} named nobody. {The union} has 40 members.
Valley Union | Valley Union | Valley Union

{The [Ministry of Works|body]} denied it. {[Ada Venn|person]} did not. {The ministry} insisted.
Ministry of Works | Ada Venn | Ministry of Works

{[Ada Venn|person] and [Bo Kell|person]} said so. {They} left.
Ada Venn and Bo Kell | Ada Venn and Bo Kell

{Mr [Kell|person]} spoke. {Ms [Venn|person]} answered. {He} said no. {She} said yes.
Kell | Venn | Kell | Venn

{Two drivers} said so. {A cook} said no. {She} wept. {They} laughed.
(Two drivers) | (cook) | (cook) | (Two drivers)

{The mayor} will speak, said her office. {[Ada Venn|person], the mayor of [Tolm|place],} came late.
Ada Venn | Ada Venn

{[Tolm|place] residents} said so.
(Tolm residents)

{A woman, who gave her name as [Mira|person],} said so.
Mira

{The daily [Lantern|body]} wrote it. {The paper} gave no name.
Lantern | Lantern

{His wife} said so, and {[Bo Kell|person]} said no. {His wife} wept.
(wife) | Bo Kell | (Bo Kell's wife)

{The aid group [Open Well|body]} said so. {The [Ministry of Works|body]} denied it. {The group} insisted.
Open Well | Ministry of Works | Open Well

{The office of Mayor [Ada Venn|person]} said so. {The office of the prosecutor} did not.
Ada Venn | office of the prosecutor

{[Ada Venn|person]} left. {Her} hope was that it held.
Ada Venn | Ada Venn

{Who} knows?
(Who)
"""


def cases():
    for block in CASES.strip().split("\n\n"):
        text, _, expected = block.rpartition("\n")
        yield pytest.param(text, [x.strip() for x in expected.split("|")], id=text[:40])


def unmark(marked: str) -> tuple[str, list[Name], list[Stretch]]:
    text, names, sources, opened = "", [], [], []
    i = 0
    while i < len(marked):
        ch = marked[i]
        if ch in "[{":
            opened.append(len(text))
        elif ch == "}":
            sources.append(Stretch(opened.pop(), len(text)))
        elif ch == "|" and (m := re.match(r"\|(\w+)\]", marked[i:])):
            start = opened.pop()
            value = NameValue(kind=m[1], canonical=text[start:])
            names.append(
                Name(
                    id=f"n{start}",
                    document="d",
                    start=start,
                    end=len(text),
                    text=text[start:],
                    score=1.0,
                    rule="r",
                    why=(),
                    region="body",
                    value=value,
                )
            )
            i += len(m[0])
            continue
        else:
            text += ch
        i += 1
    return text, names, sources


@pytest.mark.parametrize(("marked", "expected"), list(cases()))
def test_the_speaker_of_each_source(marked: str, expected: list[str]) -> None:
    text, names, sources = unmark(marked)
    speakers = Speakers(text, names)
    found = [speakers.resolve(s) for s in sorted(sources, key=lambda s: s.start)]
    assert [f.name if f.named else f"({f.name})" for f in found] == expected
    assert all(f.why for f in found)


def test_a_speaker_inside_a_statement_is_passed_by() -> None:
    text, names, sources = unmark("{[Ada Venn|person]} said {a steward} had told her so. {She} wept. {I} did not.")
    speakers = Speakers(text, names)
    outer = speakers.resolve(sources[0])
    inner = speakers.resolve(sources[1], outer)
    assert (inner.name, inner.named) == ("steward", False)
    assert speakers.resolve(sources[2]).name == "Ada Venn"
    assert speakers.resolve(sources[3], inner).name == "steward"


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("said", "that it was late", "said"),
        ("has repeatedly denied", "the charge", "denied"),
        ("called", "on the ministry to open it", "called_on"),
        ("called", "the plan a fantasy", "said"),
        ("asked", "why it was late", "asked"),
        ("asked", "to see the book", "called_on"),
        ("told", "to leave the hall", "called_on"),
        ("vowed", "to stay", "promised"),
        ("threatened", "to strike", "threatened"),
        ("is convinced", "that it held", "thought"),
        ("fears", "a second wave", "thought"),
        (":", "“Where is it?”", "asked"),
        ("", "“It is here.”", "said"),
    ],
)
def test_kinds(cue: str, content: str, kind: str) -> None:
    assert speech.kind(cue, content)[0] == kind


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("He did not [say] that it held.", True),
        ("He did not immediately [say] so.", True),
        ("He [declined] to say so.", True),
        ("Nobody [said] so.", True),
        ("He [has not said] so.", True),
        ("He [said] it was not so.", False),
        ("He [denied] it.", False),
        ("Not long after, he [said] so.", False),
    ],
)
def test_what_was_not_said(text: str, negated: bool) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert speech.negated(text.replace("[", "").replace("]", ""), [Stretch(start, end)]) is negated


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("She told [Radio Tern], as quoted by the [Courier], that it held.", ["Courier", "Radio Tern"]),
        ("It held, according to the [Courier], which cited [Radio Tern].", ["Courier", "Radio Tern"]),
        ("She told [Radio Tern] so, according to the [Courier].", ["Courier", "Radio Tern"]),
        ("She told [Radio Tern] so.", ["Radio Tern"]),
    ],
)
def test_hops_of_one_clause_stand_outermost_first(text: str, chain: list[str]) -> None:
    plain = text.replace("[", "").replace("]", "")
    hops = [Stretch(plain.index(name), plain.index(name) + len(name)) for name in re.findall(r"\[(.+?)\]", text)]
    assert [plain[h.start : h.end] for h in speech.outermost_first(plain, hops)] == chain


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the head of the brigade", "head"),
        ("a butcher reached by telephone", "butcher"),
        ("two residents", "resident"),
        ("Tolm police", "police"),
    ],
)
def test_what_heads_a_phrase(phrase: str, head: str) -> None:
    assert phrases.head_noun(phrase) == head


@pytest.mark.parametrize(
    ("before", "hop", "where"),
    [
        ("ministry spokeswoman Ada Venn told reporters in the capital, ", "Orlen", True),
        ("Venn told journalists gathered outside ", "Open Well House", True),
        ("Venn told ", "Radio Maste", False),
        ("Venn told reporters from ", "Radio Maste", False),
        ("Venn told reporters in Orlen. Rell told ", "Radio Maste", False),
    ],
)
def test_where_somebody_spoke_to_the_press_is_no_hop(before: str, hop: str, where: bool) -> None:
    assert speech.where_told(before + hop, Stretch(len(before), len(before) + len(hop))) == where
