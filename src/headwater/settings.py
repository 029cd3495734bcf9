"""What can be set, one frozen dataclass per stage: default, unit and the reason for the default beside each.

A stage sees its own settings only, and they are part of the key of its finished work: change one and that stage runs again.
`RunSettings` (how fast, not what) is in no key.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any


def _setting(default: Any, unit: str, reason: str) -> Any:
    return field(default=default, metadata={"unit": unit, "reason": reason})


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """bytes -> documents"""

    as_document: bool = _setting(False, "yes/no", "--as-document takes a plain-text page whole, for texts without furniture")
    repeat_pages: int = _setting(
        3, "pages", "of one site with texts of their own, before a line on them counts as repeated; two may be one story twice"
    )
    repeat_share: float = _setting(
        0.2, "share", "of the pages of a site that have the line: tickers last a day and one site is captured on several"
    )
    repeat_own_words: int = _setting(
        30, "words", "of prose that few other pages have: two sentences make a text of its own, a caption does not"
    )
    repeat_told_share: float = _setting(
        0.1, "share", "of its pages on which a repeated line stands right between a page's own paragraphs: background that is told again"
    )
    repeat_below_share: float = _setting(
        0.5,
        "share",
        "of the site's pages that have a paragraph below the text: background is told again under a subheading by some pages only",
    )
    repeat_line_pages: int = _setting(
        5, "pages", "that have a short line, before it is taken out of the midst of a text: three may have a subheading in common"
    )
    repeat_line_share: float = _setting(
        0.4, "share", "of the site's pages, for the same: players and apps are announced on about half of them"
    )
    repeat_end_pages: int = _setting(
        5, "pages", "that have a paragraph which nothing parts from the page's text, or which is longer than it, before it is taken"
    )
    repeat_end_share: float = _setting(
        0.8, "share", "of the site's pages, for the same: what nearly all pages have beside their text is about the outlet"
    )


@dataclass(frozen=True, slots=True)
class MarkSettings:
    """document -> spans"""

    captions: bool = _setting(False, "yes/no", "captions are furniture; --captions marks dates and figures in them, as such")
    vague: str = _setting(
        "lowest",
        "profile",
        "what 'dozens' and 'hundreds' stand for: from ACLED's rule, the most conservative estimate, upwards; profiles: lowest, coded, plural",
    )


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """spans, documents -> links, origins"""

    shingle_words: int = _setting(4, "words", "four words in a row survive where one word in eight is exchanged; three meet by chance")
    winnow_window: int = _setting(4, "shingles", "keeps two shingles in five, and one at least of any seven words shared in a row")
    common_documents: int = _setting(60, "documents", "a seed in 60 documents makes 1,770 pairs; above that, pairs grow faster than pages")
    hub_documents: int = _setting(3, "documents", "an over-common seed pairs each document with three others: linear, and cuts still meet")
    phrase_documents: int = _setting(10, "documents", "a run of words in more documents is a phrase more often than news")
    phrase_seeds: int = _setting(8, "seeds", "seven seeds are twenty words, a long stock sentence; news that is shared is shared at length")
    stock_documents: int = _setting(5000, "documents", "what stands in more documents than any wire story is furniture")
    run_words: int = _setting(3, "words", "inside a pair that shares seeds, three equal words in a row are worth a look; two are grammar")
    gap_words: int = _setting(30, "words", "a trimmed quotation or an inserted sentence: about one long sentence of news")
    passage_words: int = _setting(
        8, "words", "runs of eight equal words between independent texts of one kind are rare (newsrooms: under 1%)"
    )
    sentence_share: float = _setting(0.6, "share", "most of the shorter sentence in shared runs: the rest is wording")
    sentence_alike: float = _setting(0.7, "share", "unrelated English sentences of one length share 45 to 55% of their letters in order")
    copy_alike: float = _setting(0.6, "share", "below, hardly more letters agree than in unrelated text: reworded rather than copied")
    copy_words: int = _setting(
        30, "words", "unquoted words shared by two documents: two short sentences; twice as many where no name or number is in them"
    )
    copy_share: float = _setting(0.15, "share", "of the shorter document; lets short notices be copies")
    group_words: int = _setting(80, "words", "a paragraph or two that two desks would not write alike")
    group_share: float = _setting(0.3, "share", "of the shorter document")
    own_share: float = _setting(0.2, "share", "a passage that is quoted but for a fifth of its words is a quotation with its introduction")
    phrase_words: int = _setting(40, "words", "a long sentence; stock phrases and notices are rarely longer")
    stock_groups: int = _setting(3, "groups", "two documents may share a sentence because one copied; three strangers share a phrase")
    notice_groups: int = _setting(
        20, "groups", "a text of any length without names or numbers that twenty strangers carry is a notice, not news"
    )
    plain_share: float = _setting(
        0.04, "names and numbers a word", "news names somebody or something every ten words; notices, every fifty"
    )
    pair_seeds: int = _setting(
        4, "seeds", "two shared seeds are two phrases, three met by chance in half of all pairs of local news; four are a sentence or two"
    )
    pair_share: float = _setting(0.1, "share", "of the shorter document's seeds: for a notice of 75 words one seed fewer is enough")

    key_reach: int = _setting(3, "words", "telling words between which a rewrite puts at most two others: most pairs survive it")
    key_choice: int = _setting(2, "pairs", "one in two is kept, about 140 a document of news; a tenth of them meet in a rewrite")
    likely_keys: int = _setting(7, "keys", "rewrites of three sentences have nine and more in common, strangers on one subject seldom five")
    vector_share: float = _setting(0.3, "share", "of vectors in the likeness of sentences, the rest is of words; set on revised answers")
    retold_alike: float = _setting(0.2, "cosine", "sentences of independent answers to one question mostly lie below")
    skip_share: float = _setting(0.3, "share", "of the least likeness of its words is what leaving out a sentence costs a run")
    run_worth: float = _setting(5.0, "words", "two sentences of 15 words somewhat alike; less is met by chance")
    retold_sentences: int = _setting(3, "sentences", "on one side at least, two on the other: one like sentence, or two, are met by chance")
    reworded_words: float = _setting(
        12.0, "words", "independent answers to one question come to 6 at most, heavily revised ones to 16 and more"
    )
    explained_words: float = _setting(0.8, "words", "of likeness that each shared name or number explains, counted on both sides")

    cite_share: float = _setting(
        0.4, "share", "of what a citing statement tells, by weight of words; half of it survives a rewrite, chance stays under a third"
    )
    cite_again: float = _setting(
        0.2, "share", "the same of a document that the page cites elsewhere: a rewrite of a headline or an opening keeps a quarter"
    )
    cite_terms: int = _setting(3, "words", "uncommon words in common; two can be the name of a place")
    cite_documents: int = _setting(
        1000, "documents", "of one publisher; a word in more of them finds nothing, and a citing sentence mostly has one in fewer"
    )
    cite_prior: int = _setting(
        100, "documents", "imagined documents behind the collection, so that in a small one shared words still weigh"
    )


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """spans, links -> claims"""

    prior: int = _setting(100, "documents", "imagined documents behind the collection, so that in a small one shared words still weigh")
    key_documents: int = _setting(40, "documents", "a word in more documents pairs nothing: 780 pairs; names of one event stand in fewer")
    key_terms: int = _setting(60, "words", "the most telling words of a document: about its first ten sentences' names, numbers, places")
    pair_alike: float = _setting(
        0.04, "cosine", "documents of one event lie above it nearly always (incident records), and it costs little"
    )
    words_points: float = _setting(
        5.0, "points", "documents of one event share a third of their telling words' weight, strangers a twentieth"
    )
    people_points: float = _setting(7.0, "points", "the same persons named: more telling than words, and often one page names none")
    places_points: float = _setting(
        13.0, "points", "the same places named: what tells like events apart best; a logistic fit on incident records"
    )
    elsewhere_malus: float = _setting(1.0, "points", "both name places and none is the same: like words then tell of like events")
    name_doubt: float = _setting(
        10.0, "squared weight", "names that half of the collection shares make no likeness, a single rare one makes two thirds"
    )
    day_points: float = _setting(1.3, "points", "for each e-fold of days between publications: 30 days 4.5 points, a year 7.7")
    no_day: int = _setting(
        3, "days", "taken to lie between pages of which one shows no date: reports of one event mostly come out within three"
    )
    own_document: float = _setting(
        4.0, "points", "a document for itself: one event mostly, so that small numbers need a fifth of their words in common"
    )
    sure_documents: float = _setting(8.0, "points", "the most that documents can say; beyond it the figures must speak for themselves")
    bare_documents: float = _setting(
        2.0, "points", "what bare counts and sums need: tip lines and picture counts are the same in all events of a town"
    )
    bare_malus: float = _setting(2.0, "points", '"two men" in two reports of one town are seldom the same two')
    around_points: float = _setting(5.0, "points", "the same words around two figures")
    number_points: float = _setting(
        1.5, "points", "for each e-fold of a number that both give: a number is about as frequent as it is small"
    )
    sure_rare: float = _setting(
        4.5, "log of a number", "from about 100 on (not round) a number is the same toll whatever the words around it"
    )
    telling_digits: int = _setting(2, "digits", "two figures of a number are enough to look at both; the words around then decide")
    age_bonus: float = _setting(2.0, "points", '"a 9-year-old boy" twice: ages are met by chance once in dozens')
    day_bonus: float = _setting(1.0, "points", "both tell of the same day; times two of the odds and more (incident records)")
    days_apart_malus: float = _setting(2.0, "points", "each document tells of another day, even if the figure itself does not say")
    like_malus: float = _setting(2.0, "points", '"two others" may be "two officers", and may not')
    place_malus: float = _setting(1.0, "points", "two named places may be a village and its district, so it is a doubt and no bar")
    vague_malus: float = _setting(2.0, "points", '"several" meets every small number')
    differ_malus: float = _setting(1.0, "points", "different numbers need more than equal ones")
    needed: float = _setting(3.75, "points", "the sum at which two figures are as likely one as not; set on incident records")
    more_documents: int = _setting(700, "documents", "the needed points grow with the log of the collection: more strangers, more chance")
    same_figure: float = _setting(0.5, "score", "as likely one as not")
    mean_figure: float = _setting(
        0.3, "score", "on the average of the pairs of two groups: some accounts say too little to be likely by themselves"
    )
    part_figure: float = _setting(
        0.8,
        "score",
        "no number speaks for a part and its whole, so the events must be surer: 19 of 20 such joins are right then (incident records)",
    )
    least_around: float = _setting(0.02, "cosine", "figures of one thing have some uncommon word around them in common")
    differ_around: float = _setting(
        0.15, "cosine", "different numbers of one thing stand in like sentences; on one event all documents are alike"
    )
    series_around: float = _setting(0.05, "cosine", "two totals of one measure are mostly one running count")
    vague_around: float = _setting(0.3, "cosine", '"hundreds" meets every number of three digits, so the sentences must be nearly one')
    times_apart: float = _setting(2.5, "times", "a toll that more than doubles is more often another event than an update")
    same_statement: float = _setting(0.5, "cosine", "half of the weight of their words: less is the same subject, not the same words")
    statement_keys: int = _setting(6, "words", "the rarest words of a statement; two statements that share none of them are not alike")
    statement_terms: int = _setting(3, "words", "two shared words can be a name")
    statement_days: int = _setting(30, "days", "later, the same words are said anew")
    verbatim_terms: int = _setting(6, "words", "six uncommon words are a sentence")
    verbatim_alike: float = _setting(0.8, "cosine", "nearly word for word: the speaker may then be given differently")


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the work is done; changes no result."""

    workers: int = _setting(0, "processes", "0 takes one per core")
    batch: int = _setting(32, "items", "a batch of 32 articles is about 60 kB of text: the pool's overhead is then under 2%")
    engine: str = _setting("local", "local or spark", "a laptop is enough; a cluster is for those who outgrow it")
    master: str = _setting("local[*]", "address", "where Spark runs: on the cores of this machine, unless a cluster is named")
    conf: tuple[str, ...] = _setting(
        (), "spark.NAME=VALUE", "what a cluster is told besides, such as its memory; goes before what headwater sets"
    )
    max_page_mb: int = _setting(50, "MB", "a long article is under 1 MB of HTML; 50 MB leaves room and bounds memory at about 1 GB")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a case."""

    read: ReadSettings = ReadSettings()
    mark: MarkSettings = MarkSettings()
    trace: TraceSettings = TraceSettings()
    compare: CompareSettings = CompareSettings()

    def of(self, verb: str) -> Any:
        """The settings of one verb."""
        return getattr(self, verb)


def as_json(settings: Any) -> str:
    """The canonical text of a settings dataclass, the same for equal settings."""
    return json.dumps(dataclasses.asdict(settings), sort_keys=True)
