"""Reading library files: the built-in one and people's own, with every problem named.

pydantic and what goes with it are imported when the first file is read, not before the first
window: they cost tens of milliseconds (docs/decisions/0002). The built-in library has been read
before (`compiled.py`).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posture_app.dataclass import dataclass
from posture_app.errors import sentence
from posture_app.library import compiled as kept
from posture_app.library.compiled import compiled
from posture_app.library.guide import read_guide
from posture_app.library.model import FORMAT, VERSION, Library, LibraryFile
from posture_app.library.motion import Motion
from posture_app.library.pictures import beside, picture_problems, with_pictures
from posture_app.library.problems import BrokenFileError, Problem, Problems
from posture_app.library.reading import document, file_bytes

if TYPE_CHECKING:
    from posture_app.library.translation import Translation

GUIDE: Final = "resources/guide"
"""Where the pages of the guide are, beside the built-in library."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library that can be used, and the files that could not be."""

    library: Library
    broken: tuple[BrokenFileError, ...]


def data_root() -> Path:
    """The folder that holds `exercises.json` and `resources/`: in a wheel, or in a checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent


def builtin_path() -> Path:
    """The built-in library's file."""
    return data_root() / "exercises.json"


def texts_path(library: Path, language: str) -> Path:
    """Where a library's texts in another language are: `exercises.de.json` by `exercises.json`."""
    return library.with_suffix(f".{language}.json")


_HEAD_BYTES: Final = 200
_SOMETHING_ELSE: Final = re.compile(
    rb'(\xef\xbb\xbf)?\s*\{\s*"(resourceType"|format"\s*:\s*"posture-app/(?!library))'
)


def personal_paths(data_folder: Path) -> list[Path]:
    """People's own libraries: the JSON files in the data folder and in `libraries/` below it.

    Files of texts in another language (`own.de.json` beside `own.json`) are no libraries, nor is
    what the program writes for other uses: an export that somebody keeps here is not broken.
    """
    paths = [
        path
        for folder in (data_folder, data_folder / "libraries")
        for path in sorted(folder.glob("*.json"))
    ]
    return [
        path
        for path in paths
        if not (Path(path.stem).suffix and path.with_suffix("").with_suffix(".json") in paths)
        and not _is_something_else(path)
    ]


