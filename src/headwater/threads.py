"""How many threads the libraries below may use."""

from __future__ import annotations

import os


def one_thread_each() -> None:
    """Let linear algebra run on one thread: documents are what runs side by side. To be called before NumPy is loaded; new processes inherit it."""
    for name in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")
