"""Why a measure cannot be made."""


class BenchError(Exception):
    """A measure cannot be made; the sentence says why."""
