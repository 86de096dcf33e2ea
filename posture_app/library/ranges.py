"""The ranges that stand beside the types of the model, and are enforced when a file is read.

They are those of `annotated_types`, by the same names, but that module is imported only where
something is read: its import takes 7 ms, and most starts read nothing (`compiled.py`). A schema
library takes them apart by the protocol that `annotated_types` has for constraints of one's own.
"""

from collections.abc import Iterator
from typing import Final


class Range:
    """A constraint that becomes the one of `annotated_types` with the name of its class."""

    __is_annotated_types_grouped_metadata__: Final = True
    __slots__ = ("bounds",)

    def __init__(self, *bounds: float) -> None:
        self.bounds = bounds

    def __iter__(self) -> Iterator[object]:
        """What a schema library goes by; the protocol of `annotated_types.GroupedMetadata`."""
        import annotated_types  # noqa: PLC0415 - see the module's docstring

        yield getattr(annotated_types, type(self).__name__)(*self.bounds)


class Ge(Range):
    """No less than a number."""

    __slots__ = ()


class Gt(Range):
    """More than a number."""

    __slots__ = ()


class Le(Range):
    """No more than a number."""

    __slots__ = ()


class MinLen(Range):
    """At least so many."""

    __slots__ = ()


class MaxLen(Range):
    """At most so many."""

    __slots__ = ()
