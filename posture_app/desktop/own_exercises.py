"""A person's own library in the data folder: `libraries/own-exercises.json`, with its pictures.

It is an own library as any other (`docs/library.md`), which the program writes itself. The file is
written whole or not at all, and only its owner can read it. Pictures are there before the file
names them, and go only when it does not any more.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from posture_app.desktop.private_files import write_privately
from posture_app.errors import FailedError, not_written, sentence
from posture_app.library.files import CheckMotions, read
from posture_app.library.model import Exercise, Library, LibraryFile, Pictures, Source
from posture_app.library.own import (
    FILE_NAME,
    LibraryMerge,
    empty,
    library_bytes,
    merged,
    picture_names,
    with_exercise,
    without_exercise,
)
from posture_app.library.pictures import (
    beside,
    handed_on,
    named,
    picture_content,
    picture_name,
    picture_problems,
    with_pictures,
)
from posture_app.library.problems import BrokenFileError, Problem, Problems
from posture_app.library.reading import MAX_BYTES, document
from posture_app.library.validation import validated_library

Sources = Iterable[Source]


def own_path(data_folder: Path) -> Path:
    """The file of a person's own exercises."""
    return data_folder / "libraries" / FILE_NAME


def own_file(data_folder: Path, library: Library, language: str) -> LibraryFile:
    """The person's own library as its file has it; an empty one where there is none yet.

    Args:
        data_folder: The data folder.
        library: What is loaded, which it may point to.
        language: In which a new one is written.

    Raises:
        BrokenFileError: There is one that is not sound; it is left as it is.
    """
    path = own_path(data_folder)
    return read(path, _known(library)) if path.exists() else empty(language)


def save_exercise(
    data_folder: Path, library: Library, language: str, exercise: Exercise, sources: Sources = ()
) -> None:
    """Add an exercise, or put it in the place of the one of its id.

    Args:
        data_folder: The data folder.
        library: What is loaded.
        language: In which a new library is written.
        exercise: The exercise; its pictures are where they are, as in a loaded library.
        sources: The sources of its own.

    Raises:
        BrokenFileError: The library would not be sound, or is not; it is left as it is.
        FailedError: It cannot be written.
    """
    found = own_file(data_folder, library, language)
    kept = replace(exercise, pictures=_kept_pictures(data_folder, exercise.pictures))
    _write(data_folder, library, with_exercise(found, kept, sources))


def remove_exercise(data_folder: Path, library: Library, exercise_id: str) -> LibraryFile:
    """Take an exercise out; returns the library as it was, for `put_back`.

    Its pictures stay until they are forgotten (`forget_unused_pictures`).

    Raises:
        BrokenFileError: The library is not sound, or something in it needs the exercise.
        FailedError: It cannot be written.
    """
    before = own_file(data_folder, library, "en")
    _write(data_folder, library, without_exercise(before, exercise_id))
    return before


def put_back(data_folder: Path, library: Library, before: LibraryFile, exercise_id: str) -> None:
    """Put an exercise back that was taken out, where it was and with what led to it.

    What was changed in other exercises since then stays, but for the steps that led to this one.

    Raises:
        BrokenFileError: The library is not sound.
        FailedError: It cannot be written.
    """
    found = own_file(data_folder, library, before.language)
    at = [one.id for one in before.exercises].index(exercise_id)
    found = with_exercise(found, before.exercises[at], before.sources, at)
    was = {one.id: one for one in before.exercises}
    led = tuple(
        replace(
            one,
            easier=exercise_id if _led(was, one.id, "easier") == exercise_id else one.easier,
            harder=exercise_id if _led(was, one.id, "harder") == exercise_id else one.harder,
        )
        for one in found.exercises
    )
    _write(data_folder, library, replace(found, exercises=led))


def handed_on_bytes(data_folder: Path, library: Library) -> bytes:
    """The own library as one file that brings its pictures along, to be handed on.

    Raises:
        BrokenFileError: It is not sound.
        FailedError: With its pictures it is larger than a library's file may be.
    """
    found = own_file(data_folder, library, "en")
    shown = with_pictures(found.exercises, found.pictures, beside(own_path(data_folder)))
    exercises, pictures = handed_on(shown)
    content = library_bytes(replace(found, exercises=exercises, pictures=pictures))
    if len(content) > MAX_BYTES:
        raise FailedError(
            sentence(
                "With its pictures the library has {size} MB; a file of at most {most} MB can be "
                "handed on.",
                size=round(len(content) / 1e6, 1),
                most=round(MAX_BYTES / 1e6),
            )
        )
    return content


