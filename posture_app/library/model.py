"""The library's model: exercises with their doses, routines, and the sources behind them.

Plain frozen dataclasses, so that every room can use them without a schema library. The field
names are those of the file format (`return_` is `return` in the file, a Python keyword). Ranges
stand beside the types (`ranges.py`); `library/files.py` enforces them when a file is read.
All durations are seconds.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal

from posture_app.dataclass import dataclass
from posture_app.library.motion import Motion
from posture_app.library.ranges import Ge, Le, MaxLen, MinLen
from posture_app.library.schema import Equipment, FileObject, Text

FORMAT: Final = "posture-app/library"
VERSION: Final = 1
MAX_EXERCISES: Final = 2000
MAX_ROUTINES: Final = 2000
MAX_SOURCES: Final = 5000
MAX_PROGRAMMES: Final = 200
MAX_PICTURES: Final = 500
MAX_PICTURE_TEXT: Final = 280_000
"""Of a picture of 200 KB, written as text (base64)."""

Category = Literal["mobility", "stretch", "strength", "stability", "relaxation", "self-massage"]
Region = Literal[
    "neck",
    "jaw",
    "shoulder_girdle",
    "chest",
    "upper_back",
    "low_back",
    "trunk",
    "hip",
    "leg",
    "arm",
    "whole_body",
]
Position = Literal[
    "sitting",
    "long_sitting",
    "standing",
    "standing_at_wall",
    "hook_lying",
    "supine",
    "prone",
    "side_lying",
    "quadruped",
    "kneeling",
    "half_kneeling",
]
FLOOR_POSITIONS: Final[frozenset[Position]] = frozenset(
    {
        "long_sitting",
        "hook_lying",
        "supine",
        "prone",
        "side_lying",
        "quadruped",
        "kneeling",
        "half_kneeling",
    }
)
Sides = Literal["together", "each", "alternating"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DoseModel = Literal["reps", "reps_with_hold", "timed_hold", "continuous"]
SourceKind = Literal["guideline", "review", "trial", "study", "public_body", "clinic", "book"]

COMMON_PRACTICE: Final = "common practice"
"""What `Dose.source` says where a dose rests on clinical custom and not on one source."""

Id = Annotated[str, MinLen(1), MaxLen(60)]
Texts = Annotated[tuple[Text, ...], MaxLen(30)]
Seconds = Annotated[float, Ge(0), Le(3600)]


@dataclass(frozen=True, slots=True)
class Tempo(FileObject):
    """How long it takes to move into the end position and back, in seconds."""

    move: Seconds
    return_: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(FileObject):
    """How much of an exercise to do at one time, and how often.

    `reps` counts for each side where the exercise has sides. `rest_s` lies between sets, `relax_s`
    between repetitions, `switch_s` between the sides. What is not given is None: no such time.
    """

    model: DoseModel
    sets: Annotated[int, Ge(1), Le(20)] = 1
    reps: Annotated[int, Ge(1), Le(100)] | None = None
    hold_s: Seconds | None = None
    relax_s: Seconds | None = None
    duration_s: Annotated[float, Ge(1), Le(7200)] | None = None
    rest_s: Seconds | None = None
    switch_s: Seconds | None = None
    tempo_s: Tempo | None = None
    per_day: Annotated[int, Ge(1), Le(48)] | None = None
    per_week: Annotated[int, Ge(1), Le(7)] | None = None
    source: Annotated[str, MinLen(1), MaxLen(200)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscles(FileObject):
    """The muscles that work or lengthen, by their anatomical names."""

    primary: Texts = ()
    secondary: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures(FileObject):
    """Pictures of the start and the end position, which stand where the figure would.

    In a file they are names (`pictures.py`); once a library is loaded, where each picture is: the
    path of its file, or all of it as a `data:` text.
    """

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPicture(FileObject):
    """A picture that a file brings along, as base64, by the name under which exercises have it."""

    name: Annotated[str, MinLen(1), MaxLen(80)]
    data: Annotated[str, MinLen(1), MaxLen(MAX_PICTURE_TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(FileObject):
    """One exercise, as one would hand it to a patient."""

    id: Id
    name: Annotated[str, MinLen(1), MaxLen(120)]
    aliases: Texts = ()
    purpose: Text
    category: Category
    regions: Annotated[tuple[Region, ...], MinLen(1)]
    muscles: Muscles = field(default_factory=Muscles)
    position: Position
    equipment: tuple[Equipment, ...] = ()
    desk: bool = False
    discreet: bool = False
    sides: Sides
    dose: Dose
    steps: Annotated[tuple[Text, ...], MinLen(1), MaxLen(30)]
    cues: Texts = ()
    mistakes: Texts = ()
    feel: str = ""
    breathing: str = ""
    cautions: Texts = ()
    stop_if: Texts = ()
    easier: Id | None = None
    harder: Id | None = None
    sources: Texts = ()
    motion: Motion | None = None
    pictures: Pictures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItem(FileObject):
    """An exercise in a routine; `dose` replaces the exercise's own dose where it is given.

    With a `side`, an exercise that has sides is done on that one alone.
    """

    exercise: Id
    dose: Dose | None = None
    side: Literal["left", "right"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine(FileObject):
    """Exercises in an order. Its time is computed by the coach, never typed.

    One that is part of a `programme` is offered there only, when its turn comes.
    """

    id: Id
    name: Annotated[str, MinLen(1), MaxLen(120)]
    goal: Text
    audience: str = ""
    items: Annotated[tuple[RoutineItem, ...], MinLen(1), MaxLen(60)]
    cautions: Texts = ()
    sources: Texts = ()
    programme: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRoutine(FileObject):
    """A routine that a phase asks for, on how many days a week and how many times on such a day.

    Where `days` names the days of the week, it is asked for on those and no others.
    """

    routine: Id
    days_per_week: Annotated[int, Ge(1), Le(7)] = 7
    per_day: Annotated[int, Ge(1), Le(12)] = 1
    days: Annotated[tuple[Weekday, ...], MaxLen(7)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(FileObject):
    """What has to be so before the next phase: so many sessions in a row whole, with little pain.

    `pain_at_most` holds for the pain during and after each of them, `effort_at_most` for how hard
    each was where that is asked for; both on the scale from 0 to 10.
    """

    sessions: Annotated[int, Ge(1), Le(20)] = 2
    pain_at_most: Annotated[int, Ge(0), Le(10)] = 3
    effort_at_most: Annotated[int, Ge(0), Le(10)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(FileObject):
    """One step of a programme: what is done, and for how many weeks at least.

    `criterion` counts instead of the programme's where it is given.
    """

    id: Id
    name: Annotated[str, MinLen(1), MaxLen(120)]
    aim: Text
    weeks: Annotated[int, Ge(1), Le(26)]
    routines: Annotated[tuple[PhaseRoutine, ...], MinLen(1), MaxLen(12)]
    criterion: Criterion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(FileObject):
    """Phases that build on each other over weeks; `afterwards` says what to keep up."""

    id: Id
    name: Annotated[str, MinLen(1), MaxLen(120)]
    goal: Text
    audience: str = ""
    phases: Annotated[tuple[Phase, ...], MinLen(1), MaxLen(26)]
    criterion: Criterion = field(default_factory=Criterion)
    afterwards: Text
    cautions: Texts = ()
    sources: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(FileObject):
    """A publication or page that a dose or a statement rests on."""

    id: Id
    citation: Text
    kind: SourceKind
    doi: Annotated[str, MinLen(7), MaxLen(200)] | None = None
    url: Annotated[str, MinLen(1), MaxLen(500)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile(FileObject):
    """One library file as a whole."""

    format: Literal["posture-app/library"]
    version: Literal[1]
    language: Annotated[str, MinLen(2), MaxLen(35)]
    exercises: Annotated[tuple[Exercise, ...], MaxLen(MAX_EXERCISES)]
    routines: Annotated[tuple[Routine, ...], MaxLen(MAX_ROUTINES)]
    sources: Annotated[tuple[Source, ...], MaxLen(MAX_SOURCES)]
    programmes: Annotated[tuple[Programme, ...], MaxLen(MAX_PROGRAMMES)] = ()
    pictures: Annotated[tuple[CarriedPicture, ...], MaxLen(MAX_PICTURES)] = ()


Topic = Literal["pain", "care", "desk", "day"]
Diagram = Literal["desk", "laptop", "two_screens", "standing"]
"""A drawing of a workplace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """A page of the guide, in one language.

    Attributes:
        topic: What it is about.
        picture: The id of the exercise whose still stands for it.
        exercises: Ids of the exercises that it leads to.
        sources: Ids of what it rests on.
        words: Other words by which it is found.
        names_signs: Whether the signs that a doctor must see are listed above its text.
        diagrams: The drawings of a workplace above its text.
        text: Markdown, with links such as `exercise:bridge` and `guide:pacing`.
    """

    id: str
    topic: Topic
    title: str
    summary: str
    picture: str
    exercises: tuple[str, ...]
    sources: tuple[str, ...]
    words: tuple[str, ...] = ()
    names_signs: bool = False
    diagrams: tuple[Diagram, ...] = ()
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is loaded: the built-in library and people's own, by id."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    sources: Mapping[str, Source]
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    guide: Mapping[str, GuidePage] = field(default_factory=dict)

    @property
    def free_routines(self) -> dict[str, Routine]:
        """The routines that stand by themselves, and so can be offered to anybody at any time."""
        return {key: one for key, one in self.routines.items() if one.programme is None}

    def dose(self, item: RoutineItem) -> Dose:
        """The dose that counts for a routine's item: its own, or else the exercise's."""
        return item.dose or self.exercises[item.exercise].dose
