"""SIRET numbers: whether their key is right."""

from typing import Final

_DIGITS: Final = 14
_LA_POSTE: Final = "356000000"
_EVEN: Final = 2
_FIVE: Final = 5


def sound_siret(text: str) -> bool:
    """Fourteen digits whose key is right: the sum of Luhn, or that of the digits for the post offices."""
    if len(text) != _DIGITS or not text.isdigit():
        return False
    digits = [int(digit) for digit in text]
    if text.startswith(_LA_POSTE):
        return sum(digits) % _FIVE == 0
    doubled = [digit * _EVEN if rank % _EVEN == 0 else digit for rank, digit in enumerate(digits)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004  sum of two digits
