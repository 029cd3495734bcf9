"""What is told again in other words, on invented texts: rewrites and translations are found with their places, and accounts that have only
their subject or their event in common are not."""

from __future__ import annotations

import dataclasses
import itertools

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from headwater.mark.document import account, sentence_vectors
from headwater.model.reader import model
from headwater.records import Document, Keys, Likely, Link, Pair, Problem, Rewording, Seeds, SharedPassage, Vectors
from headwater.settings import TraceSettings
from headwater.tables import dump, schema
from headwater.trace.copies import align
from headwater.trace.keys import keys
from headwater.trace.likely import LIKELY
from headwater.trace.pairs import PAIRS
from headwater.trace.rewordings import reword
from headwater.trace.seeds import seeds
from headwater.trace.settle import settle

SETTINGS = TraceSettings()

#: A report, and what another desk made of it.
REPORT = [
    "Beekeepers in the upper Lenz valley lost more than half of their colonies over the winter, according to a survey by their association.",
    "The mite was found in nine hives out of ten, and many keepers had treated them too late in autumn because the honey was taken in late.",
    "Warm weeks in January woke the bees early, and they used up their stores before anything was in flower.",
    "Orchard owners, who depend on pollination, have begun to rent hives from the lowlands and to leave strips of grass uncut.",
    "The association wants the canton to pay for a laboratory, so that samples need not be sent abroad for weeks.",
    "A first course for young keepers was booked out within two days, which the organisers call a sign of hope.",
]
REWRITE = [
    "A survey by the beekeepers' association says over half the colonies in the upper Lenz valley did not live through the winter.",
    "Nine hives in ten had the mite; since honey was harvested late, treatment in autumn often came too late.",
    "Bees were woken by January's warm weeks and had eaten their stores before there were flowers.",
    "Those who own orchards need pollination, so they now rent lowland hives and let strips of grass stand.",
    "Samples still have to go abroad for weeks, which is why the association asks that a laboratory be paid for by the canton.",
    "Organisers find it hopeful that the first course for young keepers filled up in two days.",
]
#: One statement in two translations.
STATEMENT = [
    "The closing of the two mountain passes is a grave decision that cuts off eleven thousand inhabitants of the high villages.",
    "It hinders the delivery of medicine, of fuel and of fodder, and it leaves the sick and the old without help.",
    "We consider it to be a deliberate punishment of communities that did nothing but ask for their rights.",
    "We appeal to the neighbouring regions and to every honest court to act at once and to reopen the roads.",
    "We call upon the people to gather in the squares in peace until the barriers are taken away.",
]
TRANSLATION = [
    "Shutting both passes in the mountains is a serious step, which leaves eleven thousand people in the upper villages cut off.",
    "Medicines, fuel and animal fodder can no longer be delivered, while the elderly and the ill remain without any assistance.",
    "In our view this is an intentional punishment of communities whose only deed was to demand their rights.",
    "We urge neighbouring regions and all honest courts to intervene immediately so that the roads are opened again.",
    "Our people should assemble peacefully in the squares until these barriers have been removed.",
]
#: Two desks on one event, each with what its own reporter saw and asked.
EVENT_ONE = [
    "A tram left the rails on the Corn Bridge in Aldenau on Tuesday morning and hit a parked van, injuring 14 people.",
    "The driver, a 51-year-old man, told officers that the brakes did not answer when he came down from Mill Hill.",
    "Hanna Brod, who sells bread at the stop, heard a bang and saw glass all over the pavement.",
    "Line 6 is replaced by buses at least until Friday, the transport company Aldenau Mobil said.",
    "Eleven of the injured had gone home by the evening, and the others stayed at St. Anna Hospital.",
]
EVENT_TWO = [
    "Fourteen passengers were hurt when a tram of line 6 derailed in Aldenau on Tuesday.",
    "It happened at 8:20 a.m. on the Corn Bridge, which had been repaired last summer for 3 million crowns.",
    "Prosecutors have taken the vehicle's recorder and will hear the driver, 51, once he is well enough.",
    "The opposition in the town council asked why trams built in 1989 are still in service.",
    "Aldenau Mobil said it has ordered 20 new ones, the first of which are to come next spring.",
]
#: Reports of like events by the formula of one desk.
LIKE_ONE = [
    "Two hikers were rescued from the north face of Mount Orlen late on Saturday, the mountain rescue said.",
    "The women, both 34, had lost the path in fog about 7:40 p.m. near the Hollin hut and called for help by telephone.",
    "A helicopter took them to Brackwater Clinic, where they were listed in good condition.",
    "Nobody else was hurt, and the rescue service asked walkers to look at the forecast.",
]
LIKE_TWO = [
    "Three hikers were rescued from the south face of Mount Tesk early on Monday, the mountain rescue said.",
    "The men, aged 22 to 25, had lost the path in snow about 5:15 a.m. near the Varr hut and called for help by telephone.",
    "A helicopter took them to Pellin Hospital, where they were listed in serious condition.",
    "No one else was hurt, and the rescue service asked walkers to carry lamps.",
]
OTHER = [
    "The theatre in Sandholm opens its season with a play about a lighthouse keeper who refuses to leave his post.",
    "Its new stage was built by pupils of the joinery school, who worked on it for two winters.",
    "Tickets cost less on Wednesdays, when the house used to stay half empty.",
]
MORE = [
    "A comet can be seen above the western horizon after sunset this week, if the sky is clear.",
    "Astronomers advise field glasses and a place far from street lamps.",
    "It will not come back for about four thousand years.",
]