def _is_something_else(path: Path) -> bool:
    """Whether a file says at its beginning that it is a plan, the journal or FHIR."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _SOMETHING_ELSE.match(file.read(_HEAD_BYTES)) is not None
    except OSError:
        return False  # which is told when it is read as a library


CheckMotions = Callable[[LibraryFile], Sequence[Problem]]
"""What else is wrong with a file that can be read."""


def load(
    personal: Iterable[Path] = (), check_motions: CheckMotions | None = None, language: str = "en"
) -> Loaded:
    """The built-in library with people's own files beside it, in a language as far as it is there.

    A personal file that is broken, or whose ids are taken, is left out whole and reported; the
    others are loaded all the same. `check_motions` looks at personal files once more; the built-in
    one was looked at when it was made.

    Raises:
        BrokenFileError: The built-in library itself is broken.
    """
    first = builtin()
    exercises = {exercise.id: exercise for exercise in first.exercises}
    routines = {routine.id: routine for routine in first.routines}
    sources = {source.id: source for source in first.sources}
    programmes = {programme.id: programme for programme in first.programmes}
    broken: list[BrokenFileError] = []
    texts = [*_texts_beside(builtin_path(), first, language, broken)]
    for path in personal:
        try:
            own = _read_beside(path, Library(exercises, routines, sources, programmes))
            wrong = check_motions(own) if check_motions else ()
            if wrong:
                broken.append(BrokenFileError(path, wrong))
                continue
        except BrokenFileError as error:
            broken.append(error)
            continue
        exercises |= {exercise.id: exercise for exercise in own.exercises}
        routines |= {routine.id: routine for routine in own.routines}
        programmes |= {programme.id: programme for programme in own.programmes}
        sources = {source.id: source for source in own.sources} | sources
        texts += _texts_beside(path, own, language, broken)
    library = Library(exercises, routines, sources, programmes)
    if texts:
        from posture_app.library.translation import translated  # noqa: PLC0415 - English needs none

        for translation in texts:
            library = translated(library, translation)
    guide = read_guide(builtin_path().parent / GUIDE, language, library.exercises)
    library = replace(library, guide=guide.pages, sources={**guide.sources, **library.sources})
    return Loaded(library, (*broken, *guide.broken))


def _texts_beside(
    library: Path, library_file: LibraryFile, language: str, broken: list[BrokenFileError]
) -> "Iterable[Translation]":
    """The texts of a library in a language, if there are any; broken ones are left out."""
    path = texts_path(library, language)
    if language == library_file.language or not path.is_file():
        return ()
    try:
        kept_texts = builtin_texts(language) if library == builtin_path() else None
        return (kept_texts or read_texts(path, library_file),)
    except BrokenFileError as error:
        broken.append(error)
        return ()


def builtin_texts(language: str) -> "Translation | None":
    """The built-in library's texts as they were read when the program was set up, if they are kept.

    Raises:
        BrokenFileError: Their file, or the library, cannot be read.
    """
    raw, library_raw = file_bytes(texts_path(builtin_path(), language)), file_bytes(builtin_path())
    return kept.compiled_texts(raw, library_raw, kept.texts_path(language))


def read_texts(path: Path, library_file: LibraryFile) -> "Translation":
    """A library's texts in another language.

    Raises:
        BrokenFileError: With every problem: unknown fields and ids, lists of another length.
    """
    from posture_app.library.translation import translation_problems  # noqa: PLC0415 - see the module's docstring
    from posture_app.library.validation import validated_texts  # noqa: PLC0415 - as above

    problems = Problems()
    texts = validated_texts(document(path, problems), problems)
    if texts is not None:
        problems.add(translation_problems(texts, library_file))
    if problems or texts is None:
        raise BrokenFileError(path, problems.told())
    return texts


def builtin() -> LibraryFile:
    """The built-in library's file, as it was read when the program was set up or read anew.

    Raises:
        BrokenFileError: It is broken.
    """
    raw = file_bytes(builtin_path())
    return compiled(raw) or read(builtin_path())


def read(path: Path, known: Mapping[str, Collection[str]] | None = None) -> LibraryFile:
    """One library file.

    Args:
        path: The file.
        known: Ids from other files that this one may point to, under `exercises`, `routines` and
            `sources`.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    from posture_app.library.validation import validated_library  # noqa: PLC0415 - see the docstring

    problems = Problems()
    library_file = validated_library(document(path, problems), known or {}, problems)
    if library_file is not None and not problems.full:
        problems.add(picture_problems(library_file.exercises, library_file.pictures, beside(path)))
    if problems or library_file is None:
        raise BrokenFileError(path, problems.told())
    return library_file


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a library file, from the same model that reads it."""
    from posture_app.library.validation import library_adapter  # noqa: PLC0415 - see the docstring

    schema = library_adapter().json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"{FORMAT}, version {VERSION}. Made from posture_app/library/model.py.",
        **schema,
    }


def motion_from_json(text: str) -> Motion | list[Problem]:
    """One motion by itself, as an author writes it; or what is wrong with it."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - see the module's docstring

    from posture_app.library.validation import schema_problems  # noqa: PLC0415 - as above

    try:
        return TypeAdapter(Motion).validate_json(text)
    except ValidationError as error:
        return schema_problems(error.errors(include_url=False))


def _read_beside(path: Path, library: Library) -> LibraryFile:
    own = read(
        path, {kind: getattr(library, kind) for kind in ("exercises", "routines", "sources")}
    )
    taken = Problems()
    for kind in ("exercises", "routines", "programmes"):
        taken.add(_taken(own, kind, getattr(library, kind)))
    if taken:
        raise BrokenFileError(path, taken.told())
    shown = with_pictures(own.exercises, own.pictures, beside(path))
    return replace(own, exercises=shown, pictures=())


def _taken(own: LibraryFile, kind: str, ids: Collection[str]) -> list[Problem]:
    return [
        Problem(
            f"{kind}[{index}].id",
            sentence('"{id}" is in use by another library; expected an id of its own', id=entry.id),
        )
        for index, entry in enumerate(getattr(own, kind))
        if entry.id in ids
    ]
