"""What a document says about each of its names: hints for a kind, writings, and from these the kind and the fullest form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from headwater.mark.names.aliases import bracketed, fullest
from headwater.mark.names.evidence import Hint
from headwater.mark.names.runs import Run
from headwater.text.names import strip_title

#: Below this weight no kind is told: one hint that holds for two kinds (a preposition that goes with times and bodies as well).
_TELLING = 0.7
#: Hints of this weight make a kind as good as certain (a title and a given name, a head word): scores rise up to it.
_SURE = 4.0


class Ledger:
    """Hints and writings by folded name; `close` works out kinds and fullest forms once all runs are in."""

    def __init__(self) -> None:
        self._votes: dict[str, dict[str, float]] = {}
        self._reasons: dict[tuple[str, str], set[str]] = {}
        self._written: dict[str, Counter[str]] = {}
        self._kinds: dict[str, str] = {}
        self._full: dict[str, str] = {}

    def add(self, run: Run, form: str, found: Iterable[Hint]) -> None:
        """One mention, as written, with its hints."""
        votes = self._votes.setdefault(run.key, {})
        for kind, weight, why in found:
            votes[kind] = votes.get(kind, 0.0) + weight
            self._reasons.setdefault((run.key, kind), set()).add(why)
        self._written.setdefault(run.key, Counter())[strip_title(form)] += 1

    def close(self, text: str, runs: list[Run]) -> None:
        """Kinds by weight; short forms to their fullest, which lends its kind."""
        self._kinds = {key: self._kind(key) for key in self._votes}
        self._full = fullest(self._kinds, bracketed(text, runs))
        for key, target in self._full.items():
            told = self._kinds.get(target, "other")
            self._kinds[key] = told if told != "other" else self._kinds[key]

    def _kind(self, key: str) -> str:
        """The kind with most weight; ``other`` where no hint tells."""
        best = min(self._votes[key].items(), key=lambda v: (-v[1], v[0]), default=("other", 0.0))
        return best[0] if best[1] >= _TELLING else "other"

    def kind(self, run: Run) -> str:
        """The kind of a name."""
        return self._kinds[run.key]

    def canonical(self, run: Run) -> str:
        """The fullest form of a name, as the document writes it most; not in capitals if it can be helped."""
        forms = self._written.get(self._full.get(run.key, run.key), self._written[run.key])
        return min(forms.items(), key=lambda f: (f[0].isupper(), -f[1], f[0]))[0]

    def score(self, run: Run) -> float:
        """From .5 (capitals alone) to .95 (a kind that all hints agree on)."""
        votes = self._votes[self._full.get(run.key, run.key)]
        kind = self._kinds[run.key]
        sure = votes.get(kind, 0.0) - max([w for k, w in votes.items() if k != kind], default=0.0)
        return round(0.5 + 0.45 * max(0.0, min(1.0, sure / _SURE)), 3)

    def why(self, run: Run) -> tuple[str, ...]:
        """The reasons for the kind and the form: three of each name's, in order of letters."""
        target = self._full.get(run.key, run.key)
        told = sorted(self._reasons.get((target, self._kinds[run.key]), set()))[:3] or ["written with capitals; nothing tells the kind"]
        return (*told, f"short for “{self.canonical(run)}” in this document") if target != run.key else tuple(told)
