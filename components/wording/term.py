"""What an entry of the dictionary is."""

from typing import NamedTuple


class Term(NamedTuple):
    """A term and its meaning.

    ``forms`` are the words to recognise in a text, in the singular; ``labels`` are whole texts, such as a header.  A
    term with neither stands in the glossary only, because its words also have their ordinary meaning on the pages.
    """

    name: str
    meaning: str
    forms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
