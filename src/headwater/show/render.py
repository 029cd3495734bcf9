"""A page dataclass made HTML or JSON. Everything is escaped: what stands on a captured page can never act on ours."""

from __future__ import annotations

import dataclasses
import json
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from headwater.show.pages import AnyPage
from headwater.version import __version__


@cache
def environment() -> Environment:
    """Jinja with escaping always on and no forgiveness for misspelled names."""
    made = Environment(
        loader=PackageLoader("headwater.show"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["version"] = __version__
    return made


def html(page: AnyPage) -> str:
    """The page as HTML."""
    fields = {f.name: getattr(page, f.name) for f in dataclasses.fields(page)}
    return environment().get_template(page.template).render(fields)


def data(page: AnyPage) -> str:
    """The page's data twin: its dataclass as JSON."""
    return json.dumps(dataclasses.asdict(page), ensure_ascii=False)
