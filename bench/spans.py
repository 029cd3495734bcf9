"""Times the dates and figures of `mark`, beyond the model's pass, beside what a user would pick instead for either, on the same texts in one run.

    python bench/spans.py FOLDER LIMIT        prints JSON: seconds of ours and theirs, and the ratio

Seconds of one thread, in processes of their own for the rivals (bench/rivals.py). The model's pass is the encoder and the parse of the sentences that hold
figures; statements and names, which figures refer to, are found before the clock starts. Each is run on as many documents as the slower rival gets.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from encoder import document

from headwater.mark.dates.find import find_dates
from headwater.mark.document import account, told
from headwater.mark.figures.find import find_figures
from headwater.mark.names.find import find_names
from headwater.mark.statements.find import find_statements
from headwater.model.parse import Parse, Parser
from headwater.model.reader import Model, Reading, model
from headwater.model.statements import statements as read_statements
from headwater.records import Document, Stretch
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences

HERE = Path(__file__).parent


class TimedParser(Parser):
    """A parser that adds up the time it takes."""

    seconds = 0.0

    def __init__(self, model: Model, reading: Reading) -> None:
        began = time.perf_counter()
        super().__init__(model, reading)
        TimedParser.seconds += time.perf_counter() - began

    def over(self, first: int, last: int) -> Parse:
        """As the parser's."""
        began = time.perf_counter()
        found = super().over(first, last)
        TimedParser.seconds += time.perf_counter() - began
        return found


def whole(d: Document) -> Document:
    """The document with its text as one body, as `--as-document` takes it and `read` mostly finds it."""
    return replace(d, body=(Stretch(0, len(d.text)),))


def timed(run: Callable[[], Any]) -> float:
    """Seconds."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def rival(name: str, folder: Path, limit: int) -> float:
    """Seconds that a rival takes for the same texts."""
    out = subprocess.run(
        [sys.executable, str(HERE / "rivals.py"), name, str(folder), str(limit)], capture_output=True, text=True, check=True
    )
    return float(json.loads(out.stdout.splitlines()[-1])["seconds"])


def main() -> None:
    """Measure."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("limit", type=int)
    args = p.parse_args()
    files = sorted(f for f in args.folder.iterdir() if f.is_file())
    documents = [whole(document(files[i * len(files) // args.limit])) for i in range(min(args.limit, len(files)))]
    reader, settings = model(), MarkSettings()
    ready = []
    for d in documents:
        stretches = account(d)
        reading = reader.read(d.text, stretches)
        names = find_names(d, told(reader, reading))
        statements = find_statements(d, reading, read_statements(reader, reading), names)
        lines = [s for piece in stretches for s in sentences(d.text, piece.start, piece.end)]
        ready.append((d, lines, statements, find_dates(d), names, reading))

    def figures() -> None:
        for d, lines, statements, dates, names, reading in ready:
            find_figures(d, lines, statements, dates, names, settings, TimedParser(reader, reading))

    figures()  # warm up
    TimedParser.seconds = 0.0
    ours = {"dates": timed(lambda: [find_dates(d) for d in documents]), "figures": timed(figures)}
    ours["figures"] -= TimedParser.seconds
    result: dict[str, Any] = {}
    for kind, name in (("dates", "dateparser"), ("figures", "quantulum3")):
        theirs = rival(name, args.folder, args.limit)
        result[kind] = {"ours": ours[kind], "rival": name, "theirs": theirs, "ratio": theirs / ours[kind]}
    print(json.dumps({"documents": len(documents), "parse": TimedParser.seconds, **result}))


if __name__ == "__main__":
    main()
