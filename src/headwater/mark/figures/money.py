"""Sums of money: the sign, code or name of the currency on either side, coins, the year whose prices a sum is in.

The unit is the ISO 4217 code where the words name one currency ("dollars" alone are USD, "pounds" GBP), else the word ("peso"). Nothing is
converted, and the year of the prices is kept in `why` only, as it is no part of the value.
"""

from __future__ import annotations

import itertools

from headwater.mark.figures.cardinals import magnitude
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import lexicon, money_signs, unit_words, word_set

_CENTS = 100.0
_YEARS = (1800, 2100)  # the years whose prices a page of news may speak of


def attach_money(line: Line, d: Draft) -> None:
    """A currency sign or code in front: "$5", "US $473 million", "$US160 million", "USD10m"."""
    if d.kind == "ordinal":
        return
    signs = money_signs()
    for size in (3, 2, 1):
        first = d.begin - size
        if first < 0:
            continue
        joined = "".join(line.lows[first : d.begin])
        unit = signs.get(joined) or (_code(line, first) if size == 1 else None)
        if not unit:
            continue
        if joined.isalpha() and not (line.upper or line.words[first].isupper() or joined == "rs"):
            continue
        if size > 1 and not _one_sign(line, first, d.begin):
            continue
        d.unit, d.measure, d.begin = unit, "money", first
        _drop_repeat(line, d)
        _prices(line, d)
        return


def _code(line: Line, i: int) -> str | None:
    """An ISO 4217 code in capitals; codes that are English words are not in the list."""
    word = line.words[i] if 0 <= i < len(line) else ""
    return word if word in word_set("units", "money", "codes") and not line.upper else None


def _one_sign(line: Line, first: int, last: int) -> bool:
    """Do the tokens stand together, as in "US$" or "HK $", and not as in "a $5 note"?"""
    return all(line.glued(k) for k in range(first + 1, last)) or (len(line.words[first]) > 1 and line.words[first].isupper())


def _drop_repeat(line: Line, d: Draft) -> None:
    """The currency said twice: "$500 US", "$7 million dollars", "$20 AUD"."""
    for phrase, (measure, unit) in unit_words().get(line.low(d.finish), ()):
        if measure == "money" and line.matches(d.finish, phrase) and not _of_next(line, d.finish, len(phrase)):
            d.finish += len(phrase)
            if len(phrase) > 1:
                d.unit = unit
            return
    code = _code(line, d.finish)
    if line.low(d.finish) == "us" and line.words[d.finish] == "US":
        d.finish += 1
    elif code and not _of_next(line, d.finish, 1):
        d.unit, d.finish = code, d.finish + 1


def _of_next(line: Line, at: int, size: int) -> bool:
    """ "12 USD 25": does the sign or code belong to the number behind it?"""
    return is_numeral(line.low(at + size)) and not is_word(line.low(at)[-1:]) and line.glued(at + size)


def money_behind(line: Line, d: Draft, at: int) -> bool:
    """A currency behind the number: "15 euros", "200,000 NIS", "75 USD million", "100 ₾". Says whether there is one."""
    if d.kind == "ordinal" or at >= len(line):
        return False
    sign, size = _code(line, at) or _sign_behind(line, at), 1
    if not sign:
        found = next(((u, p) for p, (m, u) in unit_words().get(line.low(at), ()) if m == "money" and line.matches(at, p)), None)
        if not found or not _is_currency(line, d, at, found[1]):
            return False
        sign, size = found[0], len(found[1])
    if _of_next(line, at, size):
        return False
    d.unit, d.measure, d.finish = sign, "money", at + size
    scale, end = magnitude(line, d.finish) if d.scale == 1 and not line.glued(d.finish) else (1.0, d.finish)
    if end > d.finish and scale > 1 and d.value is not None:
        d.value, d.low, d.high, d.scale, d.finish, d.last = d.value * scale, d.value * scale, d.value * scale, scale, end, end
    _prices(line, d)
    return True


