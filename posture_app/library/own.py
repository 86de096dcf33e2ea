"""A person's own library as a whole: exercises go in and out, and a file of it comes and goes.

Everything here is a function from one sound library to another; `desktop/own_exercises.py` keeps
it.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from posture_app.library.model import Exercise, LibraryFile, Programme, Routine, Source
from posture_app.library.pictures import named
from posture_app.library.validation import library_adapter

FILE_NAME: Final = "own-exercises.json"


class LibraryMerge(NamedTuple):
    """What came of taking another library in."""

    library: LibraryFile
    added: tuple[str, ...]
    """Ids of exercises that were not there."""
    changed: tuple[str, ...]
    """Ids of exercises that were there and are now as the other library has them."""


def empty(language: str) -> LibraryFile:
    """A library with nothing in it yet."""
    return LibraryFile(
        format="posture-app/library",
        version=1,
        language=language,
        exercises=(),
        routines=(),
        sources=(),
    )


def with_exercise(
    library_file: LibraryFile,
    exercise: Exercise,
    sources: Iterable[Source] = (),
    at: int | None = None,
) -> LibraryFile:
    """The library with an exercise, in the place of the one of its id if there is one.

    Args:
        library_file: The library.
        exercise: The exercise; its pictures are names.
        sources: The sources of its own.
        at: Where it goes if it is new; at the end unless told.
    """
    listed = list(library_file.exercises)
    ids = [one.id for one in listed]
    if exercise.id in ids:
        listed[ids.index(exercise.id)] = exercise
    else:
        listed.insert(len(listed) if at is None else at, exercise)
    known = {one.id: one for one in library_file.sources} | {one.id: one for one in sources}
    return _trimmed(replace(library_file, exercises=tuple(listed), sources=tuple(known.values())))


def without_exercise(library_file: LibraryFile, exercise_id: str) -> LibraryFile:
    """The library without an exercise; others that led to it lead nowhere."""
    kept = tuple(
        replace(
            one,
            easier=None if one.easier == exercise_id else one.easier,
            harder=None if one.harder == exercise_id else one.harder,
        )
        for one in library_file.exercises
        if one.id != exercise_id
    )
    return _trimmed(replace(library_file, exercises=kept))


def merged(library_file: LibraryFile, other: LibraryFile) -> LibraryMerge:
    """The library with all exercises, routines and programmes of another, which is sound."""
    before = {one.id: one for one in library_file.exercises}
    found = library_file
    for exercise in other.exercises:
        found = with_exercise(found, exercise, other.sources)
    routines = {one.id: one for one in (*found.routines, *other.routines)}
    programmes = {one.id: one for one in (*found.programmes, *other.programmes)}
    sources = {one.id: one for one in (*found.sources, *other.sources)}
    whole = replace(
        found,
        routines=tuple(routines.values()),
        programmes=tuple(programmes.values()),
        sources=tuple(sources.values()),
    )
    return LibraryMerge(
        _trimmed(whole),
        tuple(one.id for one in other.exercises if one.id not in before),
        tuple(one.id for one in other.exercises if before.get(one.id, one) != one),
    )


def library_bytes(library_file: LibraryFile) -> bytes:
    """The library's file, the same bytes for the same library."""
    dumped = library_adapter().dump_python(
        library_file, mode="json", by_alias=True, exclude_defaults=True
    )
    return (json.dumps(dumped, ensure_ascii=False, indent=1) + "\n").encode()


def picture_names(library_file: LibraryFile) -> set[str]:
    """The names of all pictures that its exercises have."""
    return {name for one in library_file.exercises for name in named(one.pictures).values()}


def _trimmed(library_file: LibraryFile) -> LibraryFile:
    """The library without sources that nothing in it rests on."""
    entries: tuple[Exercise | Routine | Programme, ...] = (
        *library_file.exercises,
        *library_file.routines,
        *library_file.programmes,
    )
    used = {source for entry in entries for source in entry.sources}
    used |= {one.dose.source or "" for one in library_file.exercises}
    used |= {
        item.dose.source or ""
        for routine in library_file.routines
        for item in routine.items
        if item.dose is not None
    }
    kept = tuple(one for one in library_file.sources if one.id in used)
    return replace(library_file, sources=kept)
