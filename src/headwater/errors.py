"""The errors that headwater raises, and the kinds of problems that it reports.

    HeadwaterError            one line: what happened, where, what to do
    ├── UsageError            the command or the call was misused (exit 2)
    ├── CaseError             the case folder cannot be used
    │   ├── NotACase          the folder is not a case
    │   ├── NewerCase         a newer version of headwater made it
    │   └── CaseBusy          another run holds it
    ├── StorageError          the disk is full, read-only, or failing
    └── MissingExtra          a part needs a package that is not installed

A problem is different: it concerns one page or document, is data (`records.Problem`), and never stops the others.
"""

from __future__ import annotations


class HeadwaterError(Exception):
    """An error with its subject and the next step, in one line."""

    kind = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return f"[{self.kind}] {self.message}" + (f" {self.hint}" if self.hint else "")


class UsageError(HeadwaterError):
    """The command or the call was misused."""

    kind = "usage"


class CaseError(HeadwaterError):
    """The case folder cannot be used."""

    kind = "case"


class NotACase(CaseError):
    """The folder holds something else than a case."""

    kind = "not-a-case"


class NewerCase(CaseError):
    """The case was made by a newer version."""

    kind = "newer-case"


class CaseBusy(CaseError):
    """Another run is writing to the case."""

    kind = "case-busy"


class StorageError(HeadwaterError):
    """The disk is full, read-only or failing."""

    kind = "storage"


class MissingExtra(HeadwaterError):
    """A part needs a package that is not installed."""

    kind = "missing-extra"


class EngineFailed(HeadwaterError):
    """The cluster that was to do the work cannot be reached, or gave up."""

    kind = "engine"


#: The kinds of problems: what happened, and what the user can do. Every `Problem.kind` is a key of this table.
PROBLEMS: dict[str, str] = {
    "missing": "Check the path.",
    "unreadable": "Check that you may read the file.",
    "empty": "Nothing to read; leave it out or capture it again.",
    "no-pages": "Put pages of a format that docs/formats.md names in the folder.",
    "too-large": "Split it, or raise the limit with --max-page-mb.",
    "too-slow": "Leave the page out, or save it in another format, and report it.",
    "binary": "Only the formats that docs/formats.md names are read; convert it first.",
    "unsupported": "Convert it to text or HTML, or skip it.",
    "missing-extra": "Install what it names, as in pip install 'headwater[pdf]', and name the page again.",
    "locked": "Save it without its password.",
    "attached": "Save them beside it, and name them too.",
    "encoding": "Save the page again as UTF-8 if words look wrong.",
    "mojibake": "Nothing to do if the words look right now; the page itself is unchanged.",
    "same-bytes": "Both are shown and count as one; remove one if it is there by mistake.",
    "not-fetched": "Open it in a browser, save the page, and name the file.",
    "unsafe": "Pack it again with names that stay inside, and files instead of links.",
    "elsewhere": "Name the archive that holds them too.",
    "captured-again": "Nothing to do; the first capture is read.",
    "no-text": "Run OCR first, or capture the page again with its text.",
    "no-document": "Everything on the page was taken for furniture; use --as-document to take it whole.",
    "no-date": "Dates in it stay relative; supply one with --published or --published-from.",
    "language": "Only English is marked for now; add a translation.",
    "broken": "Capture the page again.",
    "bad-date": "Write the date as YYYY-MM-DD.",
    "too-common": "Nothing to do; it is listed so that the cut can be seen.",
    "crashed": "Leave the page out and report it.",
    "internal": "Please report this with the page.",
}
