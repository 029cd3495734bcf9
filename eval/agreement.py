"""Agreement of a second annotator with the first, on texts annotated twice without sight of one another.

  python -m eval.agreement FIRST... --second FILE

exact      F1 of pieces with equal ends, by part and over all, quotation marks and commas at the ends aside
the rest   as in eval/chains.py: the first annotator taken for right
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.annotated import PARTS, Annotation, Text, parse
from eval.chains import Told, score

_TRIM = " \"“”„«»‘’'`,\n"


def pieces(text: Text, part: str) -> set[tuple[int, int]]:
    """All pieces of a part, trimmed."""
    out = set()
    for s in text.statements:
        for a, b in s.parts[part]:
            words = text.text[a:b]
            out.add((a + len(words) - len(words.lstrip(_TRIM)), b - len(words) + len(words.rstrip(_TRIM))))
    return out


def told(s: Annotation) -> Told:
    """An annotated statement as one that was found."""
    return Told(s.parts["content"], s.kind, s.speaker[0], [names[0] for names in s.via])


def main() -> int:
    """Compare and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("first", type=Path, nargs="+")
    p.add_argument("--second", type=Path, required=True)
    args = p.parse_args()
    first = {t.id: t for path in args.first for t in parse(path.read_text(encoding="utf-8"))}
    second = [t for t in parse(args.second.read_text(encoding="utf-8")) if t.id in first and t.text == first[t.id].text]
    pairs = [(first[t.id], t) for t in second]
    counts = {part: [0, 0, 0] for part in PARTS.values()}
    for a, b in pairs:
        for part, n in counts.items():
            x, y = pieces(a, part), pieces(b, part)
            n[0] += len(x)
            n[1] += len(y)
            n[2] += len(x & y)
    for part, n in [*counts.items(), ("all", [sum(c) for c in zip(*counts.values(), strict=True)])]:
        print(f"exact {part:<8} {2 * n[2] / max(1, n[0] + n[1]):.3f}  ({n[0]} and {n[1]})")
    metrics = score([a for a, _ in pairs], [[told(s) for s in b.statements] for _, b in pairs])
    print(f"{len(pairs)} texts  " + " ".join(f"{k}={v:.3f}" for k, v in metrics.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
