"""Checks a document against the model, and says what is wrong in sentences with their places.

Each entry of a library is checked by itself: a file can have a million faults, and a description of
each of them would take more memory than the machine has.
"""

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from posture_app.errors import AnyOf, Message, sentence, sentences
from posture_app.library.model import (
    FORMAT,
    MAX_EXERCISES,
    MAX_PROGRAMMES,
    MAX_ROUTINES,
    MAX_SOURCES,
    VERSION,
    LibraryFile,
)
from posture_app.library.problems import Problem, Problems, place_of
from posture_app.library.references import dose_problems, reference_problems
from posture_app.library.translation import Translation

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

MAX_VALUES: Final = 20_000
"""An exercise with all that the format allows has a tenth of it."""

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
_KINDS_OF_ENTRIES: Final[Mapping[str, int]] = {
    "exercises": MAX_EXERCISES,
    "routines": MAX_ROUTINES,
    "sources": MAX_SOURCES,
    "programmes": MAX_PROGRAMMES,
}
"""The lists of a library, and how long they may be."""
_FRAME: Final[Mapping[str, Any]] = {
    "format": FORMAT,
    "version": VERSION,
    "language": "en",
    **{kind: [] for kind in _KINDS_OF_ENTRIES},
}
"""A sound library with nothing in it."""


def validated_library(
    document: object, known: Mapping[str, Collection[str]], problems: Problems
) -> LibraryFile | None:
    """A library file's JSON as its model, or None; what is wrong goes to `problems`.

    Args:
        document: The JSON.
        known: Ids from other files that this one may point to, under `exercises` and `sources`.
        problems: Takes in what is wrong.
    """
    if not isinstance(document, dict):
        return _checked(document, problems)
    wrong_doses: set[str] = set()
    entries = {kind: document[kind] for kind in _KINDS_OF_ENTRIES if _is_list(document, kind)}
    library_file = _checked({**document, **{kind: [] for kind in entries}}, problems)
    checked: dict[str, Any] = {
        kind: _checked_entries(kind, listed, problems, wrong_doses)
        for kind, listed in entries.items()
    }
    problems.add(reference_problems(document, known))
    problems.add(dose_problems(document, wrong_doses))
    return None if library_file is None else replace(library_file, **checked)


def _is_list(document: Mapping[str, Any], kind: str) -> bool:
    return isinstance(document.get(kind), list)


def _checked(document: object, problems: Problems) -> LibraryFile | None:
    from pydantic import ValidationError  # noqa: PLC0415 - see the docstring of files.py

    try:
        return library_adapter().validate_json(json.dumps(document))
    except ValidationError as error:
        problems.add(schema_problems(error.errors(include_url=False)))
        return None


def _checked_entries(
    kind: str, listed: list[Any], problems: Problems, wrong_doses: set[str]
) -> tuple[Any, ...]:
    """The entries of a list that are sound; the places of doses that are not are noted."""
    from pydantic import ValidationError  # noqa: PLC0415 - see the docstring of files.py

    most = _KINDS_OF_ENTRIES[kind]
    if len(listed) > most:
        problems.add([too_many_entries(kind, listed, most)])
    sound = []
    for index, entry in enumerate(listed):
        count = count_values(entry)
        if count > MAX_VALUES:
            what = sentence(
                "holds {count} values; expected at most {most}", count=count, most=MAX_VALUES
            )
            problems.add([Problem(f"{kind}[{index}]", what)])
            wrong_doses.update(_doses(entry, f"{kind}[{index}]"))
            continue
        try:
            alone = library_adapter().validate_json(json.dumps({**_FRAME, kind: [entry]}))
            sound += getattr(alone, kind)
        except ValidationError as error:
            _note((kind, index), entry, error, problems, wrong_doses)
    return tuple(sound)


