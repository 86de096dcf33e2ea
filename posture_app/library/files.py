"""Reading library files: the built-in one and people's own, with every problem named.

pydantic is imported when the first file is read, not before the first window: it costs tens of
milliseconds (docs/decisions/0002). The built-in library has been read before (`compiled.py`).
"""

import importlib.resources
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posture_app.errors import AnyOf, Message, sentence, sentences
from posture_app.library.compiled import compiled
from posture_app.library.model import FORMAT, VERSION, Library, LibraryFile
from posture_app.library.motion import Motion
from posture_app.library.problems import Problem, place_of
from posture_app.library.references import dose_problems, reference_problems
from posture_app.library.translation import Translation, translated, translation_problems

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MAX_BYTES: Final = 10_000_000
_TOO_DEEP: Final = sentence("is nested too deeply to be a library file")

_KINDS: Final[Mapping[str, Message]] = {
    "str": sentence("text"),
    "int": sentence("a whole number"),
    "float": sentence("a number"),
    "bool": sentence("true or false"),
    "list": sentence("a list"),
    "dict": sentence("an object"),
    "NoneType": sentence("null"),
}
_EXPECTED: Final[Mapping[str, Message]] = {
    "string_type": sentence("text"),
    "int_type": sentence("a whole number"),
    "int_from_float": sentence("a whole number"),
    "float_type": sentence("a number"),
    "bool_type": sentence("true or false"),
    "tuple_type": sentence("a list"),
    "dataclass_type": sentence("an object"),
    "dataclass_exact_type": sentence("an object"),
    "dict_type": sentence("an object"),
    "finite_number": sentence("a finite number"),
}
_LIMITS: Final[Mapping[str, tuple[str, Message]]] = {
    "greater_than": ("gt", sentence("got {got}; expected more than {limit}")),
    "greater_than_equal": ("ge", sentence("got {got}; expected {limit} or more")),
    "less_than_equal": ("le", sentence("got {got}; expected {limit} or less")),
    "string_too_short": ("min_length", sentence("got {got}; expected {limit} or more characters")),
    "string_too_long": ("max_length", sentence("got {got}; expected {limit} or fewer characters")),
    "too_short": ("min_length", sentence("got {got}; expected {limit} or more entries")),
    "too_long": ("max_length", sentence("got {got}; expected {limit} or fewer entries")),
}
_NOT_JSON: Final[Mapping[str, Message]] = {
    "Expecting value": sentence("is not JSON: expecting value"),
    "Expecting property name enclosed in double quotes": sentence(
        "is not JSON: expecting property name enclosed in double quotes"
    ),
    "Expecting ':' delimiter": sentence("is not JSON: expecting ':' delimiter"),
    "Expecting ',' delimiter": sentence("is not JSON: expecting ',' delimiter"),
    "Extra data": sentence("is not JSON: extra data"),
    "Unterminated string starting at": sentence("is not JSON: unterminated string starting here"),
    "Invalid control character at": sentence("is not JSON: invalid control character here"),
}
"""What Python's json finds, by its message; anything else is only told to be no JSON."""


class BrokenFileError(Exception):
    """A library file that cannot be used, with everything that is wrong with it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        super().__init__(f"{path}: {len(problems)} problems, the first: {problems[0]}")
        self.path = path
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library that can be used, and the files that could not be."""

    library: Library
    broken: tuple[BrokenFileError, ...]


def data_root() -> Path:
    """The folder that holds `exercises.json` and `resources/`: in a wheel, or in a checkout."""
    packaged = Path(str(importlib.resources.files("posture_app"))) / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def builtin_path() -> Path:
    """The built-in library's file."""
    return data_root() / "exercises.json"


def texts_path(library: Path, language: str) -> Path:
    """Where a library's texts in another language are: `exercises.de.json` by `exercises.json`."""
    return library.with_suffix(f".{language}.json")


