"""Source phrases as English builds them: what heads them, what they call somebody, which nouns point back. Works on words alone."""

from __future__ import annotations

import re
from functools import cache

from headwater.mark.statements.speech import vocabulary
from headwater.records import Stretch
from headwater.text.names import strip_title, title_words

#: Pronouns of whoever speaks.
OWN = frozenset("i we me us my our mine ours myself ourselves".split())
RELATIVE = frozenset("who which that whom".split())
POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
#: Pronouns that point back, led to their subject form.
PRONOUNS = {"he": "he", "she": "she", "they": "they", "it": "it", "him": "he", "them": "they", **POSSESSIVES}

_CLAUSE = re.compile(r",?\s+(?:who|which|that|whose|whom)\s|,\s+(?:meeting|speaking|writing|citing|quoting)\s|\s[—–]\s")
_NAMED = re.compile(r"\b(?:names?|called|known|identified|calls (?:him|her)self|nicknamed)\b(?:[ ,](?!and )[\w ]{0,20}?)?\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_ARTICLE = re.compile(r"^(?:the\s+same|the|a|an|its|his|her|their|our|my|this|that|these|those|same)\s+", re.IGNORECASE)
_PREPOSITION = r"(?:of|for|at|in|from|to|with|by|near|on|against|inside|outside|within|under|behind|among|between|across|about|aboard)"
_BELONGS = re.compile(rf"\b{_PREPOSITION}\s+(?:(?:the|a|an|its|his|her|their|our|this|all|some)\s+)?(?:[\w’'-]+\s+){{0,3}}$", re.IGNORECASE)
_TEXT = (
    r"statements?|reports?|communiqu[eé]s?|letters?|messages?|posts?|tweets?|notes?|releases?|surveys?|stud(?:y|ies)|appeals?|bulletins?|"
    r"circulars?|memos?|findings|figures|data|records?|accounts?|interview|editorial|column|analysis|documents?|leaflets?|filing|"
    r"testimony|papers?|maps?|trials?|polls?|audits?|notices?|articles?|texts?|book|speech|address|decree|ruling|filings"
)
_BY = re.compile(
    rf"\b(?:{_TEXT})\b[^,]{{0,40}}?\s+(?:from|by|of|issued by|written by|published by|signed by|released by|carried out by|commissioned by)\s+(?P<by>.+)$",
    re.IGNORECASE,
)
_OF = re.compile(rf"^(?P<of>(?:the\s+)?.+?)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){{0,3}}(?:{_TEXT})$", re.IGNORECASE)
_HIS = re.compile(rf"^(?P<of>his|her|its|their)\s+(?:[\w-]+\s+){{0,2}}(?:{_TEXT})$", re.IGNORECASE)


def core(phrase: str) -> Stretch:
    """A source phrase without the clause that hangs on it."""
    m = _CLAUSE.search(phrase, 1)
    start = len(phrase) - len(phrase.lstrip(" \"“”‘’'"))
    if led := re.match(r"(?:by|to|from|on|in|with|according to)\s+(?=\S)", phrase[start:]):
        start += led.end()
    end = m.start() if m else len(phrase)
    while end > start and phrase[end - 1] in ' ,;:"“”':
        end -= 1
    return Stretch(start, end)


def own_name(phrase: str) -> int | None:
    """Behind which place in the clause of a phrase somebody is named: "who gave his name as …", "known as …"."""
    m = _NAMED.search(phrase)
    return m.end() if m else None


def author(phrase: str) -> Stretch | None:
    """Where in a phrase that names a text stands who issued it: "a statement from X", "X's report", "its letter"."""
    for pattern, group in ((_HIS, "of"), (_BY, "by"), (_OF, "of")):
        m = pattern.search(phrase)
        if m:
            return Stretch(*m.span(group))
    return None


def office(phrase: str) -> Stretch | None:
    """Where in "the office of Mayor Ada Venn" stands whose office it is."""
    m = re.match(r"(?:the\s+)?(?:press\s+|private\s+)?office\s+of\s+(?P<of>.+)$", phrase, re.IGNORECASE)
    return Stretch(*m.span("of")) if m else None


def heads(before: str, after: str) -> bool:
    """Does a name head its phrase, given what stands before and behind it there?"""
    if re.match(r"(?:['’]s|['’])\s+\w", after) or before.endswith("("):  # "Lind's brother", "the League (LRT)"
        return False
    m = re.match(r"\s+([a-z][\w-]*)", after)
    if m and not re.fullmatch(
        rf"{_PREPOSITION}|and|or|as|who|which|that|whose|when|while|himself|herself|itself|[a-z]+ing", m[1]
    ):  # "Tolm residents"
        return False
    last = before.rsplit(",", 1)[-1]
    return not _BELONGS.search(last)


def strings(between: str) -> bool:
    """Do only commas, "and", articles and titles stand between two names?"""
    between = re.sub(r"\([^()]{2,12}\)", "", between)
    words = _WORD.findall(between)
    small = [w for w in words if w.lower() not in ("and", "the") and w.lower() not in title_words("words")]
    return not small and bool(re.search(r",|\band\b|&", between)) and "(" not in between


def listed(names: list[str]) -> str:
    """Several names as one."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def called(before: str, after: str) -> list[str]:
    """What the words around a name call it: "harbour master" in "harbour master Ada Venn" and "Ada Venn, the harbour master,"."""
    out = []
    left = before
    while m := _HONORIFIC.search(left):  # "the mayor, Mr Venn", "General Venn"
        out.append(m[1])
        left = left[: m.start()]
    if m := _APPOSED.search(left):  # "the spokesman of the League, Ada Venn"
        out.append(m[1])
    elif (m := _STANDING.search(left)) and not re.search(r"[.!?;:]\s+$", left):
        kept: list[str] = []
        for w in reversed(m[1].split()):
            if _stops(w):
                break
            kept.insert(0, w)
        if kept:
            out.append(" ".join(kept))
    if m := _BEHIND.match(after):
        out.append(_HEAD_END.split(m[1], maxsplit=1)[0])
    return out


def body_behind(after: str) -> str | None:
    """The noun for a body right behind a name: "party" in "the New Ledger party"."""
    m = re.match(r"\s+([a-z]+)\b(?!['’])", after)
    return m[1] if m and is_body(m[1]) else None


def named_apart(phrase: str) -> str | None:
    """A name that a comma sets apart in a phrase: "Voice of the Plain" in "the enemy's radio, Voice of the Plain"."""
    first, *rest = phrase.split(", ")
    if re.search(r"\s[A-Z]", first):
        return None
    return next((r.strip(" ,") for r in rest if re.match(r"(?:[Tt]he\s+)?[A-Z]\w+(?:\s|$)", r)), None)


_HONORIFIC = re.compile(
    r"(?:^|\s)(Mr|Mrs|Ms|Miss|Mme|Dr|Sir|Dame|Madame|Lord|Lady|Do[ñn]a|Don|Señora?|Sheikh|Hajji?|Hajja|General|Colonel|Major|Captain|Sergeant|Judge|Father|Sister|Professor)\.?\s+$"
)
_APPOSED = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|['’]s)\s+((?:[\w’'-]+\s+){{0,3}}[\w’'-]+)(?:\s+{_PREPOSITION}\s+[^,.;:“”\"()]{{2,60}})?,\s*$"
)
_STANDING = re.compile(r"(?:^|[.!?;:“\"(,—–]\s*|\s)((?:[\w’'-]+\s+){0,4}[\w’'-]+),?\s+$")
_BEHIND = re.compile(
    r"(?:\s+\([^()]{1,20}\))?(?:,\s+\d\d?)?,\s+(?!(?:who|which|where|when|while|and|but|or|in|on|at|as|with|said|says|told|\w+ing|\w+ed)\b)"
    r"(?:(?:the|a|an|its|his|her|their|now|then)\s+|[\w’'-]+['’]s\s+)?((?:(?![,.;:()]|\bwho\b|\bsaid\b|\btold\b).){3,70})"
)
_HEAD_END = re.compile(rf"\s+{_PREPOSITION}\s")


@cache
def _closed() -> frozenset[str]:
    return frozenset(
        """the a an its his her their our my this that these those of for at in from to with by near on against and or but as is
        was were are be been has have had said says told when while after before because if not no than then so also only just
        even who which whom whose what where it he she they we i you""".split()
    )


def _stops(word: str) -> bool:
    return word.lower() in _closed() or word.lower().endswith(("'s", "’s"))


def content_words(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, folded: no articles, no small words, plural and possessive cut."""
    return frozenset(_stem(w) for w in _WORD.findall(phrase.lower()) if w not in _closed())


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def fits(wanted: frozenset[str], held: frozenset[str]) -> bool:
    """Does a description fit one that holds each of its words, or a longer word with the same beginning?"""
    return all(w in held or any(h[:5] == w[:5] and len(w) > 4 for h in held) for w in wanted)


def bare(phrase: str) -> str:
    """A description without its article and the marks at its ends."""
    plain = " ".join(phrase.split()).strip(" ,;:")
    return (
        strip_title(plain)
        if plain[:1].isupper() and len(plain.split()) > 1 and plain.split()[0].lower() not in ("a", "an", "the")
        else _ARTICLE.sub("", plain)
    )


def head_noun(phrase: str) -> str:
    """The last word of a phrase before its first preposition, participle or comma, folded as `content_words` does."""
    found = _WORD.findall(re.split(rf",|\(|\s{_PREPOSITION}\s|\s(?:who|which|that)\s", phrase.strip(), maxsplit=1)[0])
    for i, word in enumerate(found[1:], 1):
        if re.search(r"(?:ed|ing)$", word) and i >= len(found) - 1 and len(found) > 1 and not _ARTICLE.match(found[i - 1] + " "):
            found = found[:i]
            break
    return _stem(found[-1].lower()) if found else ""


def definite(phrase: str) -> bool:
    """Does it point back: "the ministry", "this group", "his deputy"?"""
    return bool(re.match(r"(?:the|this|that|these|those|its|his|her|their)\s", phrase, re.IGNORECASE))


def titled(phrase: str) -> bool:
    """A bare noun, as headlines and roll-calls write it: "Mayor", "union", "Army spokesman"."""
    return len(phrase.split()) <= 3 and not plural(phrase) and not _ARTICLE.match(phrase)


@cache
def _classes() -> dict[str, str]:
    """Noun for a body -> its class: a noun points back to a name of its class, or to one of which nothing is known."""
    return {w: c for c, ws in vocabulary("bodies").items() if c != "any" for w in ws.split()}


@cache
def _nouns(part: str, name: str) -> frozenset[str]:
    return frozenset(vocabulary(part)[name].split())


def is_body(head: str) -> bool:
    """Is a noun one for bodies?"""
    return head in _classes() or head in _nouns("bodies", "any")


def sort_of(head: str) -> str:
    """person, body, text, group or nothing, by the head noun of a description."""
    if is_body(head):
        return "body"
    if head in _nouns("pointing", "texts"):
        return "text"
    return ""


def plural(phrase: str) -> bool:
    """Does a description speak of several?"""
    if re.match(r"(?:one|a|an|another)\s", phrase, re.IGNORECASE):
        return False
    found = _WORD.findall(re.split(rf",|\(|\s{_PREPOSITION}\s", phrase.strip(), maxsplit=1)[0])
    last = found[-1].lower() if found else ""
    counted = re.match(
        r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|both|few|all|most|these|those|\d+)\b", phrase, re.IGNORECASE
    )
    return (
        bool(counted)
        or last in ("people", "men", "women", "police", "children")
        or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
    )


