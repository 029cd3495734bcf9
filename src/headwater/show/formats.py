"""The formats of `headwater export`. Apart from the code that writes them, so that the command line can name them without loading it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format: its name, whether it makes a folder, what it is in a line, and whether one can choose what its rows are."""

    name: str
    folder: bool
    says: str
    rows: bool = False


#: What one row of a format with ``rows`` can be.
ROWS = ("accounts", "timeline")
#: Every format, in the order of docs/exports.md. The module of a format has its name.
FORMATS: tuple[Format, ...] = (
    Format("csv", False, "one row an account, for any spreadsheet", rows=True),
    Format("xlsx", False, "the same as an Excel workbook, with sheets for the timeline, claims, documents, links and what was set aside"),
    Format("jsonl", False, "one JSON object an account", rows=True),
    Format("parquet", True, "all tables, and the accounts and the timeline as flat tables"),
    Format("webannotation", False, "every span as a W3C Web Annotation"),
    Format("hxl", False, "the figures with HXL hashtags"),
    Format("ftm", False, "documents, people, bodies and claims as FollowTheMoney entities"),
    Format("prov", False, "who took what from whom, as PROV-JSON"),
    Format("crate", True, "the whole case as an RO-Crate: a folder, or a zip file if the output ends in .zip"),
)
