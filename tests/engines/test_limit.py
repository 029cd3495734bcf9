"""A page that takes too long, or too much, costs itself: work is interrupted, a process that hangs or swells is ended, the rest goes on."""

from __future__ import annotations

import ctypes
import hashlib
import signal
import time
from pathlib import Path

import pytest
from tests.read import made

from headwater.case.queries import Library
from headwater.cli import main
from headwater.engines import call, limit
from headwater.engines.call import Done
from headwater.engines.pool import Call, Pool
from headwater.plan import NATIVE
from headwater.read.formats import pdf


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
