"""Texts of producers as the base keeps them: their words, our apostrophes and spaces."""

import re
from typing import Final

_BEFORE_SIGN: Final = re.compile(r"[ \u00a0\u202f]+(?=[:;?!%€»])")
_AFTER_GUILLEMET: Final = re.compile(r"«[ \u00a0\u202f]*")


def typeset(text: str) -> str:
    """Curly apostrophes, narrow no-break spaces before the signs that want one; no word is changed."""
    bare = text.strip().replace("'", "’")
    return _AFTER_GUILLEMET.sub("«\u202f", _BEFORE_SIGN.sub("\u202f", bare))
