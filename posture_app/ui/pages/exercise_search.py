"""Finding exercises: words typed and filters chosen. Pure functions on the library's model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Routine
from posture_app.ui.widgets.controls import Option
from posture_app.words.catalogue import N_, _
from posture_app.words.library import CATEGORIES, EQUIPMENT, POSITIONS, REGIONS
from posture_app.words.plain_words import exercise_words, routine_words
from posture_app.words.search_index import SearchIndex

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


FLAGS: Final[Mapping[Flag, str]] = {"desk": N_("At the desk"), "discreet": N_("Unobtrusive")}
FACETS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "region": (N_("Region"), {str(key): words for key, words in REGIONS.items()}),
    "category": (N_("Kind"), {str(key): words for key, words in CATEGORIES.items()}),
    "position": (N_("Position"), {str(key): words for key, words in POSITIONS.items()}),
    "equipment": (
        N_("Equipment"),
        {NO_EQUIPMENT: N_("No equipment")} | {str(key): words for key, words in EQUIPMENT.items()},
    ),
}
"""The filters with a menu: title and words for each value, to be translated when they are shown."""

_VALUES: Final[Mapping[str, Callable[[Exercise], Sequence[str]]]] = {
    "region": lambda one: one.regions,
    "category": lambda one: (one.category,),
    "position": lambda one: (one.position,),
    "equipment": lambda one: one.equipment or (NO_EQUIPMENT,),
}


class ExerciseSearch:
    """Looks through the same exercises again and again, as when words are typed.

    All are looked through before the filters count, so that what a word means does not hang on
    them.
    """

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._exercises = tuple(exercises)
        self._words, self._found = "", list(self._exercises)

    @cached_property
    def _index(self) -> SearchIndex[Exercise]:
        """Made when the first word is typed: it takes 10 ms, and most come to look."""
        return SearchIndex((one, exercise_words(one)) for one in self._exercises)

    def search(self, query: Query) -> list[Exercise]:
        """The exercises that match, the best first: name before alias before the rest."""
        return [one for one in self._by_words(query.words) if _passes(one, query)]

    def options(self, query: Query, facet: str) -> list[Option]:
        """A filter's choices, with how many exercises each would leave beside the other filters."""
        left = self.search(query.with_facet(facet, None))
        counts: dict[str, int] = {}
        for one in left:
            for value in _VALUES[facet](one):
                counts[value] = counts.get(value, 0) + 1
        everywhere = {value for one in self._exercises for value in _VALUES[facet](one)}
        return [Option(None, _("Any"), len(left))] + [
            Option(value, _(words), counts.get(value, 0))
            for value, words in FACETS[facet][1].items()
            if value in everywhere
        ]

    def _by_words(self, words: str) -> list[Exercise]:
        if words != self._words:
            self._words, self._found = words, self._index.find(words)
        return self._found


def search(exercises: Iterable[Exercise], query: Query) -> list[Exercise]:
    """The exercises that match, looked for once."""
    return ExerciseSearch(exercises).search(query)


def search_routines(routines: Iterable[Routine], words: str) -> list[Routine]:
    """The routines that match, the best first: name before whom and what for."""
    if not words:
        return list(routines)
    return SearchIndex((one, routine_words(one)) for one in routines).find(words)


def options(exercises: Sequence[Exercise], query: Query, facet: str) -> list[Option]:
    """A filter's choices among these exercises, looked for once."""
    return ExerciseSearch(exercises).options(query, facet)


def _passes(one: Exercise, query: Query) -> bool:
    if not all(getattr(one, flag) for flag in query.flags):
        return False
    return all(value in _VALUES[facet](one) for facet, value in query.facets.items())
