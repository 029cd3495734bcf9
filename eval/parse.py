"""Dependencies of the reading model against a treebank in CoNLL-U, on its own words; sentences are found by the model.

  python -m eval.parse --data ../shared/data/ud_english_ewt/en_ewt-ud-dev.conllu [--json FILE]

uas, las   share of words with the right head; with the right head and relation (without subtypes); all words count
pos        share of words with the right universal part of speech
starts     F1 of sentence starts
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from training.corpora import treebank

from headwater.model.labels import POS, RELATIONS
from headwater.model.parse import parse
from headwater.model.reader import model


def main() -> int:
    """Score and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    reader = model()
    words = head = labelled = pos = same = told = begun = 0
    for t in treebank(args.data):
        if t.heads is None or t.relations is None or t.pos is None or t.starts is None:
            continue
        found = parse(reader, reader.read_words(t.words))
        for i in range(len(t.words)):
            right = found.heads[i] == t.heads[i]
            words += 1
            head += right
            labelled += right and found.relations[i] == RELATIONS[t.relations[i]]
            pos += found.pos[i] == POS[t.pos[i]]
            same += found.starts[i] and bool(t.starts[i])
            told += found.starts[i]
            begun += t.starts[i]
    metrics = {"uas": head / words, "las": labelled / words, "pos": pos / words, "starts": 2 * same / (told + begun)}
    print("parse " + " ".join(f"{k}={v:.3f}" for k, v in metrics.items()) + f" words={words}")
    if args.json:
        args.json.write_text(json.dumps(metrics) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
