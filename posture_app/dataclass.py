"""`dataclass` as the standard library has it, as far as it is used here, in a third of the time.

`dataclasses` writes up to six methods of each class as text and compiles them while the module is
imported: 0.35 ms for a frozen class in Python 3.11, of which the first page needs 120. Here only
`__init__` is written for a frozen class; the others are the same functions for all of them. All
other classes are made by `dataclasses`. The figures are in docs/decisions/0005-start.md.

A frozen class is made, compared, hashed, shown, copied and pickled as there, and `fields`,
`replace` and `asdict` take it for what it is. It differs from one of `dataclasses` in this:

- Options but `slots`, `eq`, `repr` and `kw_only`, and of a field `init` and `hash`, are refused;
  `InitVar` is not known.
- In a class below it, too, nothing can be set or deleted, be it one of its fields or not, and what
  tells so is always a `FrozenInstanceError`. A class may have a `__setattr__` of its own.
- To `dataclasses` it is not frozen (`__dataclass_params__`): there no class can be frozen below
  this one, and one that can change may stand above it or below.
- The docstring that is made for a class without one names no fields.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, Protocol


class _Frozen(Protocol):
    __dataclass_fields__: ClassVar[dict[str, "Field[Any]"]]

    def __compared__(self, of: object, /) -> object: ...


def _dataclass(
    own: type | None = None, /, *, frozen: bool = False, slots: bool = False, **how: bool
) -> object:
    if not frozen:
        return dataclasses.dataclass(own, slots=slots, **how)

    def made(own: type) -> object:
        return _made(own, slots=slots, **how)

    return made if own is None else made(own)


def _made(own: type, *, slots: bool, **how: bool) -> type:
    if unknown := how.keys() - {"eq", "repr", "kw_only"}:
        raise TypeError(f"no option of a frozen class: {', '.join(sorted(unknown))}")
    how = {"eq": True, "repr": True} | how
    without = how | {"eq": False, "repr": False}
    made: type = dataclasses.dataclass(init=False, slots=slots, **without)(own)
    members = dataclasses.fields(made)
    if any(not member.init or member.hash is not None for member in members):
        raise TypeError("a field's init and hash are not taken over")
    methods: dict[str, object] = {"__init__": _init(made, members), **_METHODS}
    if slots:
        methods |= _METHODS_OF_SLOTS
    if how["repr"]:
        methods["__repr__"] = _shown
    if how["eq"]:
        compared = _compared([member.name for member in members if member.compare])
        methods |= {"__compared__": compared, "__eq__": _is_equal, "__hash__": _hash}
    for name, method in methods.items():
        if vars(own).get(name) is None:  # who has written one has a reason
            setattr(made, name, method)
    return made


def _init(kind: type, members: Sequence["Field[Any]"]) -> Callable[..., None]:
    """A function that takes the members in their order, those by word alone last."""
    # What is no member has lines on both sides of its name, which no member has.
    names: dict[str, Any] = {"__put__": object.__setattr__, "__missing__": MISSING}
    places: list[str] = []
    words: list[str] = []
    body: list[str] = []
    for member in members:
        name = value = member.name
        names[f"__default_{name}__"] = member.default
        optional = member.default is not MISSING
        if member.default_factory is not MISSING:
            optional = True
            names[f"__make_{name}__"] = member.default_factory
            value = f"__make_{name}__() if {name} is __missing__ else {name}"
        (words if member.kw_only else places).append(
            f"{name}=__default_{name}__" if optional else name
        )
        body.append(f" __put__(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        body.append(" self.__post_init__()")
    taken = ", ".join(["self", *places, *(["*", *words] if words else [])])
    exec(f"def __init__({taken}):\n" + ("\n".join(body) or " pass"), names)  # noqa: S102 - as there
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in members} | {"return": None}
    return init


def _compared(names: Sequence[str]) -> object:
    """What hands out the values that count, always as a tuple: in it a NaN is equal to itself."""
    if len(names) > 1:
        return attrgetter(*names)
    getters = [attrgetter(name) for name in names]
    return staticmethod(lambda one: tuple(get(one) for get in getters))


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: _Frozen) -> list[object]:
    return [getattr(self, member.name) for member in dataclasses.fields(self)]


def _set_state(self: _Frozen, state: list[object]) -> None:
    for member, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, member.name, value)


@recursive_repr()
def _shown(self: _Frozen) -> str:
    names = (member.name for member in dataclasses.fields(self) if member.repr)
    members = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({members})"


def _is_equal(self: _Frozen, other: _Frozen) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return self.__compared__(self) == other.__compared__(other)


def _hash(self: _Frozen) -> int:
    return hash(self.__compared__(self))


_METHODS: Mapping[str, object] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
}
_METHODS_OF_SLOTS: Mapping[str, object] = {
    "__getstate__": _state,
    "__setstate__": _set_state,
}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

__all__ = ["dataclass"]
