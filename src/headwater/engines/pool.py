"""A pool of worker processes that survives its workers.

A worker that dies (killed for memory, crashed in a library) breaks a `ProcessPoolExecutor` for good. Here the batches that were under way
are cut into single items and tried again, one process each; an item that kills its worker once more is given up and reported. An item at which the
watchdog ended a worker (`limit`) is given up at once: it has had its time.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from headwater.engines import limit
from headwater.engines.call import Done
from headwater.threads import one_thread_each

#: A piece of work: the function and its arguments. `split` cuts it into single items, `given_up` says that one killed its worker.
Call = tuple[Callable[..., Done], tuple[Any, ...]]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _no_main() -> Iterator[None]:
    """Hide the caller's script from new processes: they must not run it again, so that a script needs no `__main__` guard."""
    main = sys.modules["__main__"]
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    try:
        main.__spec__ = None
        if file is not None:
            del main.__file__
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file


class Pool:
    """Runs calls in ``workers`` processes, or in this one when ``workers`` is 1 and they need not be ``apart`` from it."""

    def __init__(self, workers: int, *, apart: bool = False) -> None:
        self.workers = workers or cores()
        self.apart = apart
        self._executor: ProcessPoolExecutor | None = None
        self._notes: tempfile.TemporaryDirectory[str] | None = None
        one_thread_each()

    def _fresh(self, workers: int) -> ProcessPoolExecutor:
        self._notes = self._notes or tempfile.TemporaryDirectory(prefix="headwater-pool-")
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=spawn, initializer=limit.note_in, initargs=(self._notes.name,))

    def _submit(self, call: Call) -> Future[Done]:
        if self._executor is None:
            self._executor = self._fresh(self.workers)
        try:
            with _no_main():
                return self._executor.submit(call[0], *call[1])
        except BrokenProcessPool as e:  # an earlier call broke it, which its own future tells as well
            future: Future[Done] = Future()
            future.set_exception(e)
            return future

    def close(self) -> None:
        """End the workers."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
        if self._notes is not None:
            self._notes.cleanup()
            self._notes = None

    def run(
        self,
        calls: Iterable[Call],
        split: Callable[[Call], list[Call]],
        given_up: Callable[[Call], Done],
        *,
        here: bool,
        apart: Callable[[Call], bool] = lambda _: False,
        named: Callable[[Call], str] = lambda _: "",
    ) -> Iterator[Done]:
        """The results of all calls, in order. ``here`` runs them in this process, but for those that must be ``apart`` from it.

        ``named``: the item of a call of one item, as its function names it to `limit.bounded`.
        """
        if here or (self.workers == 1 and not self.apart):
            for one in calls:
                if apart(one):
                    yield from self._one(one, split, given_up, named)
                else:
                    yield one[0](*one[1])
            return
        waiting: deque[tuple[Call, Future[Done]]] = deque()
        source = iter(calls)
        while True:
            while len(waiting) < 2 * self.workers and (call := next(source, None)) is not None:
                waiting.append((call, self._submit(call)))
            if not waiting:
                return
            call, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                broken = [call, *(c for c, _ in waiting)]
                waiting.clear()
                self._executor = None
                for one in broken:
                    yield from self._carefully(one, split, given_up, named)

    def _one(
        self, call: Call, split: Callable[[Call], list[Call]], given_up: Callable[[Call], Done], named: Callable[[Call], str]
    ) -> Iterator[Done]:
        """A single call, in another process."""
        try:
            yield self._submit(call).result()
        except BrokenProcessPool:
            self._executor = None
            yield from self._carefully(call, split, given_up, named)

    def _carefully(
        self, call: Call, split: Callable[[Call], list[Call]], given_up: Callable[[Call], Done], named: Callable[[Call], str]
    ) -> Iterator[Done]:
        """Every item of a call in a process of its own, but for those that are known to hang."""
        hung = limit.hung(self._notes.name) if self._notes else frozenset[str]()
        for one in split(call):
            if named(one) in hung:
                yield given_up(one)
                continue
            with self._fresh(1) as executor, _no_main():
                try:
                    yield executor.submit(one[0], *one[1]).result()
                except BrokenProcessPool:
                    yield given_up(one)
