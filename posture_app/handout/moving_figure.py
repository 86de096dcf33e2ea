"""The moving figure for a page of HTML: moments of a motion as outlines that are filled.

The painter of the window and of paper paints each moment into an SVG; what it painted is written
again with fewer points and without what it says twice. A part that only moves is there once, and
each moment says where it lies. The pictures of the left side are those of the right mirrored,
camera and all, so that only one of them is kept.
"""

import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from json import dumps
from math import asin, atan2, ceil, hypot, pi
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element, fromstring

from PySide6.QtCore import QBuffer, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from posture_app.body.motion import goes_round
from posture_app.body.skeleton import Stance
from posture_app.handout.figure_shapes import Bounds, PathShape, PathStyle, without_contours
from posture_app.library.model import Exercise
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.ui.figure.frame_fade import SCREEN_STEPS, paint_faded
from posture_app.ui.figure.painter import Painted
from posture_app.ui.figure.palette import DARK, LIGHT, FigurePalette
from posture_app.ui.figure.picture import paint_signs, paint_stance
from posture_app.ui.figure.scene import Scene, scene_of
from posture_app.ui.theme import tokens

WIDTH: Final = 640
HEIGHT: Final = 500
"""The picture's own units, of which the coordinates are whole numbers."""
LARGEST: Final = 116_000
"""Characters that the pictures of one exercise may take; there are fewer moments otherwise. Rolling
shoulders, of which nothing is ever still, take 114,000, and the mean was 37,000: a page of twelve
has half a megabyte."""
PER_SECOND: Final = 13
"""So many moments a movement has at least: from twelve on it is seen as one that flows."""
WAY_S: Final = 2.2
"""As long as a way takes at least where the page shows a movement; in a session most take 2 s."""
MOST_MOMENTS: Final = 41
"""Of one way. What takes longer than 3 s is a breath or a walk, whose steps are small."""
_FEWEST: Final = 5
_FINER: Final = 5
"""The painter rounds to the pixels it is given, so it is given several to each unit."""
_PIXEL: Final = 2
"""Units to a pixel of a screen."""
_SIGN_PIXEL: Final = 4
"""The same for what a still has over a moment: two of them stand side by side, 160 pixels wide."""
_NEAR: Final = 0.7
"""In units: how far a point may lie beside a line that is drawn without it."""
_HAIR: Final = 0.1
"""In units: a line around a contour by which it is told from a line within the body."""
_SMALLEST: Final = 12.0
"""In square units: what is filled and smaller is not seen on a telephone."""
_CURVE: Final = 6
"""Into so many lines a curve is cut."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER: Final = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_STEP: Final = re.compile(r"([MLC]?)(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")

Point = tuple[float, float]
Loop = list[Point]


_Moment = tuple[PathShape, ...]


class _At(NamedTuple):
    """A stance, and how much of the way to what is held lies behind it."""

    stance: Stance
    share: float


@lru_cache(maxsize=128)
def moving_figure(exercise: Exercise, appearance: FigureAppearance = USUAL_FIGURE) -> str:
    """An exercise's motion for the page's script.

    Args:
        exercise: What is done.
        appearance: Whom the figure shows.

    Returns:
        JSON, deflated (RFC 1951) and in base64. `styles`: [fill, its dark twin, stroke, its dark
        twin, width]; `paths`: SVG path data; `places`: six numbers each, as in SVG's `matrix`;
        `there` and `back`: moments at equal shares of a way, each as numbers in turn of a style, a
        path and a place (-1: none; `back` is empty where it is the way there backwards); `signs`:
        what a still has over the last of these moments, such as its arrow; `pixel`: so many units
        are one of its lines' pixels; `round`: whether the way there ends where it begins.
    """
    scene = scene_of(exercise)
    light, dark = (
        replace(one.of(appearance), flat=True, halo=page.canvas)
        for one, page in ((LIGHT, tokens.LIGHT), (DARK, tokens.DARK))
    )
    brush = _Brush(scene, appearance)
    there, back, rounds = _ways(scene, _moments(exercise))
    ways = [list(brush.painted(way, light)) for way in (there, back)]
    signs = brush.signs(light)
    twins = brush.twins((there[0], there[-1]), ways[0][0], light, dark)
    inks = light.inner, dark.inner
    while True:
        found = _deflated({**_packed(ways, signs, twins, inks), "round": rounds})
        if len(found) <= LARGEST or len(ways[0]) <= _FEWEST:
            return found
        ways = [way[::2] for way in ways]


def _deflated(values: Mapping[str, Any]) -> str:
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(dumps(values, separators=(",", ":")).encode()) + packer.flush()
    return b64encode(packed).decode()


def _moments(exercise: Exercise) -> int:
    """An odd number, so that every second of them can be left out."""
    tempo, cycle_s = exercise.dose.tempo_s, exercise.motion.cycle_s if exercise.motion else None
    ways_s = (WAY_S, tempo.move if tempo else 0, tempo.return_ if tempo else 0, (cycle_s or 0) / 2)
    return min(MOST_MOMENTS, 2 * ceil(PER_SECOND * max(ways_s) / 2) + 1)


def _ways(scene: Scene, moments: int) -> tuple[list[_At], list[_At], bool]:
    solved = scene.solved
    rounds = goes_round(scene.motion)
    if not rounds and solved.start == solved.end:
        return [_At(solved.start, 0.0)], [], False
    shares = [number / (moments - 1) for number in range(moments)]
    there = [_At(solved.there.at(share), share) for share in shares]
    comes_the_same_way = rounds or solved.back.stances == solved.there.stances[::-1]
    back = [] if comes_the_same_way else [_At(solved.back.at(one), 1 - one) for one in shares]
    return there, back, rounds


class _Brush:
    """Paints moments of one scene; a path that it saw before is not read again."""

    def __init__(self, scene: Scene, appearance: FigureAppearance) -> None:
        self._scene, self._appearance = scene, appearance
        self._read: dict[tuple[str, bool], tuple[str, Bounds]] = {}

    def painted(self, way: Sequence[_At], palette: FigurePalette) -> Iterator[_Moment]:
        """The moments of a way, in which a part that only moves keeps its path."""
        before: Painted | None = None
        for at in way:
            root, before = self._figure(at, palette, before)
            yield tuple(without_contours(list(self._shapes(root)), palette.outline))

    def twins(
        self, known: Sequence[_At], first: _Moment, light: FigurePalette, dark: FigurePalette
    ) -> dict[str, str]:
        """What each colour is in the dark: moments painted in both have the same shapes.

        By day one ink does what two do in the dark: which is meant, the style tells
        (`_in_the_dark`).
        """
        found = {light.arrow: dark.arrow, light.halo: dark.halo}
        dark = replace(dark, inner=dark.outline)
        # The last one has been, too, but as what was painted before it and has moved.
        days = first, *self.painted(known[1:], light)
        for at, day in zip(known, days, strict=True):
            [night] = self.painted([at], dark)
            for one, other in zip(day, night, strict=False):
                if one.data == other.data:
                    found.setdefault(one.style.fill, other.style.fill)
                    found.setdefault(one.style.stroke, other.style.stroke)
        return found

    def signs(self, palette: FigurePalette) -> _Moment:
        """What shows on a still where the movement goes."""
        body = self._appearance.body

        def paint(painter: QPainter, frame: QRectF) -> None:
            view = self._scene.still_view(frame)
            paint_signs(painter, frame, self._scene, view, palette, None, body)

        return tuple(self._shapes(_svg(paint, _SIGN_PIXEL)))

    def _figure(
        self, at: _At, palette: FigurePalette, before: Painted | None
    ) -> tuple[Element, Painted]:
        painted: list[Painted] = []

        def paint(painter: QPainter, frame: QRectF) -> None:
            view = self._scene.still_view(frame)

            def body(into: QPainter) -> None:
                painted.append(
                    paint_stance(
                        into,
                        self._scene,
                        at.stance,
                        view,
                        palette,
                        before=before,
                        appearance=self._appearance,
                        share=at.share,
                    )
                )

            sides = self._scene.cut_sides(view)
            paint_faded(painter, frame, sides, body, palette.halo, SCREEN_STEPS)

        root = _svg(paint)
        return root, painted[0]

    def _shapes(self, root: Element) -> Iterator[PathShape]:
        """What is painted, in its order.

        Raises:
            ValueError: There is something that would be missing on the page.
        """
        for group in root.iter(f"{_SVG}g"):
            if "opacity" in group.attrib:  # the shadow: its soft edge would take too many points
                continue
            style, place = _style(group), _place(group)
            for drawn in group:
                if drawn.tag == f"{_SVG}g":  # comes by itself
                    continue
                data, box = self._path(_path_of(drawn), style)
                if data:
                    yield PathShape(style, data, place, _moved(box, place))

    def _path(self, drawn: str, style: PathStyle) -> tuple[str, Bounds]:
        key = drawn, style.fill != "none"
        if key not in self._read:
            loops = _loops(drawn)
            data = "".join(_written(one, style) for one in loops)
            self._read[key] = data, _box(loops) if data else (0, 0, 0, 0)
        return self._read[key]


def _svg(paint: Callable[[QPainter, QRectF], None], pixel: int = _PIXEL) -> Element:
    """What is painted into a frame of the page's shape, as SVG, with so many units to a pixel."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96 * _FINER * pixel)
    place = QRect(0, 0, WIDTH * _FINER, HEIGHT * _FINER)
    generator.setSize(place.size())
    generator.setViewBox(place)
    painter = QPainter(generator)
    paint(painter, QRectF(place))
    painter.end()
    return fromstring(buffer.data().data())  # noqa: S314 - we have just written it


