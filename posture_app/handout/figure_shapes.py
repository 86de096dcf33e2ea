"""The shapes of the telephone's figure, and the line around its body as one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from posture_app.dataclass import dataclass

_CONTOUR: Final = 2.4
"""In units: how far the line around the body reaches beyond the lines in it."""
_BESIDE: Final = 6.0
"""In units: so near to each other are the edges of one part's two shapes."""
_MATERIALS: Final = 3
"""So many a part has at most."""

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PathStyle:
    """How a shape is painted: colours, or `none`, and how wide its line is."""

    fill: str
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class PathShape:
    """What is filled or drawn in one style.

    Attributes:
        data: Its path where its part was drawn.
        place: The six numbers that move it to where it is, as SVG's `matrix` has them; none where
            it is there.
        box: What it takes of the picture.
    """

    style: PathStyle
    data: str
    place: tuple[float, ...]
    box: Bounds


def without_contours(shapes: list[PathShape], ink: str) -> Iterator[PathShape]:
    """The line around the body as a wider line around what else is ink: half the points.

    All parts are filled in ink first, a little larger than they are filled again later on, be it
    material by material. So these stand for the other, which lies beside them nearly everywhere.

    Args:
        shapes: All that is painted, in its order.
        ink: The colour of lines.
    """
    filled = PathStyle(ink, "none", 0)
    wider = PathStyle(ink, ink, 2 * _CONTOUR)
    inks = [number for number, one in enumerate(shapes) if one.style == filled]
    first = inks[0] if inks else 0
    contours = [number for number, at in enumerate(inks) if at - first == number]
    again = [shapes[at] for at in inks[len(contours) :]]
    for at, shape in enumerate(shapes):
        twins: Sequence[PathShape] = ()
        if first <= at < first + len(contours):
            twins = next((run for run in _runs(again) if _beside(_around(run), shape.box)), ())
        yield from (replace(twin, style=wider) for twin in twins)
        if not twins:
            yield shape


def _runs(shapes: Sequence[PathShape]) -> Iterator[Sequence[PathShape]]:
    """One shape or a few that follow each other, as each material of a part may have ink."""
    for count in range(1, _MATERIALS + 1):
        for first in range(len(shapes) - count + 1):
            yield shapes[first : first + count]


def _around(shapes: Sequence[PathShape]) -> Bounds:
    """The box around some shapes."""
    lefts, tops, rights, bottoms = zip(*(one.box for one in shapes), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _beside(box: Bounds, other: Bounds) -> bool:
    return all(abs(one - two) <= _BESIDE for one, two in zip(box, other, strict=True))
