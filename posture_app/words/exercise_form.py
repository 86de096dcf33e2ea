"""The words of the form for an own exercise: its fields, and what is wrong with them.

The check says what is wrong in the terms of the file's format; whoever fills in a form never sees
the file, so what it says most often is said here in plain words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, get_args

from posture_app.errors import Message
from posture_app.library.demands import muscle_region
from posture_app.library.model import DoseModel, Library, Position, Region, SourceKind
from posture_app.library.motion import Motion
from posture_app.library.problems import Problem
from posture_app.plans.own_exercises import FieldProblem
from posture_app.words.anatomy import muscle_name
from posture_app.words.catalogue import N_, _, pgettext, said
from posture_app.words.library import position, region
from posture_app.words.poses import pose_problem

DOSE_MODELS: Final[tuple[DoseModel, ...]] = get_args(DoseModel)
_DOSE_MODELS: Final[Mapping[DoseModel, str]] = {
    "reps": N_("Repetitions"),
    "reps_with_hold": N_("Repetitions with a hold"),
    "timed_hold": N_("One long hold"),
    "continuous": N_("On and on for a time"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "aliases": N_("Other names"),
    "purpose": N_("Purpose"),
    "category": N_("Kind"),
    "regions": N_("Region of the body"),
    "position": N_("Start position"),
    "equipment": N_("What is needed"),
    "sides": N_("Sides"),
    "steps": N_("Step by step"),
    "cues": N_("Keep in mind"),
    "mistakes": N_("Easy to get wrong"),
    "feel": N_("Where it should be felt"),
    "breathing": N_("Breathing"),
    "cautions": N_("Take care"),
    "stop_if": N_("When to stop"),
    "easier": N_("An easier exercise"),
    "harder": N_("A harder exercise"),
    "muscles.primary": N_("Main muscles"),
    "muscles.secondary": N_("Also at work"),
    "sources": N_("Sources"),
    "own_sources": N_("A source of your own"),
    "motion": N_("Figure"),
    "pictures": N_("Pictures"),
    "dose": N_("How much"),
    "dose.model": N_("How is it counted?"),
}
_DOSE_FIELDS: Final[Mapping[str, str]] = {
    "sets": N_("Sets"),
    "reps": N_("Repetitions"),
    "hold_s": N_("Hold"),
    "duration_s": N_("Length"),
    "move_s": N_("Moving there"),
    "return_s": N_("Moving back"),
    "relax_s": N_("Rest between repetitions"),
    "rest_s": N_("Rest between sets"),
    "switch_s": N_("Change of side"),
    "per_day": N_("Times a day"),
    "per_week": N_("Days a week"),
}
_HINTS: Final[Mapping[str, str]] = {
    "name": N_("As you would say it to a patient"),
    "aliases": N_("Words it is also found by, one a line"),
    "purpose": N_("One sentence: why should somebody do this?"),
    "regions": N_("The first that you choose counts as the main one"),
    "steps": N_("One short sentence a line, in the order in which it is done"),
    "cues": N_("Short prompts while it runs, one a line"),
    "mistakes": N_("What goes wrong, and how to put it right, one a line"),
    "cautions": N_("Who should take care, and how, one a line"),
    "stop_if": N_("Signs at which to stop, one a line"),
}
_SOURCE_KINDS: Final[Mapping[SourceKind, str]] = {
    "guideline": N_("Guideline"),
    "review": N_("Review"),
    "trial": N_("Trial"),
    "study": N_("Study"),
    "public_body": N_("Public body"),
    "clinic": N_("Clinic"),
    "book": N_("Book"),
}
_PLAIN: Final[Mapping[str, str]] = {
    "is missing; expected it here": N_("This is still missing."),
    'is missing; a dose of model "{model}" needs it': N_("This is still missing."),
    "got 0; expected more than 0 seconds": N_("This must be more than 0 seconds."),
    "got no time to move; expected more than 0 seconds": N_(
        "Moving there and back must take more than 0 seconds."
    ),
    "got {got}; expected more than {limit}": N_("This must be more than {limit}."),
    "got {got}; expected {limit} or more": N_("This must be at least {limit}."),
    "got {got}; expected {limit} or less": N_("This can be at most {limit}."),
    "got {got}; expected {limit} or more characters": N_("This needs at least {limit} characters."),
    "got {got}; expected {limit} or fewer characters": N_(
        "This is too long ({got}); there is room for {limit} characters."
    ),
    "got {got}; expected {limit} or fewer entries": N_(
        "These are too many ({got}); there is room for {limit}."
    ),
    "has {count} characters; a step of at most {most} is read at a glance": N_(
        "It has {count} characters; a step of at most {most} is read at a glance. Make two of it."
    ),
    "{exercise} has no source; expected one, or a dose that says it is common practice": N_(
        "Name a source, or say that the dose is common practice."
    ),
    '"{easier}" asks for as much position and more work than {exercise}; expected an easier step,'
    " or null": N_('"{easier}" is not easier: it asks for as much position and more work.'),
    "{exercise} works on the {muscle} and has none of the cautions that go with it; "
    'expected "{region}" as the first region': N_(
        "With these main muscles ({muscle}) the cautions for another region are needed: choose"
        ' "{region}" first.'
    ),
    '{exercise} has a motion from "{start}" and none of the cautions of that position; '
    'got "{got}", expected "{position}"': N_(
        'The figure starts in another position: choose "{position}".'
    ),
    "{exercise} has a motion with a band and none of the cautions of bands; "
    'expected "band" among its equipment': N_("The figure has a band: choose it here, too."),
    "{exercise} is held for {seconds} s, which stretches the neck, and has none of the "
    'cautions of stretches; expected less than {most} s, or the category "stretch"': N_(
        "Held for {seconds} s it stretches the neck: hold it for less than {most} s, or choose"
        " stretching as its kind."
    ),
    '"{id}" is no exercise; expected the id of one, or null': N_("This exercise is not there."),
    '"{id}" is this exercise itself; expected another': N_("This is the exercise itself."),
    '"{id}" is no source; expected the id of one': N_("This source is not there."),
    '"{id}" is no source; expected the id of one, or "{custom}"': N_("This source is not there."),
}
"""What the check says, by its English, in the words of the form."""
_POSITIONS: Final[frozenset[str]] = frozenset(get_args(Position))
_REGIONS: Final[frozenset[str]] = frozenset(get_args(Region))


def field_title(key: str) -> str:
    """What a field is called."""
    name = key.removeprefix("dose.")
    if key != name and name in _DOSE_FIELDS:
        return _(_DOSE_FIELDS[name])
    return _(FIELDS[key]) if key in FIELDS else key


def hint(key: str) -> str:
    """What a field means, or an empty text."""
    return _(_HINTS[key]) if key in _HINTS else ""


def main_region(chosen: Sequence[Region]) -> str:
    """Which of the regions counts as the main one, or how to choose it."""
    if not chosen:
        return hint("regions")
    return _("Main region: {region}").format(region=region(chosen[0]))


def dose_model(key: DoseModel) -> str:
    """How a dose is counted."""
    return _(_DOSE_MODELS[key])


def dose_field(name: str) -> str:
    """What a number of the dose is."""
    return _(_DOSE_FIELDS[name])


def dose_unit(name: str) -> str:
    """The unit of a number of the dose; empty where it is a count."""
    return pgettext("unit", "seconds") if name.endswith("_s") else ""


def source_kind(kind: SourceKind) -> str:
    """What kind of source it is."""
    return _(_SOURCE_KINDS[kind])


SOURCE_KINDS: Final[tuple[SourceKind, ...]] = tuple(_SOURCE_KINDS)


def problem_words(problem: FieldProblem, library: Library, motion: Motion | None = None) -> str:
    """What is wrong with a field, in the words of the form.

    Args:
        problem: The problem.
        library: By which ids become names.
        motion: The motion that the problem may be with.
    """
    if problem.field == "motion" and motion is not None:
        return pose_problem(motion, Problem(problem.place, problem.what))
    plain = _PLAIN.get(problem.what.text)
    what = said(_in_words(replace(problem.what, text=plain or problem.what.text), library))
    if problem.field == "steps" and problem.number is not None:
        return _("Step {number}: {problem}").format(number=problem.number + 1, problem=what)
    if problem.number is not None:
        return _("Entry {number}: {problem}").format(number=problem.number + 1, problem=what)
    return what


def _in_words(message: Message, library: Library) -> Message:
    """The ids in it by the names that people see."""
    return replace(
        message, values={key: _value(value, library) for key, value in message.values.items()}
    )


def _value(value: object, library: Library) -> object:
    if not isinstance(value, str):
        return value
    if value in library.exercises:
        return library.exercises[value].name
    if muscle_region(value) is not None:
        return muscle_name(value)
    if value in _POSITIONS:
        return position(value)  # type: ignore[arg-type] # it is one
    return region(value) if value in _REGIONS else value  # type: ignore[arg-type] # as above
