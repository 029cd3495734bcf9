"""What figures take from the rest of the document: statements, names, dates, settings, captions."""

import random
import time
from dataclasses import replace

from tests.mark.test_figures import figures

from headwater.mark import captions
from headwater.mark.figures.line import read_line
from headwater.records import Date, DateValue, Fact, Furniture, Name, NameValue, OffsetMap, Parts, Statement, StatementValue, Stretch
from headwater.settings import MarkSettings

TEXT = "The mayor of Norvik denied that 30 people had been hurt. The clinic holds 14 patients."


def statement(text, content, kind, id="s"):
    start = text.index(content)
    parts = Parts(content=(Stretch(start, start + len(content)),))
    value = StatementValue(mode="indirect", kind=kind, speaker="mayor")
    return Statement(id=id, document="d", start=0, end=len(text), text=text, score=1.0, rule="r", value=value, parts=parts)


def day(text, iso, after):
    start = text.index(iso)
    value = DateValue(timex=iso, timex_type="DATE", start=iso, end=after)
    return Date(id="t", document="d", start=start, end=start + len(iso), text=iso, score=1.0, rule="r", value=value)


def place(text, word):
    start = text.index(word)
    value = NameValue(kind="place", canonical=word)
    return Name(id="n", document="d", start=start, end=start + len(word), text=word, score=1.0, rule="r", value=value)


def test_the_innermost_statement_holds_the_figure():
    outer = statement(TEXT, "that 30 people had been hurt. The clinic holds 14 patients", "said", "outer")
    inner = statement(TEXT, "that 30 people had been hurt", "denied", "inner")
    first, second = figures(TEXT, [outer, inner])
    assert (first.statement, second.statement) == ("inner", "outer")
    assert first.value.modality == "denied"
    assert second.value.modality == "asserted"


def test_without_a_statement_it_is_the_page_that_says_it():
    assert [f.statement for f in figures("The clinic holds 14 patients.")] == [None]


def test_place_from_the_sentence_the_paragraph_or_the_dateline():
    text = f"{TEXT}\n\nThe storm killed 12 cows."
    found = figures(text, names=[place(text, "Norvik")], dateline=Fact(value="Oslo", evidence="dateline"))
    assert [f.value.place for f in found] == ["Norvik", "Norvik", "Oslo"]
    for figure, reason in zip(found, ("same sentence", "the paragraph", "the dateline"), strict=True):
        assert f"place: {reason}" in figure.why


def test_who_does_something_is_not_where_it_is_done():
    text = "Norland released 60 prisoners on Sunday. Shells fired by Norland killed 12 people in Tarn."
    second = text.index("Norland", 5)
    other = replace(place(text, "Norland"), start=second, end=second + len("Norland"))
    found = figures(text, names=[place(text, "Norland"), other, place(text, "Tarn")], dateline=Fact(value="Oslo", evidence="dateline"))
    assert [f.value.place for f in found] == ["Oslo", "Tarn"]


def test_the_day_of_the_paragraph_is_that_of_what_happened_in_it():
    published = Fact(value="2031-05-07", evidence="meta", precision="day")
    text = "On 2031-05-06 a bridge fell. It killed 12 people.\n\nAnother storm killed 3 men."
    first, second = figures(text, dates=[day(text, "2031-05-06", "2031-05-07")], published=published)
    assert (first.value.start, first.value.end, first.value.as_of) == ("2031-05-06", "2031-05-07", None)
    assert "date: the paragraph" in first.why
    assert (second.value.start, second.value.end, second.value.as_of) == (None, None, "2031-05-07")
    assert "as of: the document's date" in second.why


def test_dates_of_the_sentence_and_as_of_the_document():
    published = Fact(value="2031-05-07T10:00", evidence="meta", precision="minute")
    text = "On 2031-05-06 a blast killed 12 people. The clinic holds 14 patients."
    event, state = figures(text, dates=[day(text, "2031-05-06", "2031-05-07")], published=published)
    assert (event.value.start, event.value.end, event.value.as_of) == ("2031-05-06", "2031-05-07", None)
    assert state.value.as_of == "2031-05-07"
    assert "as of: the document's date" in state.why


