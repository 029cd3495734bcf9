import pytest

from headwater.records import FigureValue
from headwater.show import words


def value(**given):
    return FigureValue(**{"value": None, "low": None, "high": None, "bound": "exact", "measure": "count", **given})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"value": 7, "low": 7, "bound": "at_least", "measure": "injured", "unit": "people", "group": "hikers"},
            "at least 7 hikers injured",
        ),
        ({"value": 1200, "measure": "killed", "unit": "people"}, "1,200 people killed"),
        ({"low": 40, "high": 60, "bound": "range", "measure": "missing", "unit": "people"}, "40 to 60 people missing"),
        ({"value": 3, "measure": "duration", "unit": "day"}, "3 days"),
        ({"value": 38, "unit": "metre", "group": "embankment"}, "38 metres (embankment)"),
        ({"value": 900, "bound": "about", "unit": "household", "group": "households"}, "about 900 households"),
        ({"value": 1, "measure": "duration", "unit": "day"}, "1 day"),
        ({"value": 42.5, "measure": "share", "unit": "percent"}, "42.5%"),
        ({"high": 9, "value": 9, "bound": "less_than", "unit": "truck"}, "fewer than 9 trucks"),
        ({"bound": "vague", "low": 20, "high": 99, "wording": "dozens", "measure": "injured"}, "dozens (20 to 99) injured"),
    ],
)
def test_figures_in_words(given, said):
    assert words.quantity(value(**given)) == said


def test_a_vague_number_stands_in_the_words_it_was_told_in_and_not_in_those_for_what_happened():
    dead = value(bound="vague", low=100, high=999, wording="slain", measure="killed", group="miners")
    assert words.quantity(dead, "Hundreds") == "hundreds (100 to 999) miners killed"
    assert "the page's word: “slain”" in words.details(dead)


@pytest.mark.parametrize(
    ("iso", "precision", "said"),
    [
        ("2031-06-02", "day", "2 June 2031"),
        ("2031-06-02T09:30", "minute", "2 June 2031, 09:30"),
        ("2031-06-02T09:30Z", "minute", "2 June 2031, 09:30 UTC"),
        ("2031-06-02T09:30:00+01:00", "minute", "2 June 2031, 09:30 UTC+1"),
        ("2031-06-02T09:30-03:30", "minute", "2 June 2031, 09:30 UTC-3:30"),
        ("2031-06", "month", "June 2031"),
        ("2031", "year", "2031"),
        ("2031-06-01", "month", "June 2031"),
        ("soon", None, "soon"),
    ],
)
def test_dates_are_no_more_precise_than_they_are(iso, precision, said):
    assert words.day(iso, precision) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2031-06-02", "2031-06-03", "2 June 2031"),
        ("2031-06-01", "2031-07-01", "June 2031"),
        ("2031-01-01", "2032-01-01", "2031"),
        ("2031-06-02", "2031-06-05", "2 June 2031 to 4 June 2031"),
        ("2031-12-01", "2032-01-01", "December 2031"),
        ("2031-01-01", "2034-01-01", "2031 to 2033"),
        ("2031-09-01", "2031-12-01", "September to November 2031"),
        ("2031-12-01", "2032-03-01", "December 2031 to February 2032"),
    ],
)
def test_periods(start, end, said):
    assert words.period(start, end) == said


def test_no_word_of_ours_takes_a_side():
    ours = " ".join(t.label + t.meaning for t in (*words.GRADES.values(), *words.STANDINGS.values(), *words.HAPPENINGS.values())).lower()
    assert not [w for w in ("true", "false", "credible", "reliable", "lie", "fact", "verified") if w in ours.split()]
