"""The library: checking a file of it, and laying a routine out in time."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.commands.parser import AddVerb
from posture_app.errors import AnyOf, FailedError, WrongUseError, sentence
from posture_app.words.catalogue import LANGUAGES, _, language, ngettext, pgettext
from posture_app.words.formats import enumerated

if TYPE_CHECKING:
    from posture_app.coach.timeline import PhaseKind, SessionPhase, Side
    from posture_app.library.model import Library, LibraryFile, Routine
    from posture_app.library.problems import Problem


def add_verbs(add: AddVerb) -> None:
    """Add the verbs of the library."""
    check = add("check", _check, _("Tell everything that is wrong with a library file."))
    check.add_argument("file", metavar=_("FILE"), type=Path)

    timeline = add("timeline", _timeline, _("Lay a routine out in time."))
    timeline.add_argument("routine", metavar=_("ROUTINE"))
    timeline.add_argument("--json", action="store_true", help=_("As JSON."))


def loaded_library(data_dir: Path | None) -> "Library":
    """The library with people's own files; a broken one is told on stderr and left out.

    Raises:
        FailedError: The built-in library is broken.
    """
    from posture_app.desktop.paths import folder_to_read
    from posture_app.library.files import load, personal_paths
    from posture_app.library.problems import BrokenFileError
    from posture_app.words.problems import problem_words

    try:
        loaded = load(personal_paths(folder_to_read(data_dir)), language=language())
    except BrokenFileError as error:
        raise FailedError(
            sentence("the built-in library is broken: {reason}", reason=error)
        ) from None
    for broken in loaded.broken:
        for problem in broken.problems:
            print(f"{broken.path}: {problem_words(problem)}", file=sys.stderr)
    return loaded.library


def routine(library: "Library", routine_id: str) -> "Routine":
    """A routine by its id.

    Raises:
        WrongUseError: There is none; the message names those there are.
    """
    found = library.routines.get(routine_id)
    if found is None:
        raise WrongUseError(
            sentence(
                'there is no routine "{id}"; there are {known}',
                id=routine_id,
                known=enumerated(sorted(library.routines)),
            )
        )
    return found


def _check(options: argparse.Namespace) -> int:
    from posture_app.body.motion_checker import MotionChecker, fingerprints_of
    from posture_app.coach.review import review
    from posture_app.desktop.checked_motions import read_checked_motions
    from posture_app.desktop.paths import folder_to_read
    from posture_app.library.files import builtin, builtin_path, read
    from posture_app.library.missed_demands import missed_demands
    from posture_app.library.problems import BrokenFileError, Problems

    path = options.file
    try:
        ours = builtin()
        known = {
            "exercises": [exercise.id for exercise in ours.exercises],
            "routines": [routine.id for routine in ours.routines],
            "sources": [source.id for source in ours.sources],
        }
        library_file = read(path, known)
    except BrokenFileError as error:
        return _told(error.path, error.problems)
    sound = read_checked_motions(folder_to_read(options.data_dir))
    problems = Problems()
    if path.resolve() == builtin_path().resolve():
        problems.add(_muscles_without_exercise(library_file))
    else:
        sound |= fingerprints_of(ours)
    problems.add(MotionChecker(sound).problems(library_file))
    others = {one.id: one for one in ours.exercises}
    problems.add(missed_demands(library_file, others))
    problems.add(review(library_file, others))
    if problems:
        return _told(path, problems.told())
    print(_sound(path, library_file, _ids_taken(path, library_file, ours)))
    return max([0, *(_check_texts(path, library_file, wanted) for wanted in LANGUAGES)])


def _muscles_without_exercise(library_file: "LibraryFile") -> Iterator["Problem"]:
    """The muscles of the body map that the built-in library offers nothing for."""
    from posture_app.body.trigger_points import without_exercise
    from posture_app.library.problems import Problem

    for pattern in without_exercise([one.id for one in library_file.exercises]):
        yield Problem(
            "exercises",
            sentence(
                'none is for the muscle "{muscle}" of the body map; expected {known}',
                muscle=pattern.muscles[0],
                known=AnyOf(tuple(pattern.exercises)),
            ),
        )


def _check_texts(path: Path, library_file: "LibraryFile", wanted: str) -> int:
    """Tell what is wrong with a library's texts in a language, or how many of them are missing."""
    from posture_app.library.files import read_texts, texts_path
    from posture_app.library.problems import BrokenFileError
    from posture_app.library.translation import missing_texts

    texts = texts_path(path, wanted)
    if not texts.is_file():
        return 0
    try:
        missing = len(missing_texts(library_file, read_texts(texts, library_file)))
    except BrokenFileError as error:
        return _told(error.path, error.problems)
    print(
        ngettext(
            "{file}: sound: {count} text is missing",
            "{file}: sound: {count} texts are missing",
            missing,
        ).format(file=texts, count=missing)
    )
    return 0


