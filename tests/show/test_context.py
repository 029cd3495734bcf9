from headwater.records import Document, OffsetMap, Stretch
from headwater.show.context import context, sentence_of


def document(text):
    return Document(
        id="d", page="p", path="a.txt", ordinal=0, text=text, offsets=OffsetMap.identity(len(text)), body=(Stretch(0, len(text)),)
    )


def sentence(text, words):
    start = text.index(words)
    at = sentence_of(document(text), start, start + len(words), None)
    return text[at.start : at.end]


def test_the_sentence_of_a_stretch():
    assert sentence("Rain fell. Nine sheep were lost. It stopped.", "Nine") == "Nine sheep were lost."


def test_a_stretch_over_two_sentences_takes_both():
    assert sentence("Rain fell. It rose. It stopped.", "fell. It") == "Rain fell. It rose."


def test_a_paragraph_is_a_border():
    assert sentence("No stop here\n\nNine sheep were lost\n\nNor here", "Nine") == "Nine sheep were lost"


def test_a_text_without_an_end_is_not_quoted_whole():
    found = sentence("word " * 5000 + "nine sheep " + "word " * 5000, "nine sheep")
    assert "nine sheep" in found and len(found) < 3100


def test_context_is_cut_between_words():
    text = "before " * 60 + "HERE" + " after" * 60
    before, after = context(text, Stretch(420, 424))
    assert before.startswith("… before") and before.endswith("before ") and len(before) < 200
    assert after.startswith(" after") and after.endswith("after …") and len(after) < 200


def test_context_ends_with_the_line():
    assert context("one\ntwo HERE three\nfour", Stretch(8, 12)) == ("two ", " three")
