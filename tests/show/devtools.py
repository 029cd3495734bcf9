"""A browser that is asked questions, over the pipe of its DevTools protocol. Needs no package and no port."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Tab:
    """One tab. What the browser reports unasked is passed over."""

    def __init__(self, out: int, into: int) -> None:
        self._out, self._into, self._held, self._asked = out, into, b"", 0
        self._session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            more = os.read(self._into, 1 << 16)
            if not more:
                raise EOFError("the browser has gone")
            self._held += more
        first, self._held = self._held.split(b"\0", 1)
        return json.loads(first)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to one call of the protocol."""
        self._asked += 1
        call = {"id": self._asked, "method": method, "params": params, **({"sessionId": self._session} if self._session else {})}
        os.write(self._out, json.dumps(call).encode() + b"\0")
        while (answer := self._message()).get("id") != self._asked:
            pass
        return answer["result"]

    def open(self, address: str, width: int) -> None:
        """Load a page in a window of so many pixels, and wait until it stands."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Page.navigate", url=address)
        for _ in range(600):
            if self.value("document.readyState == 'complete' && location.href") == address:
                return
            time.sleep(0.05)
        raise TimeoutError(address)

    def value(self, expression: str) -> Any:
        """What an expression gives on the page."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")


@contextmanager
def tab(browser: str, options: list[str], profile: Path) -> Iterator[Tab]:
    """A tab of a browser of its own."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    # the protocol is spoken on the descriptors 3 and 4, which the shell puts in place
    command = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
    called = [browser, *options, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
    running = subprocess.Popen(["bash", "-c", command, "bash", *called], pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Tab(ours_out, ours_in)
    finally:
        running.kill()
        running.wait(10)
        os.close(ours_out)
        os.close(ours_in)
