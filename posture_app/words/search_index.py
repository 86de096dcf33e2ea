"""What is meant by what a person types, the best first: the one search of the whole program.

Every word that is typed must be found in something, by the beginning of one of its words, as the
end of one (`schmerz` in `Nackenschmerz`), in the singular as in the plural, or, where nothing is
spelled like that, with one slip of the fingers: a letter too many, too few, wrong, or two that
changed places. Fuzzy search by a library (rapidfuzz) was tried: it takes 65 ms and 6 MB to import,
for some hundred short titles.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

from posture_app.dataclass import dataclass

_T = TypeVar("_T")

_EXACT, _BEGINS, _NUMBER, _ENDS, _WITHIN, _SLIP = 0, 1, 2, 3, 4, 6
_IN_ALIAS, _IN_OTHERS = 1, 2
"""What it costs to be found in another name, or in what does not name it at all."""
_LEAST_AT_END: Final = 3
_LEAST_WITHIN: Final = 6
"""From how many letters on a word may be the end of another, or anywhere within: `chin` is no part
of `stretching`."""
_LEAST_SLIP: Final = 4
_LEAST_STEM: Final = 4
_PLURALS: Final = ("en", "er", "es", "n", "e", "s")
"""Endings of the plural in English and German."""


def fold(words: str) -> str:
    """Words without case and without diacritics: `Übung` and `ubung` are the same, `ß` is `ss`."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, each once; an apostrophe does not end one: `childs`, `pose`."""
    joined = fold(text).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return tuple(dict.fromkeys(re.findall(r"\w+", joined)))


_JOINING: Final = frozenset(
    folded_words(
        "a an and at for from in my of on or the to with am bei beim das dem den der des die ein "
        "eine einen für im mein meine meinen mit und vom von zum zur"
    )
)
"""Words that only join others, which are found without them."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The words by which something is found, folded.

    Attributes:
        name: Of its name.
        aliases: Of its other names.
        others: Of what else is said of it.
    """

    name: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def searched(name: str, aliases: Iterable[str] = (), others: Iterable[str] = ()) -> Searched:
    """Fold what something is found by."""
    return Searched(
        folded_words(name), folded_words(" ".join(aliases)), folded_words(" ".join(others))
    )


class SearchIndex(Generic[_T]):
    """Looks through things, each with the words by which it is found."""

    def __init__(self, things: Iterable[tuple[_T, Searched]]) -> None:
        self._things = tuple(things)
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        for place, (_thing, words) in enumerate(self._things):
            for more, part in _parts(words):
                for far, word in enumerate(part):
                    here = self._places.setdefault(word, [])
                    here.append((place, more, len(words.name) if more else far))

    def find(self, typed: str) -> list[_T]:
        """What is meant, the best first; all of it, in its order, where nothing is typed."""
        words = folded_words(typed)
        wanted = [word for word in words if word not in _JOINING] or words
        costs = [self._costs(word) for word in wanted]
        found = []
        for place, (thing, _words) in enumerate(self._things):
            known = [cost for of_word in costs if (cost := of_word[place]) is not None]
            if len(known) == len(costs):
                summed = sum(one for one, _far in known), sum(far for _one, far in known)
                found.append((*summed, place, thing))
        return [thing for *_rank, thing in sorted(found, key=lambda one: one[:3])]

    def _costs(self, word: str) -> list[tuple[int, int] | None]:
        """What each thing costs for one word; slips count only where nothing is spelled so."""
        costs = self._costs_where(word, slips=False)
        if any(cost is not None for cost in costs):
            return costs
        return self._costs_where(word, slips=True)

    def _costs_where(self, word: str, *, slips: bool) -> list[tuple[int, int] | None]:
        """How well each thing fits a word, less is better, and how far in its name that stands."""
        costs: list[tuple[int, int] | None] = [None] * len(self._things)
        for other, places in self._places.items():
            cost = _word_cost(word, other, slips=slips)
            if cost is None:
                continue
            for place, more, far in places:
                now = costs[place]
                if now is None or (cost + more, far) < now:
                    costs[place] = cost + more, far
        return costs


def _parts(one: Searched) -> Sequence[tuple[int, tuple[str, ...]]]:
    """Its words by where they stand, with what that costs."""
    return (0, one.name), (_IN_ALIAS, one.aliases), (_IN_OTHERS, one.others)


@lru_cache(maxsize=100_000)  # the same few words stand in most of what is looked through
def _word_cost(wanted: str, word: str, *, slips: bool) -> int | None:
    if wanted == word:
        return _EXACT
    if word.startswith(wanted):
        return _BEGINS
    if any(word.startswith(stem) for stem in _stems(wanted)):
        return _NUMBER
    if len(wanted) >= _LEAST_AT_END and word.endswith(wanted):
        return _ENDS
    if len(wanted) >= _LEAST_WITHIN and wanted in word:
        return _WITHIN
    return _SLIP if slips and _is_slip(wanted, word) else None


def _stems(word: str) -> list[str]:
    """A word without an ending of the plural, as far as enough of it is left."""
    return [
        word.removesuffix(ending)
        for ending in _PLURALS
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM
    ]


def _is_slip(wanted: str, word: str) -> bool:
    if len(wanted) >= _LEAST_SLIP:
        return any(one_slip_apart(wanted, word[: len(wanted) + more]) for more in (-1, 0, 1))
    # In a short word only a letter may be missing, and not the first: `tuk`.
    short = len(wanted) == _LEAST_SLIP - 1 and len(word) == _LEAST_SLIP
    return short and wanted[0] == word[0] and one_slip_apart(wanted, word)


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
