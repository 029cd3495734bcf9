"""What a user would pick instead, step by step: ``python bench/rivals.py NAME FOLDER LIMIT``; prints documents and seconds as JSON;
``python bench/rivals.py minhash FOLDER FILE THRESHOLD`` writes the steps of datasketch apart, with its pairs (bench/copies.py).

trafilatura       main text of HTML pages, default settings
dateparser        dates in text (search_dates)
quantulum3        quantities in text
datasketch        MinHash-LSH (5-word shingles, threshold .3), then difflib's matching blocks of the pairs
scikit-learn      TF-IDF and DBSCAN: which articles tell of one event (a step towards claims; it finds no figure and no origin)
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def trafilatura(texts: list[str]) -> None:
    from trafilatura import extract

    for text in texts:
        extract(text, include_comments=False)


def dateparser(texts: list[str]) -> None:
    from dateparser.search import search_dates

    for text in texts:
        search_dates(text, languages=["en"])


def quantulum3(texts: list[str]) -> None:
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its classifier is a pickle that newer releases of scikit-learn cannot load
    for text in texts:
        parser.parse(text)


#: More pairs than these are aligned by a sample, evenly spread, and the seconds scaled up.
MOST_PAIRS, SAMPLE = 2500, 300


def minhash_pairs(texts: list[str], threshold: float = 0.3) -> list[tuple[int, int]]:
    """The pairs that MinHash-LSH finds: 5-word shingles, 128 permutations."""
    from datasketch import MinHash, MinHashLSH

    lsh, hashes = MinHashLSH(threshold=threshold, num_perm=128), []
    for i, text in enumerate(texts):
        words, made = re.findall(r"\w+", text.lower()), MinHash(num_perm=128)
        made.update_batch([" ".join(words[j : j + 5]).encode() for j in range(max(1, len(words) - 4))])
        hashes.append(made)
        lsh.insert(str(i), made)
    return [(i, j) for i, made in enumerate(hashes) for j in map(int, lsh.query(made)) if j > i]


def blocks(texts: Sequence[Sequence[str]], pairs: list[tuple[int, int]]) -> None:
    """difflib's matching blocks of every pair, over characters or over words."""
    for i, j in pairs:
        difflib.SequenceMatcher(None, texts[i], texts[j], autojunk=False).get_matching_blocks()


def datasketch(texts: list[str]) -> None:
    blocks(texts, minhash_pairs(texts))


def minhash(folder: Path, out: Path, threshold: float) -> None:
    """The steps of finding copies, each with its seconds, and the pairs by name."""
    files = sorted(folder.iterdir())
    texts = [f.read_text(encoding="utf-8") for f in files]
    minhash_pairs(texts[:2])
    found: dict[str, Any] = {}

    def timed(name: str, run: Callable[[], Any], times: float = 1) -> Any:
        began, spent = time.perf_counter(), time.process_time()
        made = run()
        found[name], found[f"{name}_cpu"] = times * (time.perf_counter() - began), times * (time.process_time() - spent)
        return made

    pairs = timed("sketch", lambda: minhash_pairs(texts, threshold))
    timed("words", lambda: blocks([re.findall(r"\w+", text.lower()) for text in texts], pairs))
    some = pairs if len(pairs) <= MOST_PAIRS else [pairs[n * len(pairs) // SAMPLE] for n in range(SAMPLE)]
    timed("characters", lambda: blocks(texts, some), len(pairs) / len(some))
    found["pairs"] = [sorted((files[i].name, files[j].name)) for i, j in pairs]
    out.write_text(json.dumps(found))


def scikit_learn(texts: list[str]) -> None:
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    DBSCAN(eps=0.6, min_samples=2, metric="cosine").fit(TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts))


RIVALS: dict[str, Callable[[list[str]], None]] = {
    "trafilatura": trafilatura,
    "dateparser": dateparser,
    "quantulum3": quantulum3,
    "datasketch": datasketch,
    "scikit-learn": scikit_learn,
}


def main() -> None:
    """Run one rival over the texts of a folder."""
    if sys.argv[1] == "minhash":
        minhash(Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]))
        return
    name, folder, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    files = sorted(p for p in folder.iterdir() if p.is_file())
    files = files if limit == 0 else [files[i * len(files) // limit] for i in range(min(limit, len(files)))]
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in files]
    RIVALS[name](texts[:2])  # imports and models are loaded before the clock starts
    began = time.monotonic()
    RIVALS[name](texts)
    print(json.dumps({"documents": len(texts), "seconds": time.monotonic() - began}))


if __name__ == "__main__":
    main()
