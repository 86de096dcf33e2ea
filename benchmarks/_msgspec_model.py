"""The library's model as msgspec structs, made from the dataclasses, for comparison."""

import dataclasses
import importlib
import types
import typing
from functools import cache
from typing import Annotated, Any

msgspec: Any = importlib.import_module("msgspec")  # no dependency, so unknown to the type checker

LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length")


@cache
def struct_of(model: Any) -> Any:  # noqa: ANN401 - types made at run time
    """A frozen struct with the fields, defaults and limits of a dataclass; no other fields."""
    hints = typing.get_type_hints(model, include_extras=True)
    fields: list[Any] = []
    for one in dataclasses.fields(model):
        kind = _converted(hints[one.name])
        if one.default is not dataclasses.MISSING:
            fields.append((one.name, kind, one.default))
        elif one.default_factory is not dataclasses.MISSING:
            fields.append((one.name, kind, msgspec.field(default_factory=dict)))
        else:
            fields.append((one.name, kind))
    rename = {one.name: one.name.rstrip("_") for one in dataclasses.fields(model)}
    return msgspec.defstruct(
        model.__name__, fields, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=rename
    )


def _converted(kind: Any) -> Any:  # noqa: ANN401 - any annotation
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return struct_of(kind)
    if origin is Annotated:
        limits = {
            name: getattr(limit, name)
            for limit in arguments[1:]
            for name in LIMITS
            if getattr(limit, name, None) is not None
        }
        inner = _converted(arguments[0])
        return Annotated[inner, msgspec.Meta(**limits)] if limits else inner
    if origin in {typing.Union, types.UnionType}:
        return typing.Union[tuple(map(_converted, arguments))]  # noqa: UP007 - made at run time
    if origin is tuple:
        return types.GenericAlias(
            tuple, tuple(one if one is ... else _converted(one) for one in arguments)
        )
    if origin is not None and origin is not typing.Literal:
        return origin[tuple(map(_converted, arguments))]
    return kind
