"""People's answers: dated, signed, retractable, append-only. A rerun never touches them; nothing overwrites one.

A judgement names its target by the record's id, and keeps the words it was about (``quote``), so that it can be found again should a
later version give the record another id.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from headwater.case.folder import CaseFolder, append_line, storage
from headwater.errors import UsageError
from headwater.records import Judgement, make_id
from headwater.tables import dump, load

ANSWERS = ("yes", "no", "unsure")


def add(
    folder: Path,
    target: str,
    answer: str,
    user: str,
    *,
    note: str | None = None,
    quote: str | None = None,
    retracts: str | None = None,
    what: str | None = None,
) -> Judgement:
    """Store an answer about a record, flushed to the disk when this returns."""
    case = CaseFolder.open_existing(folder)
    if answer not in ANSWERS:
        raise UsageError(f"{answer!r} is no answer.", "Answer yes, no or unsure.")
    if not user.strip():
        raise UsageError("A judgement needs the name of the person who makes it.")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    made = Judgement(
        id=make_id("judgement", target, answer, user, at, note, what, retracts),
        target=target,
        answer=answer,
        user=user.strip(),
        at=at,
        what=what,
        quote=quote,
        note=note,
        retracts=retracts,
    )
    with storage(folder):
        append_line(case.judgements, json.dumps(dump(made), ensure_ascii=False))
    return made


def judgements(folder: Path) -> list[Judgement]:
    """All judgements of a case, oldest first, retracted ones included. A line cut off by a crash is passed over."""
    file = CaseFolder(folder).judgements
    if not file.exists():
        return []
    out = []
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                out.append(load(Judgement, json.loads(line)))
            except (ValueError, KeyError, TypeError):
                continue
    return out


def standing(answers: list[Judgement]) -> dict[str, Judgement]:
    """The judgement that stands for each target: the newest one that no other retracts and that retracts none itself."""
    gone = {j.retracts for j in answers if j.retracts}
    return {j.target: j for j in answers if j.id not in gone and not j.retracts}
