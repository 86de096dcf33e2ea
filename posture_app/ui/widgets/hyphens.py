"""Where a word may be broken that is longer than its line."""

import re
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
"""Seen only at the end of a line, as a hyphen."""

_VOWELS: Final = frozenset("aeiouyäöüAEIOUYÄÖÜ")
_TOGETHER: Final = ("sch", "ch", "ck", "ph", "th", "qu")
"""Letters that are one sound and are not parted."""
_PARTS: Final = re.compile(
    "wirbel|säule|blatt|gürtel|muskel|gelenk|schulter|nacken|rücken|becken|hüft|knie|sprung|"
    "beweglich|beweg|stabilisier|mobilis|kräftig|dehnung|streck|beugung|drehung|neigung|"
    "aufricht|entspann|haltung|übung|programm|pause|training",
    re.IGNORECASE,
)
"""What long German words of the field are put together from."""
_LEAST: Final = 3
"""So many letters at least stay before a hyphen, and come after it."""


def with_hyphens(word: str) -> str:
    """A word with a soft hyphen where it may be broken, for one that must be broken somewhere.

    That is between the words that it is put together from, or where none is known between its
    syllables by the rule for most words: before the last consonant between two vowels.
    """
    parts, start = [], 0
    joints = [one.start() for one in _PARTS.finditer(word) if one.start()]
    for at in joints or _breaks(word):
        if at - start >= _LEAST and len(word) - at >= _LEAST:
            parts.append(word[start:at])
            start = at
    return SOFT_HYPHEN.join([*parts, word[start:]])


def _breaks(letters: str) -> list[int]:
    """Before which letters a syllable begins."""
    found = []
    vowel = next((at for at, one in enumerate(letters) if one in _VOWELS), None)
    if vowel is None:
        return []
    last = vowel
    for at in range(vowel + 1, len(letters)):
        if letters[at] not in _VOWELS:
            continue
        between = letters[last + 1 : at]
        if between and between.isalpha():
            sound = next((one for one in _TOGETHER if between.endswith(one)), between[-1])
            found.append(at - len(sound))
        last = at
    return found