def read_to_take_in(library: Library, path: Path) -> LibraryFile:
    """Read a library that is to be taken in, as `take_in` does, so that it can be checked before.

    Raises:
        BrokenFileError: It is not sound.
    """
    return read(path, _known(library))


def take_in(
    data_folder: Path, library: Library, path: Path, language: str, check_motions: CheckMotions
) -> LibraryMerge:
    """Take all exercises of a library's file in, whoever made it; those with the same id change.

    Args:
        data_folder: The data folder.
        library: What is loaded.
        path: The file.
        language: In which a new library is written.
        check_motions: Looks at its motions.

    Raises:
        BrokenFileError: The file is not sound, or has ids of another library.
        FailedError: The library cannot be written.
    """
    found = own_file(data_folder, library, language)
    other = read(path, _known(library))
    wrong = Problems()
    wrong.add(check_motions(other))
    own = {one.id for one in found.exercises}
    wrong.add(
        Problem(
            f"exercises[{index}].id",
            sentence('"{id}" is in use by another library; expected an id of its own', id=one.id),
        )
        for index, one in enumerate(other.exercises)
        if one.id in library.exercises and one.id not in own
    )
    if wrong:
        raise BrokenFileError(path, wrong.told())
    if not other.exercises:
        raise BrokenFileError(path, [Problem("", sentence("has no exercises"))])
    shown = with_pictures(other.exercises, other.pictures, beside(path))
    kept = tuple(replace(one, pictures=_kept_pictures(data_folder, one.pictures)) for one in shown)
    result = merged(found, replace(other, exercises=kept, pictures=()))
    _write(data_folder, library, result.library)
    return result


def keep_picture(data_folder: Path, content: bytes) -> str:
    """Keep a picture beside the own library; returns where it is.

    Raises:
        FailedError: It cannot be written.
    """
    path = beside(own_path(data_folder)) / picture_name(content)
    try:
        if not path.is_file():
            write_privately(path, content)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None
    return str(path)


def forget_unused_pictures(data_folder: Path, library: Library, needed: Iterable[Pictures]) -> None:
    """Remove pictures that neither the own library nor anything else needs.

    Args:
        data_folder: The data folder.
        library: What is loaded.
        needed: Pictures of what is still being written.
    """
    folder = beside(own_path(data_folder))
    if not folder.is_dir():
        return
    try:
        names = picture_names(own_file(data_folder, library, "en"))
    except BrokenFileError:
        return  # whoever mends the file needs them
    names |= {Path(where).name for one in needed for where in named(one).values()}
    for path in folder.iterdir():
        if path.suffix in {".jpg", ".png"} and path.name not in names:
            with suppress(OSError):
                path.unlink()


def _kept_pictures(data_folder: Path, pictures: Pictures | None) -> Pictures | None:
    """Pictures by their names, each kept beside the own library; one that is gone is left out."""
    names: dict[str, str] = {}
    for end, where in named(pictures).items():
        content = picture_content(where)
        if content is not None:
            names[end] = Path(keep_picture(data_folder, content)).name
    return Pictures(**names) if names else None


def _write(data_folder: Path, library: Library, library_file: LibraryFile) -> None:
    """Write the library, when what is written is as sound as what is read."""
    path, content = own_path(data_folder), library_bytes(library_file)
    problems = Problems()
    parsed = document(path, problems, content)
    validated_library(parsed, _known(library), problems)
    problems.add(picture_problems(library_file.exercises, (), beside(path)))
    if problems:
        raise BrokenFileError(path, problems.told())
    try:
        write_privately(path, content)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None


def _known(library: Library) -> Mapping[str, Collection[str]]:
    """What an own library may point to beside what it has itself."""
    return {
        "exercises": library.exercises,
        "routines": library.routines,
        "sources": library.sources,
    }


def _led(exercises: Mapping[str, Exercise], exercise_id: str, way: str) -> str | None:
    one = exercises.get(exercise_id)
    return None if one is None else getattr(one, way)
