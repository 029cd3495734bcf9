"""All pages by address: the same for the dossier, which writes every one, and for the web application, which makes the one asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from headwater.records import Entity, Problem
from headwater.show import listings
from headwater.show.claim import claim_page
from headwater.show.collection import Collection, part_address, parts
from headwater.show.overview import overview_page
from headwater.show.pages import AnyPage
from headwater.show.passages import link_page
from headwater.show.reading import document_page
from headwater.show.timeline import timeline, timeline_page, undated_page

_LIST = re.compile(r"([a-z-]+?)(?:-([1-9]\d*))?\.html")
_ITEM = re.compile(r"(claims|documents|origins|links)/([0-9a-f]+)\.html")


class Site:
    """The pages of a collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = c = collection
        self._items: dict[str, Callable[[Collection, str], AnyPage | None]] = {
            "claims": claim_page,
            "documents": document_page,
            "origins": listings.origin_page,
            "links": link_page,
        }
        self._lists: dict[str, tuple[Callable[[], int], Callable[[int], AnyPage]]] = {
            "claims": (lambda: len(c.claims), lambda n: listings.claims_page(c, n)),
            "documents": (lambda: len(c.briefs), lambda n: listings.documents_page(c, n)),
            "timeline": (lambda: len(timeline(c).lines), lambda n: timeline_page(c, n)),
            "undated": (lambda: len(timeline(c).undated), lambda n: undated_page(c, n)),
            "statements": (lambda: len(self._speakers), lambda n: listings.statements_page(c, self._speakers, n)),
            "origins": (lambda: len(self._origins), lambda n: listings.origins_page(c, self._origins, n)),
            "names": (lambda: len(self._names), lambda n: listings.names_page(c, self._names, n)),
            "set-aside": (lambda: len(self._problems), lambda n: listings.set_aside_page(c, self._problems, n)),
            "furniture": (lambda: c.library.count("furniture"), lambda n: listings.furniture_page(c, n)),
            "pages": (lambda: c.library.count("pages"), lambda n: listings.pages_page(c, n)),
        }

    @cached_property
    def _speakers(self) -> list[tuple[str, str]]:
        return listings.speakers(self.collection)

    @cached_property
    def _origins(self) -> list[str]:
        return listings.origin_order(self.collection)

    @cached_property
    def _names(self) -> list[Entity]:
        return listings.entities_in_order(self.collection)

    @cached_property
    def _problems(self) -> list[Problem]:
        return listings.problems_in_order(self.collection)

    def addresses(self) -> Iterator[str]:
        """The addresses of all pages, the first page first."""
        yield "index.html"
        for name, (total, _) in self._lists.items():
            yield from (part_address(name, n) for n in range(1, parts(total()) + 1))
        for folder, table in (
            ("claims", "claims"),
            ("documents", "documents"),
            ("origins", "origins"),
            ("links", "copies"),
            ("links", "cites"),
        ):
            yield from (f"{folder}/{r.id}.html" for r in self.collection.library.all(table))

    def page(self, address: str) -> AnyPage | None:
        """The page at an address, or None where there is none."""
        if address == "index.html":
            return overview_page(self.collection)
        if item := _ITEM.fullmatch(address):
            return self._items[item[1]](self.collection, item[2])
        listed = _LIST.fullmatch(address)
        if listed is None or listed[1] not in self._lists:
            return None
        total, make = self._lists[listed[1]]
        number = int(listed[2] or 1)
        return make(number) if number <= parts(total()) and listed[2] != "1" else None
