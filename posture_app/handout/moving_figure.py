"""The moving figure for a page of HTML: a few moments of a motion as outlines that are filled.

The painter of the window and of paper paints each moment into an SVG; what it painted is written
again with fewer points and without what it says twice. The pictures of the left side are those of
the right mirrored, camera and all, so that only one of them is kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from json import dumps
from math import asin, atan2, hypot, pi
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element, fromstring

from PySide6.QtCore import QBuffer, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from posture_app.body.motion import goes_round
from posture_app.body.skeleton import Stance
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.figure.palette import DARK, LIGHT, FigurePalette
from posture_app.ui.figure.picture import paint_stance
from posture_app.ui.figure.scene import Scene, scene_of

WIDTH: Final = 640
HEIGHT: Final = 500
"""The picture's own units, of which the coordinates are whole numbers."""
LARGEST: Final = 70_000
"""Characters that the pictures of one exercise may take; there are fewer moments otherwise."""
MOMENTS: Final = 17
"""Of one way; one more than a power of two, so that every second of them can be left out."""
_FEWEST: Final = 5
_FINER: Final = 5
"""The painter rounds to the pixels it is given, so it is given several to each unit."""
_PIXEL: Final = 2
"""Units to a pixel of a screen."""
_DPI: Final = 96 * _FINER * _PIXEL
_NEAR: Final = 0.7
"""In units: how far a point may lie beside a line that is drawn without it."""
_CONTOUR: Final = 2.4
"""In units: how far the line around the body reaches beyond the lines in it."""
_HAIR: Final = 0.1
"""In units: a line around a contour by which it is told from a line within the body."""
_BESIDE: Final = 6.0
"""In units: so near to each other are the edges of one part's two shapes."""
_SMALLEST: Final = 12.0
"""In square units: what is filled and smaller is not seen on a telephone."""
_CURVE: Final = 6
"""Into so many lines a curve is cut."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER: Final = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_STEP: Final = re.compile(r"([MLC]?)(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")

Point = tuple[float, float]
Loop = list[Point]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Style:
    fill: str
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class _Shape:
    style: _Style
    data: str
    box: Bounds


_Moment = tuple[_Shape, ...]


class _At(NamedTuple):
    """A stance, and how much of the way to what is held lies behind it."""

    stance: Stance
    share: float


@lru_cache(maxsize=128)
def moving_figure(exercise: Exercise) -> dict[str, Any]:
    """An exercise's motion as values for JSON.

    Returns:
        `styles`: [fill, its dark twin, stroke, its dark twin, width]; `paths`: SVG path data;
        `there` and `back`: moments at equal shares of a way, each as numbers in turn of a style and
        a path (`back` is empty where it is the way there backwards); `round`: whether the way there
        ends where it begins.
    """
    scene = scene_of(exercise)
    there, back, rounds = _ways(scene)
    ways = [[_painted(scene, at, LIGHT) for at in way] for way in (there, back)]
    twins = _twins(scene, ((there[0], ways[0][0]), (there[-1], ways[0][-1])))
    while True:
        found = {**_packed(ways, twins), "round": rounds}
        if len(dumps(found)) <= LARGEST or len(ways[0]) <= _FEWEST:
            return found
        ways = [way[::2] for way in ways]


def _ways(scene: Scene) -> tuple[list[_At], list[_At], bool]:
    score = scene.score
    rounds = goes_round(scene.motion)
    if not rounds and score.start == score.end:
        return [_At(score.start, 0.0)], [], False
    shares = [number / (MOMENTS - 1) for number in range(MOMENTS)]
    there = [_At(score.there.at(share), share) for share in shares]
    comes_the_same_way = rounds or score.back.stances == score.there.stances[::-1]
    back = [] if comes_the_same_way else [_At(score.back.at(one), 1 - one) for one in shares]
    return there, back, rounds


def _painted(scene: Scene, at: _At, palette: FigurePalette) -> _Moment:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DPI)
    place = QRect(0, 0, WIDTH * _FINER, HEIGHT * _FINER)
    generator.setSize(place.size())
    generator.setViewBox(place)
    painter = QPainter(generator)
    view = scene.view(QRectF(place))
    paint_stance(painter, scene, at.stance, view, replace(palette, flat=True), share=at.share)
    painter.end()
    root = fromstring(buffer.data().data())  # noqa: S314 - we have just written it
    return tuple(_without_contours(list(_shapes(root)), palette.outline))


def _shapes(root: Element) -> Iterator[_Shape]:
    for group in root.iter(f"{_SVG}g"):
        if "opacity" in group.attrib:  # the shadow, whose soft edge would take too many points
            continue
        style, scale = _style(group), _scale(group)
        for path in group.findall(f"{_SVG}path"):
            loops = _loops(path.get("d", ""), scale)
            data = "".join(_written(one, style) for one in loops)
            if data:
                yield _Shape(style, data, _box(loops))


def _without_contours(shapes: list[_Shape], ink: str) -> Iterator[_Shape]:
    """The line around the body as a wider line around what else is ink: half the points.

    All parts are filled in ink first, a little larger than they are filled again later on. So each
    of those stands for the other, which lies beside it nearly everywhere.
    """
    filled = _Style(ink, "none", 0)
    wider, alone = (_Style(ink, ink, width) for width in (2 * _CONTOUR, _HAIR))
    inks = [number for number, one in enumerate(shapes) if one.style == filled]
    first = inks[0] if inks else 0
    contours = [number for number, at in enumerate(inks) if at - first == number]
    again = [shapes[at] for at in inks[len(contours) :]]
    for at, shape in enumerate(shapes):
        twin = None
        if first <= at < first + len(contours):
            twin = next((one for one in again if _beside(one.box, shape.box)), None)
        if first <= at < first + len(contours):
            yield replace(shape, style=alone) if twin is None else replace(twin, style=wider)
        else:
            yield shape


def _beside(box: Bounds, other: Bounds) -> bool:
    return all(abs(one - two) <= _BESIDE for one, two in zip(box, other, strict=True))


def _scale(group: Element) -> tuple[float, ...]:
    numbers = _NUMBER.findall(group.get("transform", "matrix(1,0,0,1,0,0)"))
    return tuple(float(number) / _FINER for number in numbers)


def _style(group: Element) -> _Style:
    fill, stroke = group.get("fill", "none"), group.get("stroke", "none")
    opacity = float(group.get("fill-opacity", 1))
    if fill != "none" and opacity < 1:
        fill += f"{round(255 * opacity):02x}"
    if stroke == "none":
        return _Style(fill, "none", 0)
    return _Style(fill, stroke, round(float(group.get("stroke-width", 1)) * _PIXEL, 1))


def _loops(data: str, scale: tuple[float, ...]) -> list[Loop]:
    """The loops of a path as Qt writes it: absolute, with lines and curves only."""
    a, b, c, d, e, f = scale
    found: list[Loop] = []
    waiting: Loop = []
    for kind, x, y in _STEP.findall(data):
        px, py = float(x), float(y)
        point = (a * px + c * py + e, b * px + d * py + f)
        if kind == "M":
            found.append([point])
        elif kind == "L" and not waiting:
            found[-1].append(point)
        else:  # a curve has three points, of which the first alone has a letter
            waiting.append(point)
            if len(waiting) == 3:
                found[-1] += _curve(found[-1][-1], *waiting)
                waiting = []
    return found


def _box(loops: Sequence[Loop]) -> Bounds:
    xs = [x for loop in loops for x, _ in loop]
    ys = [y for loop in loops for _, y in loop]
    return min(xs), min(ys), max(xs), max(ys)


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for number in range(1, _CURVE + 1):
        t = number / _CURVE
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points = (start, first, second, end)
        yield (
            sum(share * point[0] for share, point in zip(shares, points, strict=True)),
            sum(share * point[1] for share, point in zip(shares, points, strict=True)),
        )


def _written(loop: Loop, style: _Style) -> str:
    """A loop as path data in whole numbers, each point told from the one before it."""
    filled = style.fill != "none"
    if filled and style.stroke == "none" and _area(loop) < _SMALLEST:
        return ""
    points = [(round(x), round(y)) for x, y in _fewer(loop)]
    pairs = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(points)
        if (x, y) != (before_x, before_y)
    ]
    if len(pairs) < (2 if filled else 1):
        return ""
    steps = "".join(f"{_number(x)}{_number(y)}" for x, y in pairs)
    return f"M{points[0][0]} {points[0][1]}l{steps.lstrip()}{'z' if filled else ''}"


def _number(value: int) -> str:
    return str(value) if value < 0 else f" {value}"


def _area(loop: Loop) -> float:
    return abs(sum(x * q - p * y for (x, y), (p, q) in pairwise((*loop, loop[0])))) / 2


def _fewer(loop: Loop) -> Loop:
    """The points without those that lie near the line from the point before to the one after.

    From each point that is kept a wedge is narrowed by every point that follows; the first that
    lies outside it ends the line.
    """
    kept = [loop[0]]
    (x, y), low, high, along = loop[0], -pi, pi, 0.0
    for before, point in pairwise(loop):
        reach = hypot(point[0] - x, point[1] - y)
        if reach <= _NEAR:
            continue
        way = atan2(point[1] - y, point[0] - x)
        if low == -pi:
            along = way
        turned = (way - along + pi) % (2 * pi) - pi
        if low <= turned <= high:
            half = asin(_NEAR / reach)
            low, high = max(low, turned - half), min(high, turned + half)
            continue
        kept.append(before)
        x, y = before
        reach = max(_NEAR, hypot(point[0] - x, point[1] - y))
        along = atan2(point[1] - y, point[0] - x)
        half = asin(_NEAR / reach)
        low, high = -half, half
    if kept[-1] != loop[-1]:
        kept.append(loop[-1])
    return kept


def _twins(scene: Scene, known: Sequence[tuple[_At, _Moment]]) -> dict[str, str]:
    """What each colour is in the dark: the same moments painted in both have the same shapes.

    By day one ink does what two do in the dark: which is meant, the style tells (`_in_the_dark`).
    """
    found: dict[str, str] = {}
    one_ink = replace(DARK, inner=DARK.outline)
    for at, light in known:
        for day, night in zip(light, _painted(scene, at, one_ink), strict=False):
            if day.data == night.data:
                found.setdefault(day.style.fill, night.style.fill)
                found.setdefault(day.style.stroke, night.style.stroke)
    return found


def _packed(ways: Sequence[Sequence[_Moment]], twins: Mapping[str, str]) -> dict[str, Any]:
    styles: dict[_Style, int] = {}
    paths: dict[str, int] = {}
    moments = [
        [
            [
                number
                for shape in moment
                for number in (
                    styles.setdefault(shape.style, len(styles)),
                    paths.setdefault(shape.data, len(paths)),
                )
            ]
            for moment in way
        ]
        for way in ways
    ]
    return {
        "styles": [
            [one.fill, dark.fill, one.stroke, dark.stroke, one.width]
            for one, dark in ((one, _in_the_dark(one, twins)) for one in styles)
        ],
        "paths": list(paths),
        "there": moments[0],
        "back": moments[1],
    }


def _in_the_dark(style: _Style, twins: Mapping[str, str]) -> _Style:
    fill, stroke = (twins.get(one, one) for one in (style.fill, style.stroke))
    is_line = style == _Style(LIGHT.inner, "none", 0)
    return _Style(DARK.inner if is_line else fill, stroke, style.width)