def _note(
    place: tuple[str, int],
    entry: object,
    error: "ValidationError",
    problems: Problems,
    wrong_doses: set[str],
) -> None:
    """Note what is wrong with one entry, which was checked as the only one."""
    if problems.full:  # a million descriptions that nobody is told would take seconds
        problems.count(error.error_count())
        wrong_doses.update(_doses(entry, place_of(place)))
        return
    for one in error.errors(include_url=False):
        location = (*place, *one["loc"][2:])
        if len(location) == 2:  # the entry as a whole: what is in it was not looked at
            wrong_doses.update(_doses(entry, place_of(location)))
        if "dose" in location:
            wrong_doses.add(place_of(location[: location.index("dose") + 1]))
        if problems.full:
            problems.count(1)
        else:
            problems.add([Problem(place_of(location), _sentence(one))])


def count_values(entry: object) -> int:
    """How many values there are in it, lists and objects included."""
    if isinstance(entry, dict):
        return 1 + sum(map(count_values, entry.values()))
    return 1 + sum(map(count_values, entry)) if isinstance(entry, list) else 1


def _doses(entry: object, place: str) -> list[str]:
    """Where the doses of an entry are that is not looked at."""
    items = entry.get("items") if isinstance(entry, dict) else None
    ahead = [f"{place}.dose"]
    return ahead + [f"{place}.items[{at}].dose" for at in range(len(items or ()))]


def validated_texts(document: object, problems: Problems) -> Translation | None:
    """A file of texts' JSON as its model, or None; what is wrong goes to `problems`."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - see files.py

    if count_values(document) > 5 * MAX_VALUES:
        problems.add(
            [Problem("", sentence("holds more values than a file of this program can have"))]
        )
        return None
    try:
        return TypeAdapter(Translation).validate_json(json.dumps(document))
    except ValidationError as error:
        problems.add(schema_problems(error.errors(include_url=False)))
        return None


@cache
def library_adapter() -> "TypeAdapter[LibraryFile]":
    """What reads a library file as its model."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the docstring of files.py

    return TypeAdapter(LibraryFile)


def validated_entry(
    adapter: "TypeAdapter[T]", place: tuple[str | int, ...], entry: object, problems: Problems
) -> T | None:
    """A part of a document as its model, or None; what is wrong goes to `problems`.

    Args:
        adapter: Reads it.
        place: Where it stands in the document.
        entry: The JSON.
        problems: Takes in what is wrong, and only its number when it is full.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - see the docstring of files.py

    count = count_values(entry)
    if count > MAX_VALUES:
        what = sentence(
            "holds {count} values; expected at most {most}", count=count, most=MAX_VALUES
        )
        problems.add([Problem(place_of(place), what)])
        return None
    try:
        return adapter.validate_json(json.dumps(entry))
    except ValidationError as error:
        if problems.full:
            problems.count(error.error_count())
        else:
            problems.add(schema_problems(error.errors(include_url=False), place))
        return None


def too_many_entries(place: str, listed: Sequence[object], most: int) -> Problem:
    """What is wrong with a list that is too long."""
    values = {"got": _measured("too_long", listed), "limit": f"{most}"}
    return Problem(place, replace(_LIMITS["too_long"][1], values=values))


def schema_problems(errors: Sequence[Any], place: tuple[str | int, ...] = ()) -> list[Problem]:
    """The problems that pydantic found in what stands at a place, as sentences."""
    return [
        Problem(place_of((*place, *one["loc"])), _sentence(one))
        for one in errors
        if not _follows(one)
    ]


def _follows(error: Mapping[str, Any]) -> bool:
    """Whether it only follows from others: a list is "too short" without its faulty entries."""
    got = error.get("input")
    if error["type"] != "too_short" or not isinstance(got, list):
        return False
    return len(got) >= int(error["ctx"]["min_length"])


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
    if isinstance(got, int | float):
        return sentence("an endless number") if math.isinf(got) else f"{got:g}"
    return _KINDS[type(got).__name__]
