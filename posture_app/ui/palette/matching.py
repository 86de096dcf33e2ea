"""Which entries of the palette are meant by what is typed, the best first. Without Qt.

Every word that is typed must be found in an entry, by the beginning of one of its words, within one
(`schmerz` in `Nackenschmerz`), or with one slip of the fingers: a letter too many, too few, wrong,
or two that changed places. Fuzzy search by a library (rapidfuzz) was tried: it takes 65 ms and 6 MB
to import, for some hundred short titles.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from posture_app.words.finding import fold


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to go to or to do.

    Attributes:
        title: Its name, as it is read.
        detail: What it is, in a few words: a kind, a region, a length, a key.
        keywords: Other words by which it is found; they are not shown.
        icon: The name of an icon of `ui/theme/icons.py`; none if empty.
        intent: What the owner of the entry gets back when it is chosen.
    """

    title: str
    detail: str = ""
    keywords: tuple[str, ...] = ()
    icon: str = ""
    intent: object = None


_EXACT, _BEGINS, _WITHIN, _SLIP = 0, 1, 3, 6
_NOT_IN_TITLE: Final = 2
"""What it costs to be found in the detail or the keywords only."""
_LEAST_WITHIN: Final = 3
_LEAST_SLIP: Final = 4
"""From how many letters on a word may be within another, or have a slip."""


class Finder:
    """Looks through entries; their words are folded once, when it is made."""

    def __init__(self, entries: Iterable[PaletteEntry]) -> None:
        self._entries = tuple(entries)
        self._words = [
            (_words(entry.title), _words(" ".join((entry.detail, *entry.keywords))))
            for entry in self._entries
        ]

    def find(self, typed: str) -> list[PaletteEntry]:
        """The entries that are meant, the best first; all of them where nothing is typed."""
        wanted = _words(typed)
        found = []
        for place, (title, rest) in enumerate(self._words):
            costs = [_cost(word, title, rest) for word in wanted]
            known = [cost for cost in costs if cost is not None]
            if len(known) == len(costs):
                cost, far = sum(cost for cost, _ in known), sum(far for _, far in known)
                found.append((cost, far, place))
        return [self._entries[place] for _, _, place in sorted(found)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _cost(wanted: str, title: Sequence[str], rest: Sequence[str]) -> tuple[int, int] | None:
    """How well an entry fits a word, less is better, and how far in its title the word stands."""
    costs = [
        (cost, place)
        for place, word in enumerate(title)
        if (cost := _word_cost(wanted, word)) is not None
    ]
    costs += [
        (cost + _NOT_IN_TITLE, len(title))
        for word in rest
        if (cost := _word_cost(wanted, word)) is not None
    ]
    return min(costs, default=None)


def _word_cost(wanted: str, word: str) -> int | None:
    if wanted == word:
        return _EXACT
    if word.startswith(wanted):
        return _BEGINS
    if len(wanted) >= _LEAST_WITHIN and wanted in word:
        return _WITHIN
    if len(wanted) >= _LEAST_SLIP and any(
        one_slip_apart(wanted, word[: len(wanted) + more]) for more in (-1, 0, 1)
    ):
        return _SLIP
    return None


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter is missing, wrong or too many, or two neighbours changed places.

    This is an optimal string alignment distance of one, or of none.
    """
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, of_other = one[same:], other[same:]
    swapped = rest[1:2] + rest[:1] == of_other[:2] and rest[2:] == of_other[2:]
    return swapped or rest[1:] == of_other[1:] or rest == of_other[1:] or rest[1:] == of_other
