"""Times `mark` on a folder of texts beside its encoder's own forward pass over the same texts, in one process on one thread.

python bench/encoder.py FOLDER LIMIT        prints JSON: words, seconds of the pass alone, of everything, their ratio
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from headwater.threads import one_thread_each

one_thread_each()

from headwater.mark.document import mark_document  # noqa: E402 - threads are set before NumPy is loaded
from headwater.model.reader import model  # noqa: E402
from headwater.records import Document, OffsetMap  # noqa: E402
from headwater.settings import MarkSettings  # noqa: E402
from headwater.text.sentences import paragraphs  # noqa: E402


class Timed:
    """A session of ONNX Runtime that adds up the time of its runs."""

    def __init__(self, session: Any) -> None:
        self._session, self.seconds = session, 0.0

    def run(self, *args: Any) -> Any:
        """As the session's."""
        began = time.perf_counter()
        found = self._session.run(*args)
        self.seconds += time.perf_counter() - began
        return found


def document(path: Path) -> Document:
    """A text file taken whole."""
    text = path.read_text(encoding="utf-8")
    return Document(
        id=path.name,
        page=path.name,
        path=path.name,
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=tuple(paragraphs(text)),
    )


def main() -> None:
    """Measure."""
    folder, limit = Path(sys.argv[1]), int(sys.argv[2])
    files = sorted(folder.glob("*.txt"))
    documents = [document(f) for f in files[:: max(1, len(files) // limit)]]
    reader = model()
    timed = Timed(reader._session)
    reader._session = timed
    for d in documents[:20]:  # warm up
        list(mark_document(d, MarkSettings()))
    timed.seconds = 0.0
    words = sum(len(reader.read(d.text, d.body).words) for d in documents)
    encoder = timed.seconds
    began = time.perf_counter()
    for d in documents:
        list(mark_document(d, MarkSettings()))
    whole = time.perf_counter() - began
    print(json.dumps({"documents": len(documents), "words": words, "encoder": encoder, "seconds": whole, "ratio": whole / encoder}))


if __name__ == "__main__":
    main()
