"""Texts of producers as the base keeps them: their words, our apostrophes and spaces."""

import re
from decimal import Decimal
from typing import Final

_BEFORE_SIGN: Final = re.compile(r"[ \u00a0\u202f]+(?=[:;?!%€»])")
_AFTER_GUILLEMET: Final = re.compile(r"«[ \u00a0\u202f]*")


def typeset(text: str) -> str:
    """Curly apostrophes, narrow no-break spaces before the signs that want one; no word is changed."""
    bare = text.strip().replace("'", "’")
    return _AFTER_GUILLEMET.sub("«\u202f", _BEFORE_SIGN.sub("\u202f", bare))


def euros(amount: Decimal) -> str:
    """« 1 234,50 € »."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u202f€"
