"""Templates use what the page dataclasses declare, and everything that they declare."""

import dataclasses
import typing

import pytest
from jinja2 import meta, nodes

from headwater.show import drawing, highlight, pages, parts, words
from headwater.show.render import environment
from headwater.show.site import Site

PAGES = typing.get_args(pages.AnyPage)
RECORDS = [
    x
    for module in (pages, parts, drawing, highlight, words)
    for x in vars(module).values()
    if isinstance(x, type) and dataclasses.is_dataclass(x)
]
#: What templates may ask for beside fields: Jinja's loop, and methods of text.
OTHER = {"index", "first", "last", "format"}


def parsed(name):
    source, _, _ = environment().loader.get_source(environment(), name)
    return environment().parse(source)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.__name__)
def test_a_template_uses_exactly_the_fields_of_its_page(page):
    used = meta.find_undeclared_variables(parsed(page.template)) - {"parts"}
    declared = {f.name for f in dataclasses.fields(page)}
    assert used | {"frame"} == declared


def test_every_attribute_in_a_template_is_a_field_of_a_declared_dataclass():
    known = {f.name for r in RECORDS for f in dataclasses.fields(r)} | OTHER
    macros = {m.name for m in parsed("parts.html").find_all(nodes.Macro)}
    asked = {(n, a.attr) for n in environment().list_templates() for a in parsed(n).find_all(nodes.Getattr)}
    assert {(n, a) for n, a in asked if a not in known | macros} == set()


def test_every_page_of_the_module_is_listed_and_frozen():
    declared = {x for x in vars(pages).values() if isinstance(x, type) and hasattr(x, "template")}
    assert declared == set(PAGES)
    assert all(r.__dataclass_params__.frozen for r in RECORDS)


def test_every_kind_of_page_is_made(collection):
    site = Site(collection)
    made = {type(site.page(a)) for a in site.addresses()}
    assert made == set(PAGES) - {pages.SearchPage}


def test_addresses_that_do_not_exist(collection):
    site = Site(collection)
    for address in (
        "claims/00.html",
        "claims-2.html",
        "claims-1.html",
        "no.html",
        "../case.toml",
        "documents/../index.html",
        "links/0",
        "",
    ):
        assert site.page(address) is None, address