def _path_of(drawn: Element) -> str:
    """The path of an element.

    Raises:
        ValueError: It would be missing on the page.
    """
    if drawn.tag == f"{_SVG}polygon":  # a tip of an arrow
        return "M" + "L".join(drawn.get("points", "").split())
    if drawn.tag != f"{_SVG}path":
        raise ValueError(drawn.tag)
    return drawn.get("d", "")


def _moved(box: Bounds, place: tuple[float, ...]) -> Bounds:
    """The box around a box that was moved."""
    if not place:
        return box
    a, b, c, d, e, f = place
    left, top, right, bottom = box
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _place(group: Element) -> tuple[float, ...]:
    """Where paths in the page's units are moved to; nowhere where they are drawn in their place."""
    numbers = [float(one) for one in _NUMBER.findall(group.get("transform", ""))]
    if not numbers:
        return ()
    a, b, c, d, e, f = numbers
    scale = _FINER * _PIXEL
    place = (
        *(round(one / scale, 4) for one in (a, b, c, d)),
        *(round(one / _FINER, 1) for one in (e, f)),
    )
    return () if place == (1, 0, 0, 1, 0, 0) else place


def _style(group: Element) -> PathStyle:
    fill, stroke = (_inked(group, name) for name in ("fill", "stroke"))
    if stroke == "none":
        return PathStyle(fill, "none", 0)
    return PathStyle(fill, stroke, round(float(group.get("stroke-width", 1)) * _PIXEL, 1))