def _told(path: Path, problems: "Sequence[Problem]") -> int:
    from posture_app.words.problems import problem_words

    for problem in problems:
        print(f"{path}: {problem_words(problem)}")
    return 1


def _sound(path: Path, library_file: "LibraryFile", taken: int) -> str:
    exercises, routines, sources = (
        len(part) for part in (library_file.exercises, library_file.routines, library_file.sources)
    )
    line = _("{file}: sound: {exercises}, {routines}, {sources}").format(
        file=path,
        exercises=ngettext("{count} exercise", "{count} exercises", exercises).format(
            count=exercises
        ),
        routines=ngettext("{count} routine", "{count} routines", routines).format(count=routines),
        sources=ngettext("{count} source", "{count} sources", sources).format(count=sources),
    )
    if not taken:
        return line
    return ngettext(
        "{line}; {count} id is the built-in library's: rename it to use the file",
        "{line}; {count} ids are the built-in library's: rename them to use the file",
        taken,
    ).format(line=line, count=taken)


def _ids_taken(path: Path, library_file: "LibraryFile", builtin: "LibraryFile") -> int:
    """A file can be sound and still not go beside the built-in library, as a copy of it."""
    from posture_app.library.files import builtin_path

    if path.resolve() == builtin_path().resolve():
        return 0
    ids = {exercise.id for exercise in builtin.exercises}
    return sum(exercise.id in ids for exercise in library_file.exercises)


def _timeline(options: argparse.Namespace) -> int:
    from posture_app.coach.timeline import compile_routine

    library = loaded_library(options.data_dir)
    laid_out = compile_routine(routine(library, options.routine), library)
    if options.json:
        json.dump(laid_out.as_json(), sys.stdout, indent=2)
        print()
        return 0
    for phase in laid_out.phases:
        print(_phase_line(phase))
    print(_("{start:8.1f} s  in all").format(start=laid_out.total_s))
    return 0


def _phase_line(phase: "SessionPhase") -> str:
    exercise = phase.exercise
    if phase.side:
        exercise = f"{exercise} ({_side(phase.side)})"
    return _(
        "{start:8.1f} s  {length:6.1f} s  {phase:<17} {exercise}, set {set}/{sets}, "
        "repetition {repetition}/{repetitions}"
    ).format(
        start=phase.start_s,
        length=phase.duration_s,
        phase=_phase(phase.phase),
        exercise=exercise,
        set=phase.set,
        sets=phase.sets,
        repetition=phase.repetition,
        repetitions=phase.repetitions,
    )


def _side(side: "Side") -> str:
    return pgettext("side", "left") if side == "left" else pgettext("side", "right")


def _phase(kind: "PhaseKind") -> str:
    names: dict[PhaseKind, str] = {
        "prepare": pgettext("phase", "prepare"),
        "move": pgettext("phase", "move"),
        "hold": pgettext("phase", "hold"),
        "return": pgettext("phase", "return"),
        "relax": pgettext("phase", "relax"),
        "rest": pgettext("phase", "rest"),
        "change_side": pgettext("phase", "change side"),
        "change_position": pgettext("phase", "change position"),
    }
    return names[kind]
