"""What a user would pick instead, step by step: ``python bench/rivals.py NAME FOLDER LIMIT``; prints documents and seconds as JSON.

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
from collections.abc import Callable
from pathlib import Path


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


def datasketch(texts: list[str]) -> None:
    from datasketch import MinHash, MinHashLSH

    lsh, hashes = MinHashLSH(threshold=0.3, num_perm=128), []
    for i, text in enumerate(texts):
        words, made = re.findall(r"\w+", text.lower()), MinHash(num_perm=128)
        made.update_batch([" ".join(words[j : j + 5]).encode() for j in range(max(1, len(words) - 4))])
        hashes.append(made)
        lsh.insert(str(i), made)
    for i, made in enumerate(hashes):
        for j in map(int, lsh.query(made)):
            if j > i:
                difflib.SequenceMatcher(None, texts[i], texts[j], autojunk=False).get_matching_blocks()


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
