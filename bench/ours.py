"""Times one verb of headwater on a folder: ``python bench/ours.py VERB FOLDER DATES [--as-document]``; prints seconds by verb as JSON."""

from __future__ import annotations

import json
import sys
import time

from headwater.engines.local import Progress
from headwater.job import Job, verb
from headwater.settings import ReadSettings, Settings


def main() -> None:
    """Run the verb in a throwaway case, and say how long each verb's stages took."""
    until, folder, dates = sys.argv[1:4]
    seconds: dict[str, float] = {}

    def report(p: Progress) -> None:
        if p.final:
            seconds[p.stage.verb] = seconds.get(p.stage.verb, 0.0) + p.seconds

    settings = Settings(read=ReadSettings(as_document="--as-document" in sys.argv))
    began = time.monotonic()
    with verb(Job(pages=[folder], settings=settings, published_from=None if dates == "-" else dates), until, report) as (library, _):
        documents = library.count("documents")
    print(json.dumps({"documents": documents, "all": time.monotonic() - began, **seconds}))


if __name__ == "__main__":
    main()
