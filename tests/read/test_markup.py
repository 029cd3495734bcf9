"""The scanner of HTML on small pages: what is a block, what is shown, and in what."""

from __future__ import annotations

import pytest

from headwater.read.markup import markup_blocks


def texts(page: str) -> list[str]:
    return [b.text for b in markup_blocks(page).blocks]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>one<p>two</p>three", ["one", "two", "three"]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("one<br> <br/>\n<br>two", ["one", "two"]),
        ("<head><title>x</title><p>one", ["one"]),
        ("a <b>b</b> <i>c</i>d", ["a b cd"]),
        ("<p hidden>no</p><p style='color:red;display: none'>no</p><p data-x='hidden'>yes</p>", ["yes"]),
        ("<p aria-hidden='true'>yes", ["yes"]),
        ("<svg><svg><text>no</text></svg><text>no</text></svg>yes", ["yes"]),
        ("<svg><text>no<div>one", []),
        ("<script>if (a<b) '</p>'</script >yes<!-- <p>no --><style>p>a{}</style>", ["yes"]),
        ("<noscript><p>no</p></noscript><template><p>no</p></template>yes", ["yes"]),
        ('<a title="x > y">yes</a>', ["yes"]),
        ("<a title='it\"s'>yes</a>", ["yes"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("<DIV CLASS=x>one</DIV><Div>two", ["one", "two"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("a&nbsp;&nbsp; b &amp;amp; &#8217;&shy;c", ["a b &amp; ’c"]),
        ("</p></div>one</b>", ["one"]),
    ],
)
def test_blocks(page: str, blocks: list[str]) -> None:
    assert texts(page) == blocks


def test_links_are_counted_without_the_blanks_around_them() -> None:
    (block,) = markup_blocks("<p>Read <a href='/x'>the &amp; rest</a> here").blocks
    assert block.linked == len("the & rest")


def test_classes_are_read_however_they_are_written() -> None:
    for tag in ("class='related-box'", 'CLASS="relatedBox"', "class=related", "data-x='y' class = \"related\""):
        block, _ = markup_blocks(f"<div {tag}>one</div>{'<p>word and word and word and word and word and word and word.</p>'}").blocks
        assert "teaser" in block.hints, tag


def test_a_class_around_the_whole_page_announces_nothing() -> None:
    prose = "<p>word and word and word and word and word and word and word.</p>"
    assert all("teaser" not in b.hints for b in markup_blocks(f"<div class='widget'>{prose * 3}</div>").blocks)


def test_blanks_before_a_block_say_nothing_of_it() -> None:
    (block,) = markup_blocks("<div>&nbsp; &#8203;<h2 class='related-box'>one</h2></div>").blocks
    assert (block.tag, block.text) == ("h2", "one")


def test_classes_of_links_count() -> None:
    block, _ = markup_blocks(f"<p><a class='social-mail'>a@b.example</a></p><p>{'word and ' * 20}</p>").blocks
    assert "share" in block.hints
