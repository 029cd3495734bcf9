"""A page that takes too long, or too much, costs itself: work is interrupted, a process that hangs or swells is ended, the rest goes on."""

from __future__ import annotations

import ctypes
import hashlib
import signal
import time
from pathlib import Path

import pyarrow as pa
import pytest
from tests.read import made

from headwater.case.queries import Library
from headwater.cli import main
from headwater.engines import call, cut, limit
from headwater.engines.call import Done
from headwater.engines.pool import Call, Pool
from headwater.plan import NATIVE
from headwater.read.formats import pdf
from headwater.records import Page
from headwater.tables import dump, schema


def test_work_in_python_is_interrupted():
    with pytest.raises(limit.TooSlow), limit.bounded(seconds=0.2):
        while True:
            hashlib.sha256(b"x" * 1000)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_waiting_for_others_costs_nothing():
    with limit.bounded(seconds=0.2):
        time.sleep(0.5)


def hang(items: list[int]) -> Done:
    """Hangs in C, where no signal is answered."""
    with limit.bounded(hangs=1.0):
        if 13 in items:
            ctypes.PyDLL(None).sleep(600)
    return Done({}, [str(i) for i in items], {})


def swell(items: list[int]) -> Done:
    """Asks for more memory than there is to have, as a library would."""
    with limit.bounded(memory=200_000_000):
        if 13 in items and not ctypes.CDLL(None).calloc(1, 2_000_000_000):
            ctypes.CDLL(None).abort()
    return Done({}, [str(i) for i in items], {})


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
ENDLESS = made.objects(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
        b"<< %s /Length 11 >>\nstream\n/F Do /F Do\nendstream" % FORM,
    ]
)


def draw(items: list[int]) -> Done:
    """Reads a PDF with a form that draws itself twice, which takes a library as good as for ever."""
    with limit.bounded(hangs=3.0):
        if 13 in items:
            pdf.lay(ENDLESS)
    return Done({}, [str(i) for i in items], {})


def split(one: Call) -> list[Call]:
    return [(one[0], ([i],)) for i in one[1][0]]


def given_up(one: Call) -> Done:
    return Done({}, [f"gave up {one[1][0][0]}"], {})


@pytest.mark.parametrize("work", [hang, swell, draw])
def test_a_process_that_hangs_or_swells_is_ended(work):
    pool = Pool(2)
    began = time.monotonic()
    try:
        calls: list[Call] = [(work, ([1, 13],)), (work, ([20],))]
        done = [w for d in pool.run(calls, split, given_up, here=True, apart=lambda _: True) for w in d.works]
    finally:
        pool.close()
    assert sorted(done) == ["1", "20", "gave up 13"]
    assert time.monotonic() - began < 120


def hang_by_name(items: list[int], log: str) -> Done:
    """Hangs at one item, and notes each try."""
    for i in items:
        with limit.bounded(hangs=1.0, item=f"item {i}"):
            with Path(log).open("a") as file:
                file.write(f"{i}\n")
            if i == 13:
                ctypes.PyDLL(None).sleep(600)
    return Done({}, [str(i) for i in items], {})


@pytest.mark.parametrize("here", [True, False])
def test_an_item_that_hangs_is_given_its_time_once(tmp_path: Path, here: bool):
    log, pool = str(tmp_path / "log"), Pool(2)
    try:
        calls: list[Call] = [(hang_by_name, ([1, 13, 2], log)), (hang_by_name, ([20], log))]
        found = pool.run(
            calls,
            lambda one: [(one[0], ([i], log)) for i in one[1][0]],
            given_up,
            here=here,
            apart=lambda _: True,
            named=lambda one: f"item {one[1][0][0]}",
        )
        assert sorted(w for d in found for w in d.works) == ["1", "2", "20", "gave up 13"]
    finally:
        pool.close()
    assert Path(log).read_text().split().count("13") == 1


def test_a_page_has_one_name_for_the_call_and_for_what_is_cut_from_it():
    page = Page(id="a" * 64, path="p.pdf", size=1, copy=2, media_type=pdf.MEDIA)
    batch = pa.RecordBatch.from_pylist([dump(page)], schema=schema(Page))
    one: Call = (call.call_each, ("read", batch, ["w"], None, None))
    assert cut.named_each(one) == call.item_name(page.id, page.copy)


def test_what_other_languages_read_is_known():
    assert frozenset((pdf.MEDIA,)) == NATIVE


def test_a_page_that_takes_too_long_is_one_line_and_the_rest_is_done(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(call, "SECONDS", 1.0)
    monkeypatch.setattr(limit, "SECONDS", 1.0)
    resolve = call.resolve
    read = resolve("headwater.read.page:read_page")

    def slow(page, payload, settings, **_):
        while page.path.endswith("slow.txt"):
            hashlib.sha256(payload)
        yield from read(page, payload, settings)

    monkeypatch.setattr(call, "resolve", lambda does: slow if does.endswith("read_page") else resolve(does))
    for name in ("a.txt", "slow.txt"):
        (tmp_path / name).write_text(f"{made.TITLE}\n\n4 March 2031\n\n{made.FIRST}\n\n{made.SECOND} {name}\n")
    assert main(["read", str(tmp_path), "--workers", "1", "--quiet"]) == 0
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert line.startswith(f"[too-slow] {tmp_path}/slow.txt took more than 1 seconds and was given up.")
    assert out.count('"type": "document"') == 1


def test_a_pdf_is_read_with_one_worker_too(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(made.report())
    assert main(["run", str(tmp_path / "a.pdf"), "--case", str(tmp_path / "case"), "--workers", "1", "--quiet"]) == 0
    with Library(tmp_path / "case") as case:
        assert [d.title.value for d in case.documents() if d.title] == [made.TITLE]
