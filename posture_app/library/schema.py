"""What every object of a library file has in common."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from posture_app.library.ranges import MaxLen, MinLen

Text = Annotated[str, MinLen(1), MaxLen(2000)]
Equipment = Literal[
    "chair",
    "desk",
    "wall",
    "doorway",
    "mat",
    "pillow",
    "towel",
    "band",
    "weight",
    "ball",
    "foam_roller",
    "step",
]
"""What an exercise needs, and what stands beside the figure."""


def _file_name(field_name: str) -> str:
    return field_name.rstrip("_")


class FileObject:
    """Marks what stands in a library file: unknown fields are refused, numbers are not guessed."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "alias_generator": _file_name,
        "allow_inf_nan": False,
    }