@pytest.fixture
def page(document):
    def make(name: str, sentences: list[str], published: str | None = None) -> Document:
        return document("\n\n".join(sentences), published, name)

    return make


def read(document: Document) -> Vectors:
    reader = model()
    return sentence_vectors(document, reader, reader.read(document.text, account(document)))


def reworded(*pages: Document) -> list[Rewording]:
    """Every two pages held against one another."""
    made = {d.id: read(d) for d in pages}
    out = []
    for a, b in itertools.combinations(sorted(pages, key=lambda d: d.id), 2):
        likely = [Likely(left=a.id, right=b.id, keys=9)]
        out += list(reword((a.id, b.id), likely, SETTINGS, left=a, right=b, left_vectors=made[a.id], right_vectors=made[b.id]))
    return out


def links(*pages: Document) -> tuple[list[Link], list[Problem]]:
    """What the stages make of the pages."""
    by_id, made = {d.id: d for d in pages}, {d.id: read(d) for d in pages}
    values = {f.name: getattr(SETTINGS, f.name) for f in dataclasses.fields(SETTINGS)}
    with duckdb.connect() as sql:
        sql.register("seeds", pa.Table.from_pylist([dump(s) for d in pages for s in seeds(d, SETTINGS)], schema=schema(Seeds)))
        sql.register("keys", pa.Table.from_pylist([dump(k) for d in pages for k in keys(d, SETTINGS)], schema=schema(Keys)))
        pairs, likely = sql.sql(PAIRS.format(**values)).fetchall(), sql.sql(LIKELY.format(**values)).fetchall()
    passages: list[SharedPassage] = []
    for left, right, shared, near in pairs:
        pair = Pair(left=left, right=right, seeds=shared, near=near)
        made_of = align((left, right), [pair], SETTINGS, left=by_id[left], right=by_id[right])
        passages += [x for x in made_of if isinstance(x, SharedPassage)]
    rewordings = [
        r for a, b, _ in likely for r in reword((a, b), [], SETTINGS, by_id[a], by_id[b], left_vectors=made[a], right_vectors=made[b])
    ]
    found = list(settle(SETTINGS, passages=passages, rewordings=rewordings, documents=pages, statements=[]))
    return [x for x in found if isinstance(x, Link)], [x for x in found if isinstance(x, Problem)]


def told(link: Link, *pages: Document) -> dict[str, str]:
    text = {d.id: d.text for d in pages}
    return {p.document: text[p.document][p.start : p.end] for p in (link.left, link.right)}


def test_a_rewritten_report_is_one_link_with_its_exact_places(page):
    first = page("first", [OTHER[0], *REPORT, OTHER[1]], "2031-03-02")
    second = page("second", [MORE[0], *REWRITE, MORE[1]], "2031-03-04")
    (link,), _ = links(first, second)
    assert link.kind == "paraphrases"
    assert told(link, first, second) == {first.id: "\n\n".join(REPORT), second.id: "\n\n".join(REWRITE)}
    assert {"left": link.left.document, "right": link.right.document}[link.direction] == first.id
    assert 0.5 <= link.score < 1
    assert "in other words" in link.why[0]


def test_a_joint_statement_in_two_translations_is_found_inside_two_pages(page):
    one, two = page("one", [*OTHER[:2], *STATEMENT]), page("two", [*TRANSLATION, *MORE[:2]])
    (link,), _ = links(one, two)
    assert link.kind == "paraphrases"
    assert told(link, one, two) == {one.id: "\n\n".join(STATEMENT), two.id: "\n\n".join(TRANSLATION)}
    assert link.direction == "unknown"


