"""Our dataclasses are as the standard library makes them: every rule is tried on both."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.dataclass import dataclass as own

Maker = Callable[..., Any]
USUAL = {"frozen": True, "slots": True}
MAKERS = {"own": own, "theirs": dataclasses.dataclass}


def classes(make: Maker) -> dict[str, Any]:
    """The kinds of classes that there are, each with words that make one."""

    @make(**USUAL)
    class Plain:
        a: int
        b: str = "b"
        c: list[int] = field(default_factory=list, compare=False)
        shared: ClassVar[int] = 7

    @make(**USUAL, kw_only=True)
    class ByWord:
        a: int = 1
        b: float

    @make(**USUAL)
    class Checked:
        a: int
        hidden: int = field(default=0, repr=False)

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("below zero")

    @make(**USUAL)
    class Own:  # noqa: PLW1641 - it is given one
        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self))

        def __repr__(self) -> str:
            return "own"

    @make(**USUAL, eq=False)
    class Same:
        a: int

    @make(**USUAL)
    class Derived(Plain):
        d: int = field(default=4, kw_only=True)

    @make(**USUAL)
    class Named:
        """After what a function that sets members might need itself."""

        set: int
        MISSING: int = 1
        self_: list[int] = field(default_factory=list, compare=False)
        make_self_: int = 2
        default_self_: int = 3

    @make(**USUAL)
    class Single:
        a: float

    @make(**USUAL)
    class Empty:
        pass

    @make(frozen=True)
    class Roomy:
        a: int
        b: str = "b"

        @cached_property
        def found(self) -> list[int]:
            return [self.a]

    @make(frozen=True, eq=False)
    class RoomySame:
        a: int

    @make(slots=True)
    class Changing:
        a: int

    @make
    class Bare:
        a: int = 1

    frozen = (Plain, ByWord, Checked, Own, Same, Derived, Named, Single, Empty, Roomy, RoomySame)
    found = (*frozen, Changing, Bare)
    return {one.__name__: one for one in found}


BOTH = {name: classes(make) for name, make in MAKERS.items()}
WORDS: dict[str, dict[str, Any]] = {
    "Plain": {"a": 1},
    "ByWord": {"b": 2.5},
    "Checked": {"a": 3, "hidden": 9},
    "Own": {"a": 1},
    "Same": {"a": 1},
    "Derived": {"a": 1, "b": "x", "d": 6},
    "Named": {"set": 1},
    "Single": {"a": 1.5},
    "Empty": {},
    "Roomy": {"a": 1},
    "RoomySame": {"a": 1},
    "Changing": {"a": 1},
    "Bare": {},
}


def told(kind: str, maker: str) -> list[object]:
    """What a class and its objects say of themselves."""
    made, words = BOTH[maker][kind], WORDS[kind]
    one, other = made(**words), made(**words)
    changed = {"a": 5} if "a" in words else {}
    return [
        one == other,
        one != other,
        one == "another kind",
        {one, other} == {one} if made.__hash__ else None,
        repr(one).replace(BOTH[maker][kind].__qualname__, kind),
        asdict(one),
        repr(replace(one, **changed)),
        [(member.name, member.type, member.kw_only, member.compare) for member in fields(made)],
        made.__match_args__,
        made.__init__.__annotations__,
        str(inspect.signature(made)).replace("<factory>", "_MISSING"),
        getattr(made, "__slots__", None),
        inspect.getdoc(made) if made.__doc__ and not made.__doc__.startswith(kind) else None,
        copy.copy(one) == one,
        copy.deepcopy(one) == one,
    ]


@pytest.mark.parametrize("kind", WORDS)
def test_a_class_is_as_the_standard_library_makes_it(kind):
    ours, theirs = told(kind, "own"), told(kind, "theirs")
    signature = ours.pop(10)
    assert str(signature).count(",") == str(theirs.pop(10)).count(",")
    assert ours == theirs


@pytest.mark.parametrize("kind", [kind for kind in WORDS if kind not in {"Changing", "Bare"}])
def test_nothing_is_set_or_deleted(kind):
    for maker in MAKERS:
        one = BOTH[maker][kind](**WORDS[kind])
        for action in (
            lambda one=one: setattr(one, "a", 1),
            lambda one=one: setattr(one, "other", 1),
            lambda one=one: delattr(one, "a"),
        ):
            with pytest.raises((FrozenInstanceError, TypeError)):  # theirs of a slotted one
                action()


def test_what_is_made_wrongly_is_refused():
    for maker in MAKERS:
        made = BOTH[maker]
        for kind, words in (
            ("Plain", {}),
            ("Plain", {"a": 1, "z": 2}),
            ("ByWord", {}),
            ("Derived", {"a": 1, "e": 2}),
        ):
            with pytest.raises(TypeError):
                made[kind](**words)
        with pytest.raises(TypeError):
            made["ByWord"](1, 2.0)
        with pytest.raises(TypeError):
            made["Derived"](1, "b", [], 4)  # the last is by word
        with pytest.raises(ValueError, match="below zero"):
            made["Checked"](-1)


def test_what_is_not_taken_over_is_refused():
    for option in ("order", "unsafe_hash", "match_args"):
        options: Any = USUAL | {option: True}
        with pytest.raises(TypeError, match=option):
            own(**options)(type("One", (), {}))
    for member in (field(init=False, default=1), field(hash=False)):
        with pytest.raises(TypeError, match="not taken over"):
            own(**USUAL)(type("One", (), {"__annotations__": {"a": int}, "a": member}))


def test_what_is_compared_is_compared_and_hashed_as_a_tuple():
    nowhere = float("nan")
    for kind, words in (("Empty", {}), ("Single", {"a": nowhere}), ("Plain", {"a": nowhere})):
        ours, theirs = (BOTH[maker][kind] for maker in MAKERS)
        assert ours(**words) == ours(**words)
        assert theirs(**words) == theirs(**words)
        assert hash(ours(**words)) == hash(theirs(**words))
        assert ours(**words) != theirs(**words)


def test_two_have_not_the_same_list():
    one, other = BOTH["own"]["Plain"](1), BOTH["own"]["Plain"](1)
    one.c.append(1)
    assert other.c == []
    assert one == other  # the list is not compared


def test_one_without_slots_keeps_what_it_has_found():
    for maker in MAKERS:
        one = BOTH[maker]["Roomy"](2)
        assert one.found is one.found
        assert one == BOTH[maker]["Roomy"](2)


@own(frozen=True, slots=True)
class Kept:
    """One that pickle finds by its name."""

    a: int
    b: tuple[str, ...] = ()
    c: "Kept | None" = None


@own(frozen=True)
class KeptWithoutSlots:
    """The same, without slots."""

    a: int
    b: tuple[str, ...] = ()


@given(st.builds(Kept) | st.builds(KeptWithoutSlots))
def test_what_is_pickled_is_the_same_again(one):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(one, protocol))
        assert (again, hash(again), repr(again)) == (one, hash(one), repr(one))


def test_one_that_holds_itself_can_be_told():
    holder: list[object] = []
    one = BOTH["own"]["Plain"](1, "b", holder)
    holder.append(one)
    assert "..." in repr(one)
