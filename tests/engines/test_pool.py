"""A worker that dies takes nothing with it but the item that killed it."""

from __future__ import annotations

import os
import signal
import time

from headwater.engines.call import Done
from headwater.engines.pool import Call, Pool


def work(items: list[int]) -> Done:
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return Done({}, [str(i) for i in items], {"rows": len(items)})


def split(call: Call) -> list[Call]:
    return [(call[0], ([i],)) for i in call[1][0]]


def given_up(call: Call) -> Done:
    return Done({}, [f"gave up {call[1][0][0]}"], {})


def test_only_the_item_that_kills_its_worker_is_given_up():
    calls: list[Call] = [(work, ([1, 2],)), (work, ([12, 13, 14],)), (work, ([20],)), (work, ([30],)), (work, ([40],)), (work, ([50],))]
    pool = Pool(2)
    try:
        done = [w for d in pool.run(calls, split, given_up, here=False) for w in d.works]
    finally:
        pool.close()
    assert sorted(done) == sorted(["1", "2", "12", "gave up 13", "14", "20", "30", "40", "50"])


def test_one_worker_can_be_a_process_apart():
    pool = Pool(1, apart=True)
    try:
        calls: list[Call] = [(work, ([13, 14],)), (work, ([20],))]
        done = [w for d in pool.run(calls, split, given_up, here=False) for w in d.works]
    finally:
        pool.close()
    assert sorted(done) == ["14", "20", "gave up 13"]


def test_a_call_made_after_the_workers_broke_is_done_as_well():
    pool = Pool(2)

    def calls():
        yield work, ([13],)
        while not (pool._executor and pool._executor._broken):  # the next call is handed to workers that are gone
            time.sleep(0.01)
        yield work, ([20],)

    try:
        done = [w for d in pool.run(calls(), split, given_up, here=False) for w in d.works]
    finally:
        pool.close()
    assert sorted(done) == ["20", "gave up 13"]


def test_results_come_in_order():
    calls: list[Call] = [(work, ([n],)) for n in (5, 3, 9, 7)]
    pool = Pool(2)
    try:
        assert [d.works for d in pool.run(calls, split, given_up, here=False)] == [["5"], ["3"], ["9"], ["7"]]
    finally:
        pool.close()
