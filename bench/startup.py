"""Time from ``make run`` to the first answer, once everything is prepared."""

import time
from typing import Final

from tools import local_server as servers

REPETITIONS: Final = 5


def seconds() -> list[float]:
    """Return the time of each repetition; one more beforehand prepares what is missing and is not counted."""
    return [_once() for _ in range(REPETITIONS + 1)][1:]


def _once() -> float:
    port = servers.free_port()
    start = time.perf_counter()
    with servers.running(["make", "run"], port, {"PORT": str(port)}):
        return time.perf_counter() - start
