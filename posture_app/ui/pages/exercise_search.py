"""Finding exercises: words typed and filters chosen. Pure functions on the library's model."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from posture_app.library.model import Exercise
from posture_app.ui import text
from posture_app.ui.widgets.controls import Option

NO_EQUIPMENT: Final = "nothing"


Flag = Literal["desk", "discreet"]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, a value for some of the facets, and flags that must be true."""

    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[Flag] = frozenset()

    def with_words(self, words: str) -> "Query":
        """The same with other words."""
        return Query(words, self.facets, self.flags)

    def with_facet(self, facet: str, value: str | None) -> "Query":
        """The same with one facet set, or left open by None."""
        facets = {name: chosen for name, chosen in self.facets.items() if name != facet}
        if value is not None:
            facets[facet] = value
        return Query(self.words, facets, self.flags)

    def with_flag(self, flag: Flag, *, on: bool) -> "Query":
        """The same with one flag wanted or not."""
        flags = self.flags | {flag} if on else self.flags - {flag}
        return Query(self.words, self.facets, flags)


FLAGS: Final[Mapping[Flag, str]] = {"desk": "At the desk", "discreet": "Unobtrusive"}
FACETS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "region": ("Region", {str(key): words for key, words in text.REGIONS.items()}),
    "category": ("Kind", {str(key): words for key, words in text.CATEGORIES.items()}),
    "position": ("Position", {str(key): words for key, words in text.POSITIONS.items()}),
    "equipment": (
        "Equipment",
        {NO_EQUIPMENT: "No equipment"} | {str(key): words for key, words in text.EQUIPMENT.items()},
    ),
}
"""The filters with a menu: title, words for each value."""

_VALUES: Final[Mapping[str, Callable[[Exercise], Sequence[str]]]] = {
    "region": lambda one: one.regions,
    "category": lambda one: (one.category,),
    "position": lambda one: (one.position,),
    "equipment": lambda one: one.equipment or (NO_EQUIPMENT,),
}


def search(exercises: Iterable[Exercise], query: Query) -> list[Exercise]:
    """The exercises that match, the best first: name before alias before the rest."""
    words = fold(query.words).split()
    ranked = []
    for place, one in enumerate(exercises):
        if _passes(one, query):
            rank = _rank(one, words)
            if rank is not None:
                ranked.append((rank, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def options(exercises: Sequence[Exercise], query: Query, facet: str) -> list[Option]:
    """A filter's choices, with how many exercises each would leave beside the other filters."""
    left = search(exercises, query.with_facet(facet, None))
    counts: dict[str, int] = {}
    for one in left:
        for value in _VALUES[facet](one):
            counts[value] = counts.get(value, 0) + 1
    everywhere = {value for one in exercises for value in _VALUES[facet](one)}
    return [Option(None, "Any", len(left))] + [
        Option(value, words, counts.get(value, 0))
        for value, words in FACETS[facet][1].items()
        if value in everywhere
    ]


def fold(words: str) -> str:
    """Letters only as they count for finding: without case and without diacritics."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _passes(one: Exercise, query: Query) -> bool:
    if not all(getattr(one, flag) for flag in query.flags):
        return False
    return all(value in _VALUES[facet](one) for facet, value in query.facets.items())


def _rank(one: Exercise, words: Sequence[str]) -> int | None:
    name, aliases, rest = _haystacks(one)
    if not all(word in name or word in aliases or word in rest for word in words):
        return None
    if all(word in name for word in words):
        return 0 if not words or name.startswith(words[0]) else 1
    return 2 if all(word in name or word in aliases for word in words) else 3


@lru_cache(maxsize=4096)
def _haystacks(one: Exercise) -> tuple[str, str, str]:
    muscles = (*one.muscles.primary, *one.muscles.secondary)
    regions = [text.REGIONS[region] for region in one.regions]
    rest = " ".join((*muscles, *regions, text.CATEGORIES[one.category]))
    return fold(one.name), fold(" ".join(one.aliases)), fold(rest)