def _sign_behind(line: Line, at: int) -> str | None:
    """A sign behind its number: "12 ¥", "100₾"; letters only as a code in capitals."""
    word = line.low(at)
    if word.isalpha() and not (line.words[at].isupper() and not line.upper and len(word) == 3):
        return None if word.isascii() else money_signs().get(word)
    return money_signs().get(word)


def _is_currency(line: Line, d: Draft, at: int, phrase: tuple[str, ...]) -> bool:
    """Words that are currencies only in some company: "won" behind thousands, "try" and "rand" behind digits."""
    if phrase[0] in word_set("units", "after_digits") and not is_numeral(line.low(d.last - 1)):
        return False
    return phrase != ("won",) or d.scale >= 1000


def _prices(line: Line, d: Draft) -> None:
    """ "$5 million in 2019 dollars", "£3bn at 2010 prices": the year is no figure and no part of the value; `why` says it."""
    at = d.finish + (line.low(d.finish) == "(")
    if line.low(at) not in ("in", "at"):
        return
    at += 1
    while line.low(at) in ("constant", "real"):
        at += 1
    if line.lows[at : at + 2] in (("today", "'s"), ("current",)) or line.low(at) in ("today's", "current"):
        if _priced(line, at + 1) or _priced(line, at + 2):
            d.why.append("money: in today's prices, as the page says")
    elif is_price_year(line, at):
        d.why.append(f"money: in prices of {line.words[at]}")


def is_price_year(line: Line, at: int) -> bool:
    """Is the token the year whose prices a sum is in? The word before is "in", "at", "constant" or "real"; a word for money follows."""
    word = line.low(at)
    if len(word) != 4 or not word.isdecimal() or not _YEARS[0] <= int(word) <= _YEARS[1]:
        return False
    return line.low(at - 1) in ("in", "at", "constant", "real") and (_priced(line, at + 1) or _priced(line, at + 2))


def _priced(line: Line, at: int) -> bool:
    """ "dollars", "prices", "money", "terms"."""
    word = line.low(at)
    return word in word_set("units", "prices") or any(m == "money" for _, (m, _) in unit_words().get(word, ()))


def join_coins(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Large and small money of one sum as one draft: "three dollars and fifty cents" is 3.5 USD."""
    out: list[Draft] = []
    for d in drafts:
        a = out[-1] if out else None
        if a and a.value is not None and d.value is not None and _is_small_money(line, a, d):
            a.value = a.low = a.high = a.value + d.value / _CENTS
            a.last, a.finish = d.last, d.finish
            a.head = a.tail = d.finish
        else:
            out.append(d)
    return out


def _is_small_money(line: Line, a: Draft, d: Draft) -> bool:
    """Is the second sum the coins of the first: of its currency, below a hundred, with nothing between but "and"?"""
    of = lexicon("units")["coins"].get(d.unit or "", ())
    coins = a.unit in of and not a.rate and line.lows[a.finish : d.begin] in ((), ("and",))
    return coins and 0 < d.size < _CENTS and float(a.size).is_integer()


def attach_converted(line: Line, drafts: list[Draft]) -> None:
    """A number with a sum in brackets behind it is a sum: "2,400,000 yen ($22,000) or 2,100,000 ($19,000)".

    Its currency is that of the sum before it outside brackets, if there is one, else not known.
    """
    currency: str | None = None
    for a, b in itertools.pairwise(drafts):
        if a.measure == "money" and line.low(a.begin - 1) != "(":
            currency = a.unit
        bracketed = b.measure == "money" and line.lows[a.finish : b.begin] == ("(",) and line.low(b.finish) == ")"
        if bracketed and a.kind == "number" and not (a.measure or a.unit or a.group):
            a.measure, a.unit, a.marked = "money", currency if currency != b.unit else None, True
            a.why.append("money: a sum in brackets follows")