def _inked(group: Element, name: str) -> str:
    """A colour, with how much it covers where that is not all.

    Raises:
        ValueError: It is more than one colour.
    """
    colour, opacity = group.get(name, "none"), float(group.get(f"{name}-opacity", 1))
    if colour.startswith("url"):
        raise ValueError(colour)
    return colour if colour == "none" or opacity == 1 else f"{colour}{round(255 * opacity):02x}"


def _loops(data: str) -> list[Loop]:
    """The loops of a path as Qt writes it, in the page's units: with lines and curves only."""
    found: list[Loop] = []
    waiting: Loop = []
    for kind, x, y in _STEP.findall(data):
        point = (float(x) * _PIXEL, float(y) * _PIXEL)
        if kind == "M" or not found:
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


def _written(loop: Loop, style: PathStyle) -> str:
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


def _packed(
    ways: Sequence[Sequence[_Moment]],
    signs: _Moment,
    twins: Mapping[str, str],
    inks: tuple[str, str],
) -> dict[str, Any]:
    styles: dict[PathStyle, int] = {}
    paths: dict[str, int] = {}
    places: dict[tuple[float, ...], int] = {(): -1}
    moments = [
        [
            [
                number
                for shape in moment
                for number in (
                    styles.setdefault(shape.style, len(styles)),
                    paths.setdefault(shape.data, len(paths)),
                    places.setdefault(shape.place, len(places) - 1),
                )
            ]
            for moment in way
        ]
        for way in (*ways, (signs,))
    ]
    return {
        "styles": [
            [one.fill, dark.fill, one.stroke, dark.stroke, one.width]
            for one, dark in ((one, _in_the_dark(one, twins, inks)) for one in styles)
        ],
        "paths": list(paths),
        "places": list(places)[1:],
        "there": moments[0],
        "back": moments[1],
        "signs": moments[2][0],
        "pixel": _SIGN_PIXEL,
    }


def _in_the_dark(style: PathStyle, twins: Mapping[str, str], inks: tuple[str, str]) -> PathStyle:
    """A style's dark twin; `inks` are those of lines within the body, by day and in the dark."""
    fill, stroke = (twins.get(one, one) for one in (style.fill, style.stroke))
    day, night = inks
    is_line = style == PathStyle(day, "none", 0)
    return PathStyle(night if is_line else fill, stroke, style.width)
