"""Reading and writing plans and adherence files, which may come from anybody.

They are read as a library's file is (`library/reading.py`): within bounds of size and depth, with
every fault named, and nothing in them is a path, a link or more than plain text.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from posture_app.errors import Message, sentence
from posture_app.library.files import CheckMotions
from posture_app.library.model import FORMAT as LIBRARY_FORMAT
from posture_app.library.model import VERSION as LIBRARY_VERSION
from posture_app.library.model import Exercise, Library, LibraryFile, Source
from posture_app.library.pictures import handed_on, picture_problems, with_pictures
from posture_app.library.problems import BrokenFileError, Problem, Problems, place_of
from posture_app.library.reading import document, file_bytes
from posture_app.library.references import dose_problems, is_slug
from posture_app.library.validation import (
    count_values,
    too_many_entries,
    validated_entry,
    validated_library,
)
from posture_app.plans.model import (
    ADHERENCE_FORMAT,
    ADHERENCE_VERSION,
    FORMAT,
    MAX_PHASES,
    MAX_SESSIONS,
    VERSION,
    AdherenceFile,
    Plan,
    PlanFile,
    PlanPhase,
    SessionDone,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T", PlanFile, AdherenceFile)
_Entry = TypeVar("_Entry", PlanPhase, SessionDone)

_CARRIED: Final = ("exercises", "sources", "pictures")
MAX_CARRIED_VALUES: Final = 100_000
"""Eight hundred of the library's exercises have as many."""
MAX_REPETITIONS: Final = 10_000
"""Of one phase, all its sets together."""
_TAKEN_FOR_EACH_OTHER: Final[Mapping[tuple[str, str], Message]] = {
    (FORMAT, ADHERENCE_FORMAT): sentence("tells what was done of a plan, and is no plan"),
    (ADHERENCE_FORMAT, FORMAT): sentence("is a plan, and does not tell what was done of one"),
}
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def read_plan(
    path: Path,
    library: Library,
    check_motions: CheckMotions | None = None,
    raw: bytes | None = None,
) -> PlanFile:
    """A plan's file.

    Args:
        path: The file.
        library: What the plan may point to beside what it brings along.
        check_motions: Looks at the motions that it brings along.
        raw: What is in the file, where that is known already.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    problems = Problems()
    parsed = _parsed(path, raw, (FORMAT, VERSION), problems)
    carried = _carried(parsed, library, problems)
    bare = {name: value for name, value in parsed.items() if name not in _CARRIED}
    plan_file = _validated_plan(bare, problems)
    if not problems:
        problems.add(_dose_problems(parsed["plan"]["phases"]))
    if plan_file is not None and carried is not None and not problems.full:
        exercises = {one.id: one for one in carried.exercises} | dict(library.exercises)
        problems.add(_reference_problems(plan_file.plan, exercises, library.routines))
        if check_motions is not None and not problems:
            problems.add(check_motions(carried))
    if problems or plan_file is None or carried is None:
        raise BrokenFileError(path, problems.told())
    return replace(
        plan_file,
        exercises=carried.exercises,
        sources=carried.sources,
        pictures=carried.pictures,
    )


def read_adherence(path: Path, raw: bytes | None = None) -> AdherenceFile:
    """What a patient did, as a file.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    problems = Problems()
    parsed = _parsed(path, raw, (ADHERENCE_FORMAT, ADHERENCE_VERSION), problems)
    adherence = _validated_adherence(parsed, problems)
    if adherence is not None and not problems.full:
        problems.add(_day_problems(adherence))
    if problems or adherence is None:
        raise BrokenFileError(path, problems.told())
    return adherence


def plan_file(plan: Plan, library: Library, note: str = "") -> PlanFile:
    """A plan with every exercise that it uses, and the sources of those.

    Steps of a ladder that are not carried are left out of the exercises, so that the file stands by
    itself.

    Raises:
        KeyError: The plan uses an exercise that the library does not have.
    """
    ids = [item.exercise for phase in plan.phases for item in phase.items]
    for phase in plan.phases:
        for routine in phase.routines:
            ids += [item.exercise for item in library.routines[routine].items]
    used = dict.fromkeys(ids)
    exercises, pictures = handed_on(_alone(library.exercises[one], used) for one in used)
    sources = dict.fromkeys(
        source for one in exercises for source in (*one.sources, one.dose.source or "")
    )
    return PlanFile(
        format="posture-app/plan",
        version=1,
        plan=plan,
        exercises=exercises,
        sources=tuple(library.sources[one] for one in sources if one in library.sources),
        note=note,
        pictures=pictures,
    )


def plan_bytes(plan_file: PlanFile) -> bytes:
    """A plan's file, the same bytes for the same plan."""
    return _bytes(plan_adapter(), plan_file)


def adherence_bytes(adherence: AdherenceFile) -> bytes:
    """An adherence file, the same bytes for the same sessions."""
    return _bytes(adherence_adapter(), adherence)