def body_class(words: frozenset[str]) -> frozenset[str]:
    """The classes of bodies that some words speak of."""
    return frozenset(_classes()[w] for w in words if w in _classes())


def stands_for(head: str, sort: str, named: bool, words: frozenset[str]) -> bool:
    """May "the HEAD" stand for a speaker of that sort, of whom these words are known?"""
    if head in _nouns("pointing", "texts"):
        return sort != "group" or named
    if head in _nouns("bodies", "any"):
        return sort == "body" and not words & {"ministry", "army", "police", "court"}
    if head in _classes():
        known = body_class(words)
        # "The army" is one body of its own; "the company" may be any name of which nothing else is known.
        sure = _classes()[head] in ("force", "state", "labour")
        return sort == "body" and (known == {_classes()[head]} or (not known and not sure and named))
    if head == "source":
        return not named and sort != "group"
    return head in _nouns("pointing", "people") and sort in ("person", "")


def institution(phrase: str) -> bool:
    """A body by its office, without a name: "the growers' association"."""
    return len(bare(phrase).split()) > 1 and not plural(phrase) and head_noun(phrase) in _nouns("institutions", "heads")


def noun_gender(description: str) -> str | None:
    """he, she or None, by the head of a description."""
    head = head_noun(description)
    if head in _nouns("gender", "she") or head.endswith("woman"):
        return "she"
    return "he" if head in _nouns("gender", "he") or head.endswith("man") else None


def title_gender(before: str) -> str | None:
    """he, she or None, by the title in front of a name."""
    m = re.search(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady|Dame|Madame|Mme|Lord|Señora?|Sister|Brother|Father|Mother|Sheikh|Maître)\.?\s+$", before)
    if not m:
        return None
    return (
        "she"
        if m[1] in ("Mrs", "Ms", "Miss", "Lady", "Dame", "Madame", "Mme", "Señora", "Sister", "Mother")
        else None
        if m[1] == "Maître"
        else "he"
    )


def person_noun(head: str) -> bool:
    """Does a noun speak of a person?"""
    known = (
        head in _nouns("gender", "she")
        or head in _nouns("gender", "he")
        or head in _nouns("pointing", "people")
        or head in title_words("words")
    )
    return known or bool(re.search(r"(?:man|woman|er|or|ist|ian|ee|ant|eer|mate|child)$", head))


def opens_clause(before: str) -> bool:
    """Does what follows open a sentence, perhaps behind a title or a time?"""
    return bool(re.search(r"(?:^|[.!?\n”\"]\s*)(?:[A-Z][\w’'-]*,?\s+){0,3}$", before))
