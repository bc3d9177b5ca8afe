"""What is printed, whoever stops listening: « publier … | head » closes the output before all of it is told."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import TextIOBase
from typing import TextIO


class _Unheard(TextIOBase):
    """An output that nobody reads any more is no failure: what is done is done, and its exit code says it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes as long as it is read."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._close_quietly()
            return len(text)

    def flush(self) -> None:
        """Sends what was written, as long as it is read."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._close_quietly()

    def _close_quietly(self) -> None:
        # What is left in the buffer would be sent again at the end of the program, and fail again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


@contextmanager
def heard_or_not() -> Iterator[None]:
    """Commands run inside end as they would, even when their output is closed by the one who reads it."""
    output = _Unheard(sys.stdout)
    with redirect_stdout(output):
        yield
    output.flush()
