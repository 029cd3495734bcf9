"""Documents with their spans, gone through side by side."""

from __future__ import annotations

from collections import namedtuple

from headwater.engines.beside import marked

D, S = namedtuple("D", "id"), namedtuple("S", "document n")


def test_each_document_has_its_spans() -> None:
    figures = [S("a", 1), S("a", 2), S("c", 3)]
    dates = [S("b", 4), S("d", 5)]
    found = [
        (m.document.id, [s.n for s in m.figures], [s.n for s in m.dates], m.statements)
        for m in marked(map(D, "abcd"), {"figures": figures, "dates": dates})
    ]
    assert found == [("a", [1, 2], [], ()), ("b", [], [4], ()), ("c", [3], [], ()), ("d", [], [5], ())]


def test_spans_of_no_document_are_passed_over() -> None:
    spans = [S("a", 1), S("b", 2), S("b", 3), S("c", 4), S("e", 5)]
    assert [(m.document.id, [s.n for s in m.figures]) for m in marked(map(D, "bd"), {"figures": spans})] == [("b", [2, 3]), ("d", [])]


def test_only_one_document_is_held() -> None:
    read: list[int] = []

    def spans():
        for n in range(100):
            read.append(n)
            yield S(f"{n // 10:02}", n)

    for held, m in enumerate(marked((D(f"{n:02}") for n in range(10)), {"figures": spans()})):
        assert len(m.figures) == 10
        assert len(read) <= 10 * (held + 1) + 1
