"""Lines that are names of writers, by form: capitals, particles, an office behind a comma. Knows no list of names."""

from __future__ import annotations

import re

from headwater.read.fact_words import offices

_PARTICLE = r"(?:de|van|von|der|al|el|bin|da|di|le|la|del)"
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽ"
_WORD = rf"(?:(?:[{_CAPITAL}]\.){{1,3}}|[{_CAPITAL}][\w.'’-]*)"
_NAME = rf"(?:{_WORD}|{_PARTICLE}-?)(?:\s+(?:{_WORD}|{_PARTICLE})){{1,4}}"
#: "Ada Long", "Ada B. Long-Hill in Port Hale", "Ada Long, labour correspondent", "Ada Long and Bo Reed", "Ada Long (Hill Wire)".
_MORE = rf"(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|,\s+and\s+){_NAME}){{0,3}}"
#: A place, an office written small, a degree.
_BEHIND = r"(\s+in\s+[A-Z][\w'’ -]+|,\s+[a-z][\w' -]{3,60}|,\s+[A-Z]{2,4})?"
_NAME_LINE = re.compile(rf"({_NAME}{_MORE})(?:\s+for\s+[A-Z][\w'’ -]+)?{_BEHIND}(?:\s+\([A-Z][^()]{{1,40}}\))?")
_ANY = re.compile(r"(.+)()")
#: Words of an office behind a name.
_OFFICE = 5


def name_line(text: str) -> re.Match[str] | None:
    """The name (group 1) in a line that is one, and the place or office behind it that is written small (group 2), if there is one."""
    return _NAME_LINE.fullmatch(text)


def with_office(text: str) -> re.Match[str] | None:
    """A name with an office or agency in capitals after a comma ("Ada Long, Hill Wire Writer"), all of it group 1."""
    name, comma, office = text.partition(", ")
    fits = comma and _NAME_LINE.fullmatch(name) and offices().search(office) and len(office.split()) <= _OFFICE
    return _ANY.fullmatch(text) if fits else None
