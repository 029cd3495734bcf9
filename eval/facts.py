"""What is read about each document, against facts noted by eye: published, modified, title, byline, outlet, place line, credit, language.

    python -m eval.facts --data ../shared/data [--form html|flattened|stripped] [--half seen|scored|all] [--errors N] [--rival] [--json FILE]

`gold/page_facts.jsonl` holds the facts by page (`gold/page_facts.md` says how they were noted); the pages stay where they are. One half of the pages
is looked at while rules are written, the other is only scored: errors are printed for the first and refused for the second. A page is read as a
file from a disk is: without its address and without the day of its capture. Of several documents the longest is scored; of a live blog the first, which
stands above its entries. `flattened` are the pages that the benchmark has as text; `stripped` are the others, made into text in the same way (`flatten`).

  published          right to the day, of the pages that state when they were published; `published_shown`: of those that show it to a reader
  published_wrong    wrong or invented dates with a score of 0.9 and more, of all pages
  published_false    pages that state no date and are given one all the same, of all pages
  modified           right to the day, of the pages that say when they were changed
  title, byline, outlet, dateline, credit     right, of the pages that have one; `_false`: given where the page has none
  language           pages rightly taken for English or not

`--rival` prints what htmldate finds on the same pages (both searches, each asked for the first and for the last date). Does not score flattened
pages by what only their markup said: their published date counts where a reader sees it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.flatten import flatten
from eval.halves import half
from headwater.read.page import read_page
from headwater.records import Document, Fact, Page
from headwater.settings import ReadSettings

GOLD = Path(__file__).parent / "gold" / "page_facts.jsonl"
#: A score from which on a date is said without reserve.
SURE = 0.9
_SMALL = frozenset("by and the with of for from via at in on com www http https".split())
#: What a role line may add to a name without changing whom it names.
_ROLES = frozenset(
    "staff writer reporter editor correspondent senior political news contributing attorney director author special associated press chief".split()
)

Row = dict[str, Any]


def words(text: str) -> list[str]:
    """The words of a name or headline, folded, without apostrophes."""
    plain = unicodedata.normalize("NFKD", re.sub("[’‘']", "", text.casefold()))
    return re.findall(r"\w+", "".join(c for c in plain if unicodedata.category(c) != "Mn"))


def headline_key(text: str) -> str:
    """What stands in the gold for a headline, whose words stay with its publisher."""
    folded = " ".join(re.findall(r"\w+", re.sub("[’‘']", "", text.lower())))
    return hashlib.sha256(f"headline {folded}".encode()).hexdigest()[:16]


def rows(data: Path, form: str) -> Iterator[tuple[Row, Path]]:
    """The gold rows with the page that each is about."""
    gold = {r["id"]: r for r in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    for name, key in (("trafilatura_eval", "file"), ("article_extraction_benchmark", "id")):
        for line in (data / name / "pages.jsonl").read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            row = gold[hashlib.sha256(page[key].encode()).hexdigest()[:16] if key == "file" else page[key][:16]]
            if form == "html":
                yield row, data / name / (page["html"] if "html" in page else f"html/{page['file']}")
            elif form == "flattened" and "flattened" in page:
                yield row, data / name / page["flattened"]
            elif form == "stripped" and "flattened" not in page:
                yield row, data / name / f"html/{page['file']}"


def read(path: Path, form: str) -> Document | None:
    """The document that the gold speaks of: the longest of a page; of a live blog the first, which stands above its entries."""
    payload = path.read_bytes() if form != "stripped" else flatten(path.read_bytes()).encode()
    media = "text/html" if form == "html" else "text/plain"
    page = Page(id=hashlib.sha256(payload).hexdigest(), path=path.name, size=len(payload), media_type=media)
    found = [d for d in read_page(page, payload, ReadSettings()) if isinstance(d, Document)]
    if any(d.published and "of the entry" in d.published.evidence for d in found):
        return found[0]
    return max(found, key=lambda d: sum(b.end - b.start for b in d.body), default=None)


def same_byline(row: Row, found: str) -> bool:
    """Does it name exactly the people that the page names? Their offices and their outlet may stand with them."""
    given = set(words(found)) - _SMALL
    loose = set(words(row.get("beside", "") + " " + " ".join(row.get("outlet", [])))) | _ROLES
    for people in row["byline"]:
        wanted = {w for p in people for w in words(p)} - _SMALL
        if wanted <= given and given - wanted <= loose:
            return True
    return False


def same_name(wanted: list[str], found: str) -> bool:
    """Is it one of these names, whatever its articles?"""
    given = [w for w in words(found) if w not in _SMALL]
    return any([w for w in words(name) if w not in _SMALL] == given for name in wanted)


def judge_date(row: Row, form: str, fact: Fact | None, n: Counter[str]) -> str | None:
    """Counts a published date; what was wrong with it, or None."""
    wanted = row.get("published")
    if wanted is None:
        return None
    stated = bool(wanted) and (form == "html" or row["shows"] == "v")
    right = fact is not None and fact.value[:10] in [*wanted, *row.get("allowed", [])]
    n["dated"] += stated
    n["dated_right"] += stated and right
    n["shown"] += stated and row["shows"] == "v"
    n["shown_right"] += stated and row["shows"] == "v" and right
    if fact is not None:
        bucket = f"{int(fact.score * 10) / 10:.1f}"
        n["score " + bucket] += 1
        n["right " + bucket] += right
        n["wrong_sure"] += not right and fact.score >= SURE
        n["invented"] += not stated and not right
    if (stated and not right) or (fact is not None and not right):
        return f"published {wanted} FOUND {fact.value if fact else None} {fact.score if fact else ''} ({fact.evidence if fact else ''})"
    return None


def judge(row: Row, form: str, document: Document | None, n: Counter[str]) -> list[str]:
    """Counts all facts of a page; what was wrong."""
    wrong = []
    n["pages"] += 1
    english = document is None or document.language == "en"
    n["language_right"] += english == (row["language"] == "en")
    if english != (row["language"] == "en"):
        wrong.append(f"language {row['language']} FOUND {document.language if document else None}")
    if row["language"] != "en":
        return wrong
    n["english"] += 1
    wrong += filter(None, [judge_date(row, form, document.published if document else None, n)])
    changed = document.modified if document else None
    if row.get("modified") and form == "html":
        n["modified"] += 1
        n["modified_right"] += changed is not None and changed.value[:10] in row["modified"]
        if changed is None or changed.value[:10] not in row["modified"]:
            wrong.append(f"modified {row['modified']} FOUND {changed and (changed.value, changed.evidence)}")
    found = {name: getattr(document, name, None) for name in ("title", "byline", "outlet", "dateline")}
    found["credit"] = document.credits[0] if document and document.credits else None
    for name, fact in found.items():
        if not row.get(name):
            n[f"{name}_none"] += name in ("byline", "dateline", "credit") and (name != "byline" or name in row)
            if name in ("dateline", "credit") and fact is not None:
                n[f"{name}_false"] += 1
                wrong.append(f"{name} none FOUND {fact.value!r} ({fact.evidence})")
            elif name == "byline" and name in row and fact is not None and _invented(row, fact):
                n["byline_false"] += 1
                wrong.append(f"byline none FOUND {fact.value!r} ({fact.evidence})")
            continue
        value = fact.value if fact else ""
        right = {
            "title": lambda v=value: headline_key(v) in row["title"],
            "byline": lambda v=value: same_byline(row, v),
            "outlet": lambda v=value: same_name(row["outlet"], v),
            "dateline": lambda v=value: words(v) == words(row["dateline"]),
            "credit": lambda v=value: same_name([row["credit"]], v),
        }[name]()
        n[name] += 1
        n[f"{name}_right"] += right
        if not right:
            wrong.append(f"{name} {row[name] if name != 'title' else ''} FOUND {value!r} ({fact.evidence if fact else ''})")
    return wrong


def _invented(row: Row, fact: Fact) -> bool:
    """Is a byline given that the page shows nobody? A declared author that no reader sees is not made up, nor is the outlet as its own author."""
    return not fact.evidence.startswith(("structured", "meta")) and not same_name(row.get("outlet", []), fact.value)


def metrics(n: Counter[str]) -> dict[str, float]:
    """The shares that are watched."""

    def share(a: str, b: str) -> float:
        return n[a] / n[b] if n[b] else 0.0

    out = {
        "published": share("dated_right", "dated"),
        "published_shown": share("shown_right", "shown"),
        "published_wrong": share("wrong_sure", "english"),
        "published_false": share("invented", "english"),
        "modified": share("modified_right", "modified"),
    }
    for name in ("title", "byline", "outlet", "dateline", "credit"):
        out[name] = share(f"{name}_right", name)
    for name in ("byline", "dateline", "credit"):
        out[f"{name}_false"] = share(f"{name}_false", f"{name}_none")
    return out | {"language": share("language_right", "pages")}


def rival(chosen: list[tuple[Row, Path]]) -> None:
    """What htmldate finds."""
    from htmldate import find_date

    for extensive in (True, False):
        for original in (True, False):
            n: Counter[str] = Counter()
            for row, path in chosen:
                if row["language"] == "en" and "published" in row:
                    text = path.read_bytes().decode("utf-8", "replace")
                    day = find_date(text, extensive_search=extensive, original_date=original)
                    judge_date(row, "html", Fact(value=day, evidence="htmldate") if day else None, n)
                    n["english"] += 1
            print(
                f"htmldate {'extensive' if extensive else 'fast':<9} {'first' if original else 'last':<5} published={n['dated_right'] / n['dated']:.3f}"
                f" shown={n['shown_right'] / n['shown']:.3f} wrong={n['wrong_sure'] / n['english']:.3f} false={n['invented'] / n['english']:.3f}"
            )


def main() -> int:
    """Score and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True, help="the folder that holds trafilatura_eval and article_extraction_benchmark")
    p.add_argument("--form", choices=("html", "flattened", "stripped"), default="html")
    p.add_argument("--half", choices=("seen", "scored", "all"), default="all")
    p.add_argument("--errors", type=int, default=0, help="print so many pages with errors, of the half that is looked at")
    p.add_argument("--rival", action="store_true", help="print htmldate's figures too")
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    chosen = [(r, path) for r, path in rows(args.data, args.form) if args.half in ("all", half(r["id"]))]
    n: Counter[str] = Counter()
    for row, path in chosen:
        wrong = judge(row, args.form, read(path, args.form), n)
        if wrong and args.errors > 0 and half(row["id"]) == "seen":
            args.errors -= 1
            print(path.name[:40], *wrong, sep="\n    ")
    found = metrics(n)
    print("by score: " + "  ".join(f"{k[6:]} {n['right ' + k[6:]]}/{n[k]}" for k in sorted(n) if k.startswith("score ")))
    print("of: " + " ".join(f"{k}={n[k]}" for k in ("dated", "shown", "modified", "title", "byline", "outlet", "dateline", "credit")))
    print(f"facts {args.form} {args.half} " + " ".join(f"{k}={v:.3f}" for k, v in found.items()) + f" docs={len(chosen)}")
    if args.rival:
        rival(chosen)
    if args.json:
        args.json.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
