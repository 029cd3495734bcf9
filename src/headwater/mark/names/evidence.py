"""What the words of a run and those around it say about its kind: person, body, place. Each hint with its weight and its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.names.runs import Run
from headwater.mark.names.tokens import Token
from headwater.mark.names.vocabulary import is_common, is_place, words

Hint = tuple[str, float, str]
_AGE = re.compile(r",? (?:\(?\d\d?\)?,|aged? \d\d?)")


def hints(text: str, run: Run) -> Iterator[Hint]:
    """Every hint for a run. Weights add up over the mentions of a name in its document: 3 is near certain, 1 a tendency."""
    yield from _own_words(run)
    yield from _before(run)
    yield from _after(text, run)


def _own_words(run: Run) -> Iterator[Hint]:
    lows, last = run.lows, run.lows[-1]
    if is_place(run.key):
        yield "place", 3.0, "a place of general knowledge"
    if last == "bank" and len(lows) == 2 and lows[0] in words("compass") | {"left", "right"}:
        yield "place", 3.0, "the bank of a river"
    elif last in words("bodies") and len(lows) > 1:
        yield "body", 3.0, f"ends with “{last}”"
    elif last in words("places") and len(lows) > 1:
        yield "place", 3.0, f"ends with “{last}”"
    for n, low in enumerate(lows[:-1]):
        if lows[n + 1] in ("of", "for"):
            kind = "place" if low in words("places") else "body"
            yield kind, 3.0, f"“{low} {lows[n + 1]} …”"
            break
    if len(lows) == 1 and run.tokens[0].upper and 2 <= len(last) <= 6 and not is_place(run.key):
        yield "body", 1.5, "an acronym"
    if len(lows) > 1 and lows[0] in words("opens") and last not in words("bodies") and lows[0] not in words("given"):
        yield "place", 1.0, f"begins with “{lows[0]}”"
    if run.title and last not in words("bodies", "places"):
        yield "person", 3.0, "a title in front"
    if lows[0] in words("given") and len(lows) > 1 and last not in words("bodies", "places"):
        yield "person", 2.5, "begins with a given name"
    elif lows[0] in words("given") and len(lows) == 1:
        yield "person", 1.0, "a given name"
    weighty = [low for low in lows if low not in words("particles")]
    if 2 <= len(weighty) <= 4 and run.before() != "the" and not is_place(run.key) and all(_personal(t) for t in run.tokens):
        yield "person", 1.0, "two words or more, none of them an ordinary one"
    if any(t.text.endswith(".") and len(t.text) == 2 for t in run.tokens[1:-1]) or any(
        w in ("al", "bin", "ibn", "abu", "von", "van") for w in lows[1:-1]
    ):
        yield "person", 2.0, "an initial or particle inside"


def _personal(token: Token) -> bool:
    """Could a word be part of a person's name? No ordinary word, no acronym, no word of bodies, places or things."""
    return not (is_common(token.low) or token.upper or token.low in words("bodies", "places", "things", "opens"))


def _before(run: Run) -> Iterator[Hint]:
    near, far = run.before(), run.before(2)
    if near in words("before") and not run.title:
        yield "place", 1.5 if near in ("in", "near", "across", "outside", "throughout", "around") else 0.4, f"behind “{near}”"
    if near in words("compass"):
        yield "place", 1.5, f"behind “{near}”"
    if near == "of" and far in words("behind", "places"):
        yield "place", 2.5, f"behind “{far} of”"
    if near == "the" and far not in ("in", "to", "from"):
        yield "body", 0.3, "an article in front"


def _after(text: str, run: Run) -> Iterator[Hint]:
    near, rest = run.after(), text[run.end : run.end + 30]
    if near in words("speech") and rest[:1] == " ":
        yield "person", 0.8 if len(run.tokens) > 1 else 0.4, f"“{near}” behind"
    if near in words("behind") and rest[:1] == " ":
        yield "place", 2.0 if run.before() == "the" else 1.0, f"“{near}” behind"
    if run.first == 0 and all(t.text.isupper() for t in run.tokens) and re.match(r",| \(| ?[-–—] ", rest):
        yield "place", 2.0, "opens a line in capitals, as a dateline does"
    if _AGE.match(rest):
        yield "person", 2.5, "an age behind"
    if re.match(r", (?:who|whose|his|her)\b|,? who\b", rest):
        yield "person", 2.0, "“who” behind"
    if re.match(r", (?:the |a |an )?(?:\w+ ){0,2}(?:capital|city|town|village|province|island)\b", rest):
        yield "place", 2.5, "called a place behind the comma"
    if near in words("having") and (rest[:1] == " " or rest[:2] in ("'s", "’s", "' ", "’ ")):
        yield "body", 0.8, f"“{near}” behind"
    if rest[:1] == "-" and near in words("suffixes"):
        yield "body", 1.0, f"“-{near}” behind"
