"""The only printer: progress and problems on standard error, results on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable
from typing import Any

from headwater.engines.local import Progress
from headwater.errors import PROBLEMS, HeadwaterError
from headwater.records import Problem


def plain(text: str) -> str:
    """One line that cannot steer a terminal: control characters and line breaks from page or file names become spaces."""
    return "".join(c if c.isprintable() else " " for c in text)


def problem_line(p: Problem) -> str:
    """A problem as one line: what happened, where, what to do."""
    hint = p.hint or PROBLEMS.get(p.kind, "")
    return plain(f"[{p.kind}] {p.message}" + (f" {hint}" if hint else ""))


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class Speaker:
    """Prints for one run. On a terminal the line of the stage at work is redrawn; elsewhere each stage gets one line at its end."""

    def __init__(self, *, quiet: bool = False, skip: Collection[str] = ()) -> None:
        self.quiet, self.skip = quiet, frozenset(skip)
        self.live = sys.stderr.isatty()
        self.problems = 0

    def progress(self, p: Progress) -> None:
        """A stage's line."""
        if self.quiet or not (p.final or self.live):
            return
        items = {"pages": "pages", "documents": "documents", "furniture": "pieces"}.get(p.stage.reads[0], "items")
        amount = f"{p.done}/{p.total} {items}" if p.stage.shape in ("each", "group") else "the whole collection"
        made = "   ".join(f"{n} {name.replace('_', ' ')}" for name, n in p.made.items() if name != "problems")
        text = f"{p.stage.name:<10} {amount if not p.skipped else 'nothing new':<24} {made:<48} {clock(p.seconds):>5}"
        if self.live:
            sys.stderr.write("\r\x1b[2K" + text + ("\n" if p.final else ""))
        else:
            sys.stderr.write(text.rstrip() + "\n")
        sys.stderr.flush()

    def note(self, text: str) -> None:
        """A line on standard error."""
        if not self.quiet:
            sys.stderr.write(text + "\n")

    def report(self, problems: Iterable[Problem]) -> None:
        """Problems, one line each; those of a skipped kind are neither shown nor counted."""
        for p in problems:
            if p.kind not in self.skip:
                self.problems += 1
                sys.stderr.write(problem_line(p) + "\n")

    @staticmethod
    def error(e: HeadwaterError) -> None:
        """The one line of an error."""
        sys.stderr.write(plain(str(e)) + "\n")

    @staticmethod
    def line(record: dict[str, Any]) -> None:
        """A record as a line of JSON. Lone surrogates (from broken pages) are escaped so that any reader can take the line."""
        text = json.dumps(record, ensure_ascii=False)
        if any("\ud800" <= c <= "\udfff" for c in text):
            text = json.dumps(record)
        sys.stdout.write(text + "\n")

    @staticmethod
    def text(text: str) -> None:
        """Text for people, on standard output."""
        sys.stdout.write(text + "\n")
