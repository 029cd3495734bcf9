"""How many threads the libraries below may use."""

from __future__ import annotations

import os

#: What the libraries for linear algebra look for in the environment.
LIBRARIES = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_each() -> None:
    """Let linear algebra run on one thread: documents are what runs side by side. To be called before NumPy is loaded; new processes inherit it."""
    for name in LIBRARIES:
        os.environ.setdefault(name, "1")