def check_sum(plan: Plan) -> str:
    """Sixteen characters that tell this revision of a plan from any other."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the docstring of library/files.py

    return sha256(TypeAdapter(Plan).dump_json(plan, by_alias=True)).hexdigest()[:16]


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of a plan's file, from the model that reads it."""
    return _schema(plan_adapter(), FORMAT, VERSION)


def adherence_schema() -> dict[str, Any]:
    """The JSON Schema of an adherence file, from the model that reads it."""
    return _schema(adherence_adapter(), ADHERENCE_FORMAT, ADHERENCE_VERSION)


@cache
def plan_adapter() -> "TypeAdapter[PlanFile]":
    """What reads a plan's file as its model."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(PlanFile)


@cache
def adherence_adapter() -> "TypeAdapter[AdherenceFile]":
    """What reads an adherence file as its model."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(AdherenceFile)


@cache
def _phase_adapter() -> "TypeAdapter[PlanPhase]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(PlanPhase)


@cache
def _session_adapter() -> "TypeAdapter[SessionDone]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(SessionDone)


def _parsed(
    path: Path, raw: bytes | None, expected: tuple[str, int], problems: Problems
) -> dict[str, Any]:
    """The file's object, when it says that it is what is expected.

    Raises:
        BrokenFileError: It is something else, or from a newer version.
    """
    parsed = document(path, problems, file_bytes(path) if raw is None else raw)
    format_name, version = expected
    if not isinstance(parsed, dict) or parsed.get("format") != format_name:
        named = parsed.get("format") if isinstance(parsed, dict) else None
        what = _TAKEN_FOR_EACH_OTHER.get((format_name, str(named)))
        if what is None:
            what = sentence('is no file of the format "{format}"', format=format_name)
        raise BrokenFileError(path, [Problem("format", what)])
    found = parsed.get("version")
    if isinstance(found, int) and not isinstance(found, bool) and found > version:
        what = sentence(
            "was made by a newer version of the program ({found}; this one reads up to {known});"
            " install that to open it",
            found=found,
            known=version,
        )
        raise BrokenFileError(path, [Problem("version", what)])
    return parsed


def _carried(parsed: Mapping[str, Any], library: Library, problems: Problems) -> LibraryFile | None:
    """What a plan brings along, read as a library of its own."""
    own = {name: parsed.get(name, []) for name in _CARRIED if name in parsed or name != "pictures"}
    count = count_values(own)
    if count > MAX_CARRIED_VALUES:
        what = sentence(
            "holds {count} values; expected at most {most}", count=count, most=MAX_CARRIED_VALUES
        )
        problems.add([Problem("exercises", what)])
        return None
    alone = {
        "format": LIBRARY_FORMAT,
        "version": LIBRARY_VERSION,
        "language": "en",
        "routines": [],
        **own,
    }
    known = {"exercises": library.exercises, "sources": library.sources}
    carried = validated_library(alone, known, problems)
    if carried is not None and not problems.full:
        problems.add(picture_problems(carried.exercises, carried.pictures, None))
    return carried


def _validated_plan(parsed: Mapping[str, Any], problems: Problems) -> PlanFile | None:
    """The plan's file without what it brings along; each phase is looked at by itself."""
    plan = parsed.get("plan")
    phases = plan.get("phases") if isinstance(plan, dict) else None
    if not isinstance(plan, dict) or not isinstance(phases, list) or not phases:
        return validated_entry(plan_adapter(), (), parsed, problems)
    frame = {**parsed, "plan": {**plan, "phases": [{"id": "-", "name": "-"}]}}
    sound = _each(_phase_adapter(), ("plan", "phases"), phases, MAX_PHASES, problems)
    plan_file = validated_entry(plan_adapter(), (), frame, problems)
    if plan_file is None or len(sound) < len(phases):
        return None
    return replace(plan_file, plan=replace(plan_file.plan, phases=sound))


def _validated_adherence(parsed: Mapping[str, Any], problems: Problems) -> AdherenceFile | None:
    """The adherence file; each session is looked at by itself."""
    sessions = parsed.get("sessions")
    if not isinstance(sessions, list):
        return validated_entry(adherence_adapter(), (), parsed, problems)
    adherence = validated_entry(adherence_adapter(), (), {**parsed, "sessions": []}, problems)
    sound = _each(_session_adapter(), ("sessions",), sessions, MAX_SESSIONS, problems)
    if adherence is None or len(sound) < len(sessions):
        return None
    return replace(adherence, sessions=sound)


def _each(
    adapter: "TypeAdapter[_Entry]",
    place: tuple[str, ...],
    listed: Sequence[object],
    most: int,
    problems: Problems,
) -> tuple[_Entry, ...]:
    """The sound entries of a list; those beyond `most` are not looked at."""
    if len(listed) > most:
        problems.add([too_many_entries(place_of(place), listed, most)])
    found = (
        validated_entry(adapter, (*place, index), one, problems)
        for index, one in enumerate(listed[:most])
    )
    return tuple(one for one in found if one is not None)