def test_a_rewrite_in_another_order_is_found(page):
    one, two = page("one", REPORT), page("two", [*REWRITE[3:], *REWRITE[:3]])
    found, _ = links(one, two)
    for n in (0, 1):
        places = [(x.left, x.right)[n] for x in found]
        assert sum(p.end - p.start for p in places) > 0.9 * min(len(one.text), len(two.text))


def test_two_reports_of_one_event_are_not_linked(page):
    assert reworded(page("one", EVENT_ONE), page("two", EVENT_TWO)) == []
    assert links(page("one", EVENT_ONE), page("two", EVENT_TWO))[0] == []


def test_reports_of_like_events_by_one_formula_are_not_reworded(page):
    assert reworded(page("one", LIKE_ONE), page("two", LIKE_TWO)) == []


def test_pages_with_a_subject_in_common_are_not_linked(page):
    bees = [
        "Keeping bees has become a pastime of townspeople, and the shops of Lenz sell more hives than ever.",
        "Most beginners start with two colonies on a roof and learn from films how to calm the bees with smoke.",
        "An association offers them a mentor, who comes by in spring to look for the queen.",
        "Honey from the town tastes of lime trees and fetches twice the price of honey from the valley.",
    ]
    assert reworded(page("one", REPORT), page("two", bees)) == []


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_like_sentences_are_not_enough(page, count):
    assert reworded(page("one", [*OTHER, *REPORT[:count]]), page("two", [*MORE, *REWRITE[:count]])) == []


def test_what_is_copied_word_for_word_is_not_linked_again(page):
    one = page("one", [*REPORT, *STATEMENT])
    two = page("two", [*REWRITE, *STATEMENT])
    found, _ = links(one, two)
    assert sorted(x.kind for x in found) == ["copies", "paraphrases"]
    for x, y in itertools.combinations(found, 2):
        assert min(x.left.end, y.left.end) <= max(x.left.start, y.left.start)
        assert min(x.right.end, y.right.end) <= max(x.right.start, y.right.start)


def test_a_quotation_in_other_words_is_set_aside_and_it_is_said(page):
    one = page("one", [*OTHER, *(f"“{s}”" for s in REPORT)])
    two = page("two", [*MORE, *(f"“{s}”" for s in REWRITE)])
    found, set_aside = links(one, two)
    assert found == []
    assert any("is a quotation" in p.message for p in set_aside)


def test_documents_without_vectors_are_held_against_one_another_by_their_words(page):
    one, two = page("one", REPORT), page("two", REWRITE)
    none = {d.id: Vectors(id=d.id, starts=(), ends=(), values="") for d in (one, two)}
    left, right = sorted((one, two), key=lambda d: d.id)
    (found,) = reword((left.id, right.id), [], SETTINGS, left, right, none[left.id], none[right.id])
    assert len(found.sentences) >= 4


def test_the_order_of_the_pages_does_not_matter(page):
    pages = [page("a", REPORT), page("b", REWRITE), page("c", STATEMENT), page("d", TRANSLATION), page("e", OTHER)]
    assert links(*pages) == links(*reversed(pages))
    assert len(links(*pages)[0]) == 2


def test_keys_are_few_and_the_same_for_the_same_words(page):
    (found,), (again,) = keys(page("a", REPORT), SETTINGS), keys(page("b", REPORT), SETTINGS)
    assert found.hashes == again.hashes
    words = sum(len(s.split()) for s in REPORT)
    assert 0 < len(found.hashes) < words


def test_an_over_common_key_pairs_nothing():
    few = tuple(range(100, 100 + SETTINGS.likely_keys))
    held = {f"d{d:03d}": (*range(9), *(few if d < 2 else ())) for d in range(SETTINGS.common_documents + 1)}
    values = {f.name: getattr(SETTINGS, f.name) for f in dataclasses.fields(SETTINGS)}
    with duckdb.connect() as sql:
        sql.register("keys", pa.Table.from_pylist([dump(Keys(document=d, hashes=h)) for d, h in held.items()], schema=schema(Keys)))
        assert sql.sql(LIKELY.format(**values)).fetchall() == [("d000", "d001", SETTINGS.likely_keys)]


def test_sentence_vectors_tell_a_rewrite_from_another_sentence(page):
    from headwater.trace.meanings import meanings
    from headwater.trace.telling import telling

    one, two = page("one", REPORT), page("two", REWRITE)
    a, b = meanings(telling(one), read(one)), meanings(telling(two), read(two))
    assert a is not None
    assert b is not None
    assert np.array_equal((a @ b.T).argmax(1), np.arange(len(REPORT)))