def personal_paths(data_folder: Path) -> list[Path]:
    """People's own libraries: the JSON files in the data folder and in `libraries/` below it.

    Files of texts in another language (`own.de.json` beside `own.json`) are no libraries.
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
    ]


Prove = Callable[[LibraryFile], Sequence[Problem]]
"""What else is wrong with a file that can be read."""


def load(personal: Iterable[Path] = (), prove: Prove | None = None, language: str = "en") -> Loaded:
    """The built-in library with people's own files beside it, in a language as far as it is there.

    A personal file that is broken, or whose ids are taken, is left out whole and reported; the
    others are loaded all the same. `prove` looks at personal files once more; the built-in one was
    looked at when it was made.

    Raises:
        BrokenFileError: The built-in library itself is broken.
    """
    first = _builtin()
    exercises = {exercise.id: exercise for exercise in first.exercises}
    routines = {routine.id: routine for routine in first.routines}
    sources = {source.id: source for source in first.sources}
    broken: list[BrokenFileError] = []
    texts = [*_texts_beside(builtin_path(), first, language, broken)]
    for path in personal:
        try:
            own = _read_beside(path, exercises, routines, sources)
            wrong = prove(own) if prove else ()
            if wrong:
                broken.append(BrokenFileError(path, wrong))
                continue
        except BrokenFileError as error:
            broken.append(error)
            continue
        exercises |= {exercise.id: exercise for exercise in own.exercises}
        routines |= {routine.id: routine for routine in own.routines}
        sources = {source.id: source for source in own.sources} | sources
        texts += _texts_beside(path, own, language, broken)
    library = Library(exercises, routines, sources)
    for translation in texts:
        library = translated(library, translation)
    return Loaded(library, tuple(broken))


def _texts_beside(
    library: Path, library_file: LibraryFile, language: str, broken: list[BrokenFileError]
) -> Iterable[Translation]:
    """The texts of a library in a language, if there are any; broken ones are left out."""
    path = texts_path(library, language)
    if language == library_file.language or not path.is_file():
        return ()
    try:
        return (read_texts(path, library_file),)
    except BrokenFileError as error:
        broken.append(error)
        return ()


def read_texts(path: Path, library_file: LibraryFile) -> Translation:
    """A library's texts in another language.

    Raises:
        BrokenFileError: With every problem: unknown fields and ids, lists of another length.
    """
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - see the module's docstring

    document = json_document(path)
    try:
        texts = TypeAdapter(Translation).validate_json(json.dumps(document))
    except ValidationError as error:
        problems = schema_problems(error.errors(include_url=False))
        raise BrokenFileError(path, problems) from None
    problems = list(translation_problems(texts, library_file))
    if problems:
        raise BrokenFileError(path, problems)
    return texts


def _builtin() -> LibraryFile:
    raw = _bytes(builtin_path())
    return compiled(raw) or read(builtin_path())


def read(path: Path, known: Mapping[str, Collection[str]] | None = None) -> LibraryFile:
    """One library file.

    Args:
        path: The file.
        known: Ids from other files that this one may point to, under `exercises` and `sources`.

    Raises:
        BrokenFileError: With every problem, not just the first.
    """
    return _validated(path, json_document(path), known or {})


def json_document(path: Path, raw: bytes | None = None) -> object:
    """The JSON in a file, or in `raw`, of which `path` is what it is called.

    Raises:
        BrokenFileError: It is no JSON, or there is no such file.
    """
    if raw is None:
        raw = _bytes(path)
    try:
        document: object = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_no_doubled_fields)
    except UnicodeDecodeError as error:
        what = sentence(
            "is not UTF-8 text (byte {byte}); expected a JSON file saved as UTF-8",
            byte=error.start + 1,
        )
        raise BrokenFileError(path, [Problem("", what)]) from None
    except json.JSONDecodeError as error:
        place = sentence("line {line}, column {column}", line=error.lineno, column=error.colno)
        what = _NOT_JSON.get(error.msg, sentence("is not JSON"))
        raise BrokenFileError(path, [Problem(place, what)]) from None
    except _DoubledFieldError as error:
        what = sentence(
            'the field "{name}" stands twice in one object; expected it once', name=error.args[0]
        )
        raise BrokenFileError(path, [Problem("", what)]) from None
    except RecursionError:
        raise BrokenFileError(path, [Problem("", _TOO_DEEP)]) from None
    except ValueError:  # a number of thousands of digits, which Python does not read
        raise BrokenFileError(path, [Problem("", sentence("is not JSON"))]) from None
    return document


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a library file, from the same model that reads it."""
    schema = _adapter().json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"{FORMAT}, version {VERSION}. Made from posture_app/library/model.py.",
        **schema,
    }


