"""Is a text English? By the share of its commonest grammatical words. Which other language it is in is only known where the page says so.

In running English about 40 words in 100 are among these; other languages that use the same alphabet share a few of them ("a", "in", "me") and stay
far below. Short texts are given the benefit of the doubt.
"""

from __future__ import annotations

from headwater.text.fold import straighten

_COMMON = frozenset(
    b"the of and to in a is that for it was on with as are be this by from at have has had not but they his he were which their been who its would will "
    b"more when there if no out so said what up about into than them can only other after also before her she you we i an or all one".split()
)
#: What is no letter, as a blank: of ASCII, and bytes beyond it belong to letters.
_LETTERS = bytes(b if b > 127 or chr(b).isalpha() else 32 for b in range(256))
#: Texts of fewer words are not judged.
_LEAST = 25
#: Half of the lowest share seen in English news leads (0.3), and above what neighbouring languages reach (0.1).
_SHARE = 0.15


def is_common(word: str) -> bool:
    """Is it one of the commonest grammatical words?"""
    return word.lower().encode() in _COMMON


def is_english(text: str) -> bool:
    """False only where a text is long enough to tell, and is not English."""
    words = straighten(text[:20_000]).lower().encode("utf-8", "replace").translate(_LETTERS).split()
    if len(words) < _LEAST:
        return not words or sum(c.isascii() for c in text) > len(text) / 2
    return sum(map(_COMMON.__contains__, words)) >= _SHARE * len(words)


def language(text: str, tag: str | None) -> str:
    """The code of a text's language: ``en``; else what the page's language tag says where that is another one; else ``und``, not determined."""
    if is_english(text):
        return "en"
    code = (tag or "").split("-")[0]
    return code if code and code != "en" else "und"
