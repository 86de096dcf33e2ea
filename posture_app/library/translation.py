"""A library's texts in another language: a file of texts by id that is laid over the library.

What has no text in it stays as the library says it. Only texts can be translated; what an exercise
is, its dose and its motion stand once, in the library.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, replace
from typing import Annotated, Any, Final, Literal

from posture_app.dataclass import dataclass
from posture_app.errors import sentence
from posture_app.library.model import (
    Exercise,
    Library,
    LibraryFile,
    Phase,
    Programme,
    Routine,
    Texts,
)
from posture_app.library.problems import Problem
from posture_app.library.ranges import MaxLen, MinLen
from posture_app.library.schema import FileObject, Text

FORMAT: Final = "posture-app/library-texts"
_Name = Annotated[str, MinLen(1), MaxLen(120)]
_OWN: Final = frozenset({"aliases"})
"""Lists that a language may have more or fewer of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseTexts(FileObject):
    """The texts of one exercise; None is not translated. Lists are as long as the exercise's."""

    name: _Name | None = None
    aliases: Texts | None = None
    purpose: Text | None = None
    steps: Texts | None = None
    cues: Texts | None = None
    mistakes: Texts | None = None
    feel: Text | None = None
    breathing: Text | None = None
    cautions: Texts | None = None
    stop_if: Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineTexts(FileObject):
    """The texts of one routine; None is not translated."""

    name: _Name | None = None
    goal: Text | None = None
    audience: Text | None = None
    cautions: Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTexts(FileObject):
    """The texts of one phase; None is not translated."""

    name: _Name | None = None
    aim: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTexts(FileObject):
    """The texts of one programme; None is not translated. Phases are by their ids."""

    name: _Name | None = None
    goal: Text | None = None
    audience: Text | None = None
    afterwards: Text | None = None
    cautions: Texts | None = None
    phases: Mapping[str, PhaseTexts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(FileObject):
    """One file of texts as a whole, by the ids of the library."""

    format: Literal["posture-app/library-texts"]
    version: Literal[1]
    language: Annotated[str, MinLen(2), MaxLen(35)]
    exercises: Mapping[str, ExerciseTexts] = field(default_factory=dict)
    routines: Mapping[str, RoutineTexts] = field(default_factory=dict)
    programmes: Mapping[str, ProgrammeTexts] = field(default_factory=dict)


def translation_problems(translation: Translation, library_file: LibraryFile) -> Iterator[Problem]:
    """Ids that the library does not have, and lists of another length than the library's."""
    exercises = {one.id: one for one in library_file.exercises}
    routines = {one.id: one for one in library_file.routines}
    for key, exercise_texts in translation.exercises.items():
        place = f"exercises.{key}"
        if key in exercises:
            yield from _lengths(place, exercise_texts, exercises[key])
        else:
            yield Problem(place, sentence('"{id}" is no exercise of this library', id=key))
    for key, routine_texts in translation.routines.items():
        place = f"routines.{key}"
        if key in routines:
            yield from _lengths(place, routine_texts, routines[key])
        else:
            yield Problem(place, sentence('"{id}" is no routine of this library', id=key))
    programmes = {one.id: one for one in library_file.programmes}
    for key, programme_texts in translation.programmes.items():
        place = f"programmes.{key}"
        if key not in programmes:
            yield Problem(place, sentence('"{id}" is no programme of this library', id=key))
            continue
        yield from _lengths(place, programme_texts, programmes[key])
        for phase in programme_texts.phases.keys() - {one.id for one in programmes[key].phases}:
            what = sentence('"{id}" is no phase of this programme', id=phase)
            yield Problem(f"{place}.phases.{phase}", what)


def translated(library: Library, translation: Translation) -> Library:
    """The library with the texts of a translation laid over its own."""
    exercises = {
        key: replace(one, **_given(translation.exercises[key]))
        if key in translation.exercises
        else one
        for key, one in library.exercises.items()
    }
    routines = {
        key: replace(one, **_given(translation.routines[key]))
        if key in translation.routines
        else one
        for key, one in library.routines.items()
    }
    programmes = {
        key: _translated_programme(one, translation.programmes.get(key, ProgrammeTexts()))
        for key, one in library.programmes.items()
    }
    return Library(exercises, routines, library.sources, programmes)


def _translated_programme(programme: Programme, texts: ProgrammeTexts) -> Programme:
    phases = tuple(
        replace(one, **_given(texts.phases.get(one.id, PhaseTexts()))) for one in programme.phases
    )
    given = {name: text for name, text in _given(texts).items() if name != "phases"}
    return replace(programme, **given, phases=phases)


def missing_texts(library_file: LibraryFile, translation: Translation) -> list[str]:
    """The places of the texts that a library has and its translation has not."""
    missing: list[str] = []
    for exercise in library_file.exercises:
        texts = translation.exercises.get(exercise.id, ExerciseTexts())
        missing += _missing(f"exercises.{exercise.id}", exercise, texts)
    for routine in library_file.routines:
        routine_texts = translation.routines.get(routine.id, RoutineTexts())
        missing += _missing(f"routines.{routine.id}", routine, routine_texts)
    for programme in library_file.programmes:
        programme_texts = translation.programmes.get(programme.id, ProgrammeTexts())
        place = f"programmes.{programme.id}"
        missing += _missing(place, programme, programme_texts)
        for phase in programme.phases:
            phase_texts = programme_texts.phases.get(phase.id, PhaseTexts())
            missing += _missing(f"{place}.phases.{phase.id}", phase, phase_texts)
    return missing


_AnyTexts = ExerciseTexts | RoutineTexts | ProgrammeTexts | PhaseTexts


def _given(texts: _AnyTexts) -> dict[str, Any]:
    every = {one.name: getattr(texts, one.name) for one in fields(texts)}
    return {name: text for name, text in every.items() if text is not None}


def _lengths(
    place: str, texts: _AnyTexts, entry: Exercise | Routine | Programme
) -> Iterator[Problem]:
    for name, text in _given(texts).items():
        original = getattr(entry, name)
        if isinstance(text, tuple) and name not in _OWN and len(text) != len(original):
            yield Problem(
                f"{place}.{name}",
                sentence(
                    "has {got} entries; the library has {expected}",
                    got=len(text),
                    expected=len(original),
                ),
            )


def _missing(
    place: str, entry: Exercise | Routine | Programme | Phase, texts: _AnyTexts
) -> list[str]:
    return [
        f"{place}.{one.name}"
        for one in fields(texts)
        if getattr(entry, one.name) and getattr(texts, one.name) is None and one.name not in _OWN
    ]
