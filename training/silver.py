"""Names in PolNeAR's train part as the package finds them today, to learn from: the second round of training.

    python -m training.silver --shared ../shared --out build/silver.jsonl

A document as a whole knows more about its names than one window of it (titles, ages, short forms, the same name elsewhere), so what `mark` says is better than
what the model says alone. Kept are names whose kind is nearly sure; words of the others, and capitals that are in no name, are left open.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.chains import document

from headwater.mark.document import told
from headwater.mark.names.find import find_names
from headwater.model.reader import model

#: Score from which a name's kind is nearly sure.
SURE = 0.75


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    reader = model()
    with (args.shared / "data/polnear/train.jsonl").open(encoding="utf-8") as lines, args.out.open("w", encoding="utf-8") as out:
        for d in map(json.loads, lines):
            made = document(d["text"], d["id"])
            names = find_names(made, told(reader, reader.read(made.text, made.body)))
            rows = [[n.start, n.end, n.value.kind if n.score >= SURE else "?"] for n in names]
            out.write(json.dumps({"id": d["id"], "names": rows}) + "\n")


if __name__ == "__main__":
    main()