def test_a_total_counts_from_the_day_it_names():
    text = "Since 2031-05-01 floods have killed 120 people."
    published = Fact(value="2031-05-07", evidence="meta", precision="day")
    (figure,) = figures(text, dates=[day(text, "2031-05-01", "2031-05-02")], published=published)
    assert (figure.value.scope, figure.value.start, figure.value.as_of) == ("cumulative", "2031-05-01", "2031-05-07")


def test_a_total_counts_from_what_happened_on_a_day():
    text = "Since the dam burst on 2031-05-01 the floods have killed 120 people."
    published = Fact(value="2031-05-07", evidence="meta", precision="day")
    (figure,) = figures(text, dates=[day(text, "2031-05-01", "2031-05-02")], published=published)
    assert (figure.value.scope, figure.value.start, figure.value.as_of) == ("cumulative", "2031-05-01", "2031-05-07")


def test_a_total_counts_from_the_day_of_what_it_counts_from():
    text = "Floods have killed 120 people since the dam burst on 2031-05-01."
    published = Fact(value="2031-05-07", evidence="meta", precision="day")
    (figure,) = figures(text, dates=[day(text, "2031-05-01", "2031-05-02")], published=published)
    assert (figure.value.scope, figure.value.start, figure.value.as_of) == ("cumulative", "2031-05-01", "2031-05-07")


def test_a_day_is_no_figure():
    text = "It opened on 2031-05-06."
    assert figures(text, dates=[day(text, "2031-05-06", "2031-05-07")]) == []


def test_the_policy_for_vague_words_is_a_setting():
    low = [figures("Dozens were hurt.", settings=MarkSettings(vague=p))[0].value.low for p in ("lowest", "plural")]
    assert low == [12, 24]


def test_every_figure_has_its_place_and_sentence():
    text = "Quiet.\n\nAt least 31 villagers were killed. They lost €4 million."
    found = figures(text)
    assert [f.text for f in found] == ["At least 31", "€4 million"]
    for f in found:
        assert text[f.start : f.end] == f.text
        assert f.sentence.start <= f.start < f.end <= f.sentence.end
        assert 0 < f.score <= 1


def caption(kind="caption"):
    text = "Rescuers freed 12 miners on 2031-05-06"
    where = {"offsets": OffsetMap.identity(len(text)), "raw_start": 0, "raw_end": len(text)}
    return Furniture(id="f", page="p", path="a.html", kind=kind, text=text, why="under a picture", **where)


def test_captions_only_on_request(monkeypatch):
    monkeypatch.setattr(captions, "find_dates", lambda d: [day(d.text, "2031-05-06", "2031-05-07")])
    assert list(captions.mark_caption(caption(), MarkSettings())) == []
    assert list(captions.mark_caption(caption("menu"), MarkSettings(captions=True))) == []
    figure, date = captions.mark_caption(caption(), MarkSettings(captions=True))
    assert (figure.region, figure.document, figure.value.measure) == ("caption", "f", "released")
    assert (date.region, date.value.start) == ("caption", "2031-05-06")


def test_any_text_is_read_without_error():
    dice = random.Random(7)
    pieces = "12 half a of $ - million ( ) , . people killed were 1/2 % ’ in five and to between dozens ² ١٢ couple both third".split()
    seen = 0
    for _ in range(300):
        text = " ".join(dice.choices(pieces, k=25))
        for f in figures(text):
            seen += 1
            assert f.text == text[f.start : f.end]
    assert seen > 300


def test_a_long_sentence_takes_time_in_proportion():
    def seconds(n):
        text = "Raids killed 12 men and hurt 40 others, " * n + "he said."
        started = time.process_time()
        assert len(figures(text)) == 2 * n
        return time.process_time() - started

    seconds(10)
    assert seconds(800) < 30 * max(seconds(80), 0.005)


def test_tokens_keep_their_place():
    text = "  It cost 1\u202f200\u00a0€ – “half” of it."
    line = read_line(text, 2, len(text))
    assert [text[a:b] for a, b in zip(line.starts, line.ends, strict=True)][:3] == ["It", "cost", "1\u202f200"]
    assert line.lows[2] == "1'200"
