"""French agreements, numbers in words and capitals."""

from typing import Final

from components.formats import number, partial_date

_WORDS: Final = (
    "zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip


def in_words(count: int) -> str:
    """« onze », and « 17 » from there on; feminine."""
    return _WORDS[count] if count < len(_WORDS) else number(count)


def agreed(count: int, singular: str, plural: str) -> str:
    """Form that agrees with ``count``; the French plural starts at two."""
    return plural if count > 1 else singular


def lowered(text: str) -> str:
    """Without the capital of a sentence; an acronym keeps its own: « EPCI », « comité »."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """With the capital of a sentence."""
    return text[:1].upper() + text[1:]


def of_date(partial: str) -> str:
    """« du 21 mai 2026 », « de mai 2026 », « d’avr. 2026 », « de 2026 »."""
    words = partial_date(partial)
    if len(partial) == len("2026-05-21"):
        return f"du {words}"
    return f"d’{words}" if words[0] in "ao" else f"de {words}"


def on_date(partial: str) -> str:
    """« le 21 mai 2026 », « en mai 2026 », « en 2026 »."""
    return f"{'le' if len(partial) == len('2026-05-21') else 'en'} {partial_date(partial)}"