def motion_from_json(text: str) -> Motion | list[Problem]:
    """One motion by itself, as an author writes it; or what is wrong with it."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - see the module's docstring

    try:
        return TypeAdapter(Motion).validate_json(text)
    except ValidationError as error:
        return schema_problems(error.errors(include_url=False))


def _validated(path: Path, document: object, known: Mapping[str, Collection[str]]) -> LibraryFile:
    from pydantic import ValidationError  # noqa: PLC0415 - see the module's docstring

    library_file = None
    problems: list[Problem] = []
    try:
        library_file = _adapter().validate_json(json.dumps(document))
    except ValidationError as error:
        problems = schema_problems(error.errors(include_url=False))
    if isinstance(document, dict):
        problems += reference_problems(document, known)
        schema_places = [str(problem.place) for problem in problems]
        problems += dose_problems(
            document,
            lambda place: any(p == place or p.startswith(f"{place}.") for p in schema_places),
        )
    if problems or library_file is None:
        raise BrokenFileError(path, problems)
    return library_file


def schema_problems(errors: Sequence[Any]) -> list[Problem]:
    """The problems that pydantic found, as sentences with their places."""
    return [Problem(place_of(error["loc"]), _sentence(error)) for error in errors]


def _sentence(error: Mapping[str, Any]) -> Message:
    kind, got = error["type"], error.get("input")
    if kind in {"missing", "missing_argument"}:
        return sentence("is missing; expected it here")
    if kind == "unexpected_keyword_argument":
        return sentence("is no field of this format; expected it to be left out")
    if kind == "literal_error":
        # pydantic lists them in English; the texts in it are ours.
        listed = tuple(re.findall(r"'[^']*'|[^\s',]+(?=$|,| or )", error["ctx"]["expected"]))
        return sentence("got {got}; expected {expected}", got=_shown(got), expected=AnyOf(listed))
    if kind in _LIMITS:
        limit, wording = _LIMITS[kind]
        values = {"got": _measured(kind, got), "limit": f"{error['ctx'][limit]:g}"}
        return replace(wording, values=values)
    if kind in _EXPECTED:
        return sentence("got {got}; expected {expected}", got=_shown(got), expected=_EXPECTED[kind])
    return sentence("got {got}; expected something else", got=_shown(got))


def _measured(kind: str, got: object) -> Message | str:
    if kind.startswith("string_") and isinstance(got, str):
        return sentences("{count} character", "{count} characters", count=len(got))
    if isinstance(got, list):
        return sentences("{count} entry", "{count} entries", count=len(got))
    return _shown(got)


def _shown(got: object) -> Message | str:
    if isinstance(got, str):
        return json.dumps(got if len(got) <= 40 else f"{got[:40]}…", ensure_ascii=False)
    if isinstance(got, bool):
        return json.dumps(got)
    return f"{got:g}" if isinstance(got, int | float) else _KINDS[type(got).__name__]


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            folder = sentence("is a folder; expected a file")
            what = folder if path.is_dir() else sentence("there is no such file")
            raise BrokenFileError(path, [Problem("", what)])
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = sentence(
                "is {size} MB; expected at most {most} MB",
                size=round(size / 1e6, 1),
                most=round(MAX_BYTES / 1e6),
            )
            raise BrokenFileError(path, [Problem("", what)])
        return path.read_bytes()
    except OSError as error:
        what = sentence("cannot be read: {why}", why=error.strerror or str(error))
        raise BrokenFileError(path, [Problem("", what)]) from None


def _read_beside(
    path: Path,
    exercises: Collection[str],
    routines: Collection[str],
    sources: Collection[str],
) -> LibraryFile:
    own = read(path, {"exercises": exercises, "sources": sources})
    taken = [*_taken(own, "exercises", exercises), *_taken(own, "routines", routines)]
    if taken:
        raise BrokenFileError(path, taken)
    return own


def _taken(own: LibraryFile, kind: str, ids: Collection[str]) -> list[Problem]:
    return [
        Problem(
            f"{kind}[{index}].id",
            sentence('"{id}" is in use by another library; expected an id of its own', id=entry.id),
        )
        for index, entry in enumerate(getattr(own, kind))
        if entry.id in ids
    ]


class _DoubledFieldError(ValueError):
    pass


def _no_doubled_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        names = [name for name, _ in pairs]
        raise _DoubledFieldError(next(name for name in names if names.count(name) > 1))
    return fields


@cache
def _adapter() -> "TypeAdapter[LibraryFile]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the module's docstring

    return TypeAdapter(LibraryFile)
