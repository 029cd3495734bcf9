"""Origins: where each statement and figure enters the collection. `find.origins` is the entry; one rule a file."""

from headwater.trace.origins.find import origins

__all__ = ["origins"]
