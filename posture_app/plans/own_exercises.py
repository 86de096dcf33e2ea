"""Checks an own exercise while it is written, as `posture-app check` does with a whole file.

Each thing that is wrong comes with the field of the form that it belongs to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from posture_app.coach.review import review
from posture_app.dataclass import dataclass
from posture_app.errors import Message, sentence
from posture_app.library.draft import ExerciseDraft, entry_of, source_entries
from posture_app.library.files import CheckMotions
from posture_app.library.missed_demands import missed_demands
from posture_app.library.model import FORMAT, VERSION, Exercise, Library, Source
from posture_app.library.pictures import named, picture_content
from posture_app.library.problems import Problem, Problems
from posture_app.library.references import NEEDED
from posture_app.library.validation import validated_library

_ENTRY: Final = re.compile(r"(exercises|sources)\[(\d+)\]\.?(.*)")
_STAND_INS: Final[Mapping[str, Any]] = {
    "name": "-",
    "purpose": "-",
    "category": "relaxation",
    "regions": ["whole_body"],
    "position": "sitting",
    "sides": "together",
    "steps": ["-"],
}
"""What fills the gaps of a draft, so that what is there already can be looked at."""
_DOSE_STAND_INS: Final[Mapping[str, int]] = {"reps": 1, "hold_s": 1, "duration_s": 60}
MISSING: Final = sentence("is missing; expected it here")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing that is wrong with a draft.

    Attributes:
        field: The field of the exercise as the file's format names it, such as `dose.hold_s`; or
            `own_sources` for a source of one's own.
        what: What is wrong with it.
        number: Which entry of a list, from 0 on; None where it is the field as a whole.
        is_gap: Whether it is only not there yet.
        place: Where it is within the motion, as `body.check` says it; empty elsewhere.
    """

    field: str
    what: Message
    number: int | None = None
    is_gap: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with what is wrong with it; where nothing is, the exercise that it makes."""

    problems: tuple[FieldProblem, ...]
    exercise: Exercise | None = None
    sources: tuple[Source, ...] = ()


def checked(draft: ExerciseDraft, library: Library, check_motions: CheckMotions) -> CheckedDraft:
    """Check a draft.

    Args:
        draft: The draft. Its pictures are taken over as they are.
        library: What is loaded, which the draft may point to.
        check_motions: Looks at its motion.
    """
    entry, sources = entry_of(draft), source_entries(draft)
    gaps = [name for name in _STAND_INS if name not in entry]
    stand_ins = {name: _STAND_INS[name] for name in gaps}
    dose = entry["dose"]
    no_dose = [name for name in NEEDED[dose["model"]] if name not in dose]
    gaps += [f"dose.{name}" for name in no_dose]
    stand_ins["dose"] = dose | {name: _DOSE_STAND_INS[name] for name in no_dose}
    found = Problems()
    others = {key: one for key, one in library.exercises.items() if key != draft.id}
    known = {"exercises": others, "sources": library.sources, "routines": library.routines}
    document = {
        "format": FORMAT,
        "version": VERSION,
        "language": "en",
        "exercises": [entry | stand_ins],
        "routines": [],
        "sources": sources,
    }
    library_file = validated_library(document, known, found)
    if library_file is not None and library_file.exercises and not found:
        found.add(check_motions(library_file))
        found.add(review(library_file, others))
        if not gaps:
            found.add(missed_demands(library_file, others))
    problems = (
        *(FieldProblem(name, MISSING, is_gap=True) for name in gaps),
        *_by_field(found.told(), gaps),
        *(
            FieldProblem("pictures", sentence("This picture cannot be read."))
            for where in named(draft.pictures).values()
            if picture_content(where) is None
        ),
    )
    if problems or library_file is None:
        return CheckedDraft(problems)
    exercise = replace(library_file.exercises[0], id=draft.id, pictures=draft.pictures)
    return CheckedDraft((), exercise, library_file.sources)


def _by_field(problems: Sequence[Problem], gaps: Sequence[str]) -> Iterator[FieldProblem]:
    for one in problems:
        place = _ENTRY.fullmatch(str(one.place))
        if place is None:
            yield FieldProblem("", one.what)
            continue
        kind, index, rest = place.groups()
        if kind == "sources":
            yield FieldProblem("own_sources", one.what, int(index))
            continue
        field, number = _field(rest)
        if field in gaps or (field == "easier" and gaps):
            continue  # it is a stand-in that was looked at
        is_gap = one.what.text.startswith("is missing")
        if field == "motion":
            within = one.what.values.get("problem")  # the exercise's name is said by the form
            what = within if isinstance(within, Message) else one.what
            yield FieldProblem(field, what, place=rest)
            continue
        yield FieldProblem(field, one.what, number, is_gap)


def _field(place: str) -> tuple[str, int | None]:
    """`steps[2]` as the field and the number of its entry; a motion is one field."""
    if place.startswith("motion"):
        return "motion", None
    name, _, rest = place.partition("[")
    number = rest.partition("]")[0]
    return name.rstrip("."), int(number) if number.isdigit() else None
