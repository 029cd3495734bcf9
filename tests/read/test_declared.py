"""What the source of a page declares: structured data in all its shapes, meta tags, attributes; and which of several articles is the page's."""

from __future__ import annotations

import json

import pytest
from tests.read.articles import TITLE, one

from headwater.read.head import read_head
from headwater.read.markup import markup_blocks
from headwater.read.structured import Structured, structured


def declared(page: str) -> Structured:
    return structured(page, [tag.end for tag in markup_blocks(page).noted if tag.name == "script"], [], None)


def ld(*items: object) -> str:
    return "".join(f'<script type="application/ld+json">{i if isinstance(i, str) else json.dumps(i)}</script>' for i in items)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2030-01-05T08:00:00Z",
    "author": {"@type": "Person", "name": "Tove Sandahl"},
}


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Elm Bay Post"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "BlogPosting"]},
        {**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2030-01-07"}]},
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1],
        json.dumps(ARTICLE) + json.dumps({"@type": "Organization", "name": "Elm Bay Post"}),
    ],
)
def test_shapes_of_structured_data(script: object) -> None:
    d = one(ld(script))
    assert d.published is not None
    assert d.published.value == "2030-01-05T08:00Z"
    assert d.byline is not None
    assert d.byline.value == "Tove Sandahl"


def test_broken_structured_data_gives_single_fields_with_less_trust() -> None:
    d = one(ld('{"@type": "NewsArticle", "datePublished": "2030-01-05", "description": "He said "no" twice"}'))
    assert d.published is not None
    assert (d.published.value, "broken" in d.published.evidence) == ("2030-01-05", True)
    assert d.published.score < 0.9


def test_broken_structured_data_of_several_dates_gives_none() -> None:
    assert one(ld('{"datePublished": "2030-01-05", x "datePublished": "2030-01-06"')).published is None


def test_the_article_whose_headline_is_the_pages_is_the_pages() -> None:
    teasers = [{"@type": "NewsArticle", "headline": f"Ferry {n} late again", "datePublished": f"2031-02-0{n}"} for n in range(1, 4)]
    d = one(ld(*teasers, ARTICLE))
    assert d.published is not None
    assert d.published.value[:10] == "2030-01-05"
    assert "against" not in d.published.evidence


def test_the_article_whose_address_is_the_pages_is_the_pages() -> None:
    own = {"@type": "Article", "url": "https://example.org/market", "datePublished": "2030-01-05"}
    other = {"@type": "Article", "url": "https://example.org/ferry", "datePublished": "2031-02-01"}
    d = one('<link rel="canonical" href="https://example.org/market">' + ld(other, own))
    assert d.published is not None
    assert d.published.value == "2030-01-05"


def test_several_articles_of_which_none_is_known_to_be_the_pages_are_not_sure() -> None:
    d = one(ld(*[{"@type": "Article", "headline": f"Other {n}", "datePublished": f"2030-01-0{n}"} for n in (1, 2)]))
    assert d.published is None or d.published.score < 0.9


def test_an_author_given_by_reference_is_followed() -> None:
    graph = {"@graph": [{**ARTICLE, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Bo Reed", "url": "/bo"}]}
    d = one(ld(graph))
    assert d.byline is not None
    assert d.byline.value == "Bo Reed"


def test_items_that_never_end_cost_no_more_than_some() -> None:
    assert declared(ld(json.dumps({"@graph": [ARTICLE] * 1_000}))).items
    assert declared(f'<script type="application/ld+json">{"[" * 900}</script>').items == []


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2030-01-05T08:00:00Z">',
        '<meta name="parsely-pub-date" content="2030-01-05T08:00:00Z">',
        '<meta name="sailthru.date" content="2030-01-05 08:00:00">',
        '<meta name="DC.date.issued" content="2030-01-05">',
        '<meta itemprop="datePublished" content="2030-01-05T08:00:00Z">',
        '<meta name="citation_online_date" content="2030/01/05">',
        '<meta property="article:published_time" content="Sat Jan 05 2030 01:00:00 GMT+0100 (Central European Standard Time)">',
    ],
)
def test_meta_tags(meta: str) -> None:
    d = one(meta)
    assert d.published is not None
    assert d.published.value[:10] == "2030-01-05"
    assert d.published.score > 0.9


def test_a_tag_that_only_says_date_is_trusted_less_than_a_line_under_the_headline() -> None:
    d = one('<meta name="date" content="2030-03-09">', "<p>Published 5 January 2030</p>")
    assert d.published is not None
    assert (d.published.value, d.published.score) == ("2030-01-05", 0.6)
    assert "against it: 2030-03-09 (meta tag (date))" in d.published.evidence


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "soon", "", "2030-13-40"])
def test_what_machines_write_for_no_date_is_none(value: str) -> None:
    assert one(f'<meta property="article:published_time" content="{value}">').published is None


def test_attributes_beside_the_headline_count_and_those_of_comments_do_not() -> None:
    d = one(lines='<span itemprop="datePublished" content="2030-01-05T08:00:00+02:00">last week</span>')
    assert d.published is not None
    assert (d.published.value, d.published.evidence) == ("2030-01-05T08:00+02:00", "microdata (datepublished)")
    comment = "<div class='comments'><time datetime='2033-04-04T10:00Z'>just now</time><p>Ann: about time.</p></div>"
    assert one(after=comment).published is None


def test_a_time_element_with_a_label_above_it() -> None:
    d = one(
        lines="<p>Updated</p><time datetime='2030-01-06T10:00Z'>2 hours ago</time><p>Published</p><time datetime='2030-01-05T10:00Z'>a day ago</time>"
    )
    assert d.published is not None
    assert d.modified is not None
    assert (d.published.value, d.modified.value) == ("2030-01-05T10:00Z", "2030-01-06T10:00Z")


def test_the_publisher_and_the_sites_name() -> None:
    page = '<meta property="og:site_name" content="Elm Bay Post">' + ld({**ARTICLE, "publisher": {"name": "Post Media"}})
    head = read_head(page, markup_blocks(page).noted)
    assert [s.value for s in head.sites] == ["Post Media", "Elm Bay Post"]