def _dose_problems(phases: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Doses that make no sense; phases have items as routines do."""
    for problem in dose_problems({"routines": phases}, ()):
        yield replace(problem, place=f"plan.phases{str(problem.place).removeprefix('routines')}")


def _reference_problems(
    plan: Plan, exercises: Mapping[str, Exercise], routines: Collection[str]
) -> Iterator[Problem]:
    yield from _id_problems("plan.id", plan.id)
    if plan.changed_on:
        yield from _one_day("plan.changed_on", plan.changed_on)
    seen_phases: set[str] = set()
    for at, phase in enumerate(plan.phases):
        place = f"plan.phases[{at}]"
        yield from _id_problems(f"{place}.id", phase.id)
        if phase.id in seen_phases:
            what = sentence('"{id}" is used twice; expected an id of its own', id=phase.id)
            yield Problem(f"{place}.id", what)
        seen_phases.add(phase.id)
        yield from _length_problems(place, phase, exercises)
        seen: set[str] = set()
        for index, item in enumerate(phase.items):
            where = f"{place}.items[{index}].exercise"
            if item.exercise not in exercises:
                what = sentence('"{id}" is no exercise; expected the id of one', id=item.exercise)
                yield Problem(where, what)
            if item.exercise in seen:
                what = sentence('"{id}" stands twice in this phase', id=item.exercise)
                yield Problem(where, what)
            seen.add(item.exercise)
            if len(set(item.days)) < len(item.days):
                what = sentence("has a day twice; expected each of them once")
                yield Problem(f"{place}.items[{index}].days", what)
        for index, routine in enumerate(phase.routines):
            if routine not in routines:
                what = sentence('"{id}" is no routine; expected the id of one', id=routine)
                yield Problem(f"{place}.routines[{index}]", what)


def _length_problems(
    place: str, phase: PlanPhase, exercises: Mapping[str, Exercise]
) -> Iterator[Problem]:
    """A phase that nobody can do, and that would take long to lay out in time."""
    doses = [
        item.dose or exercises[item.exercise].dose
        for item in phase.items
        if item.exercise in exercises
    ]
    count = sum(dose.sets * (dose.reps or 1) for dose in doses)
    if count > MAX_REPETITIONS:
        what = sentence(
            "asks for {count} repetitions; expected at most {most}",
            count=count,
            most=MAX_REPETITIONS,
        )
        yield Problem(f"{place}.items", what)


def _id_problems(place: str, identity: str) -> Iterator[Problem]:
    """The program makes ids of its own from these, which have other characters between them."""
    if not is_slug(identity):
        what = sentence('got "{id}"; expected small letters, digits and hyphens', id=identity)
        yield Problem(place, what)


def _one_day(place: str, day: str) -> Iterator[Problem]:
    try:
        is_day = date.fromisoformat(day).isoformat() == day
    except ValueError:
        is_day = False
    if not is_day:
        yield Problem(place, sentence('got "{day}"; expected a day as 2026-03-02', day=day))


def _day_problems(adherence: AdherenceFile) -> Iterator[Problem]:
    yield from _one_day("first_day", adherence.first_day)
    yield from _one_day("last_day", adherence.last_day)
    for at, one in enumerate(adherence.sessions):
        yield from _one_day(f"sessions[{at}].day", one.day)
        if one.at is not None and not _TIME.fullmatch(one.at):
            what = sentence('got "{time}"; expected a time as 07:30', time=one.at)
            yield Problem(f"sessions[{at}].at", what)
    seen: set[str] = set()
    for at, one in enumerate(adherence.sessions):
        if one.id in seen:
            what = sentence('"{id}" is used twice; expected an id of its own', id=one.id)
            yield Problem(f"sessions[{at}].id", what)
        seen.add(one.id)


def _alone(exercise: Exercise, used: Collection[str]) -> Exercise:
    return replace(
        exercise,
        easier=exercise.easier if exercise.easier in used else None,
        harder=exercise.harder if exercise.harder in used else None,
    )


def _bytes(adapter: "TypeAdapter[T]", value: T) -> bytes:
    dumped = adapter.dump_python(value, mode="json", by_alias=True, exclude_defaults=True)
    return (json.dumps(dumped, ensure_ascii=False, indent=1) + "\n").encode()


def _schema(adapter: "TypeAdapter[T]", format_name: str, version: int) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"{format_name}, version {version}. Made from posture_app/plans/model.py.",
        **adapter.json_schema(by_alias=True),
    }


def carried_library(plan_file: PlanFile, library: Library) -> Library:
    """The library with what a plan brings along, where the library lacks it."""
    shown = with_pictures(plan_file.exercises, plan_file.pictures, None)
    exercises = {one.id: one for one in shown} | dict(library.exercises)
    sources: dict[str, Source] = {one.id: one for one in plan_file.sources}
    return replace(library, exercises=exercises, sources=sources | dict(library.sources))
