"""Values brought within the ranges that stand beside the model's types, instead of being refused.

Somebody who turns a number up or types on and on is stopped at the last value that a plan's file
may hold.
"""

import math
from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints

from posture_app.library.ranges import Ge, Le, MaxLen, Range
from posture_app.library.schema import FileObject

T = TypeVar("T", bound=FileObject)

_SPACES: Final = "\n\t"


def bounded(model: T, names: Collection[str] | None = None) -> T:
    """The same with every number, text and list within its range.

    What is below a least length stays as it is: nothing can be made up for it.

    Args:
        model: One object and what is in it, not the objects of its lists.
        names: The fields that are looked at; all of them for None.

    Raises:
        TypeError: It is no dataclass.
    """
    if not is_dataclass(model):
        raise TypeError(model)
    found = {}
    known = _ranges(type(model))
    for name in known if names is None else names:
        ranges, is_real = known[name]
        value = getattr(model, name)
        fitting = _fitting(value, ranges, is_real=is_real)
        if fitting is not value:
            found[name] = fitting
    return replace(model, **found) if found else model


def plain(text: str) -> str:
    """A text without halves of characters and without what controls a terminal."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return "".join(one for one in whole if one in _SPACES or (ord(one) >= 32 and ord(one) != 127))


@cache
def _ranges(model: type) -> dict[str, tuple[tuple[Range, ...], bool]]:
    """The ranges of a class's fields, and whether each takes real numbers."""
    hints = get_type_hints(model, include_extras=True)
    return {one.name: _of_hint(hints[one.name]) for one in fields(model)}


def _of_hint(hint: object) -> tuple[tuple[Range, ...], bool]:
    """Of a field that may be None the ranges of what it is otherwise."""
    if get_origin(hint) is Annotated:
        kind, *metadata = get_args(hint)
        return tuple(one for one in metadata if isinstance(one, Range)), kind is float
    for one in get_args(hint):
        if get_origin(one) is Annotated:
            return _of_hint(one)
    return (), hint is float


def _fitting(value: Any, ranges: tuple[Range, ...], *, is_real: bool) -> Any:  # noqa: ANN401 - a field of any type
    if isinstance(value, FileObject):
        return bounded(value)
    if isinstance(value, str):
        cleaned = plain(value)
        value = value if cleaned == value else cleaned
    if is_real and isinstance(value, int | float) and not isinstance(value, float):
        value = float(value)
    for one in ranges:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            continue
        (bound,) = one.bounds
        if isinstance(one, MaxLen) and len(value) > bound:
            value = value[: round(bound)]
        elif (isinstance(one, Ge) and value < bound) or (isinstance(one, Le) and value > bound):
            value = type(value)(bound)
    return value
