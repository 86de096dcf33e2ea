"""Values that take a while to make."""

from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class CachedValue(Generic[_Value]):
    """A value that takes a while to make, kept as long as what it is made from is the same."""

    def __init__(self) -> None:
        self._known: tuple[object, _Value] | None = None

    def get(self, key: object, make: Callable[[], _Value]) -> _Value:
        """The value for `key`: the one that is kept, or else a new one."""
        known = self._known
        if known is None or known[0] != key:
            known = self._known = key, make()
        return known[1]

    def forget(self) -> None:
        """Make it anew the next time."""
        self._known = None
