"""The figure painted: shadow, props and the parts of the body from far to near.

Each part is painted as its outline (its silhouette, a little larger, in the outline's colour) and
then its fill; parts of one limb that follow each other share one outline, and a joint is filled
once more where its parts were painted apart, so that a limb stays one piece.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from posture_app.body.props import Thing
from posture_app.body.skeleton import HEAD, INDEX, Frames
from posture_app.body.volumes import ELLIPSOIDS, PARTS, Cloth, Part, Skin
from posture_app.ui.figure.glow import Glow, paint_glow
from posture_app.ui.figure.order import Line, lines_of, painters_order
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.props import PropPainter
from posture_app.ui.figure.silhouette import COARSE, FINE, Silhouette
from posture_app.ui.figure.view import View

_BY_NAME: Final = {part.name: part for part in PARTS}
_PARENTS: Final = {part.name: part.parent for part in PARTS}
_CLOTH_ORDER: Final[tuple[Cloth, ...]] = ("skin", "trousers", "top", "shoe", "hair", "face")
_FADE: Final = 0.30
"""How far the most distant limb goes towards the palette's `far`."""
_SHADOW_REACH_M: Final = 0.16


def paint_figure(
    painter: QPainter,
    frames: Frames,
    view: View,
    palette: FigurePalette,
    things: Sequence[Thing] = (),
    glows: Sequence[Glow] = (),
) -> None:
    """Paint the body and its props.

    Args:
        painter: Where to; its state is kept.
        frames: Where the segments are.
        view: From where they are seen, and at which scale.
        palette: The colours.
        things: The props where they are now.
        glows: Muscles to show, on the parts they lie on.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    outline = max(0.7, view.scale * (0.008 if palette.bold else 0.0055))
    lines = lines_of(frames, view)
    props = PropPainter(painter, view, palette, things)
    props.paint_ground()
    _shadow(painter, frames, view, palette)
    order = painters_order(lines, _PARENTS)
    shape = _Body(painter, Silhouette(frames, view, outline), palette, frames, view)
    depths = {line.name: line for line in lines}
    props.paint_behind(lines)
    painted: list[str] = []
    for run in _runs(order):
        shape.paint_run(run, depths, painted, glows)
        painted += run
        props.paint_after(run)
    props.paint_before()
    painter.restore()


def _runs(order: Sequence[str]) -> list[list[str]]:
    """Neighbours in the order that are neighbours in the body, to be outlined together."""
    runs: list[list[str]] = []
    for name in order:
        if runs and any(_PARENTS[name] == one or _PARENTS[one] == name for one in runs[-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


class _Body:
    def __init__(
        self,
        painter: QPainter,
        silhouette: Silhouette,
        palette: FigurePalette,
        frames: Frames,
        view: View,
    ) -> None:
        self._painter = painter
        self._silhouette = silhouette
        self._palette = palette
        self._frames = frames
        self._view = view
        self._finer = 1 if view.scale < 420 else 2
        self._fades: dict[str, float] = {}

    def paint_run(
        self,
        run: Sequence[str],
        lines: dict[str, Line],
        painted: Sequence[str],
        glows: Sequence[Glow],
    ) -> None:
        """Outline some connected parts, then fill them, and close the joints to the others."""
        trunk = lines["trunk"]
        outlines = QBrush(QColor(self._palette.outline))
        for name in run:
            part = _BY_NAME[name]
            path = self._silhouette.path(part.skins, self._corners(name), outer=True)
            self._painter.fillPath(path, outlines)
        for name in run:
            part = _BY_NAME[name]
            fade = _fade(lines[name], trunk)
            self._fades[name] = fade
            self._fill(part, fade)
            if part.joint and part.parent in {*painted, *run}:
                self._joint(part)
            for glow in glows:
                if glow.part == name:
                    paint_glow(self._painter, glow)
        for name in run:
            for child in painted:
                if _PARENTS[child] == name and name != "trunk":
                    self._joint(_BY_NAME[child])

    def _corners(self, name: str) -> int:
        return self._finer * (FINE if name in {"trunk", "head"} else COARSE)

    def _joint(self, part: Part) -> None:
        fade = self._fades.get(part.parent or "", 0.0)
        for skin in part.joint:
            path = self._silhouette.path((skin,), self._finer * FINE)
            self._painter.fillPath(path, QBrush(self._colour(skin.cloth, fade)))

    def _fill(self, part: Part, fade: float) -> None:
        if part.name == "head":
            self._head(fade)
            return
        for cloth, skins in _by_cloth(part.name):
            path = self._silhouette.path(skins, self._corners(part.name))
            self._painter.fillPath(path, QBrush(self._colour(cloth, fade)))

    def _head(self, fade: float) -> None:
        """The face over the hair, or the hair over the face where the head is turned away."""
        turn = self._frames.turns[HEAD]
        near = self._view.near
        facing = turn[2] * near[0] + turn[5] * near[1] + turn[8] * near[2]
        aside = turn[0] * near[0] + turn[3] * near[1] + turn[6] * near[2]
        neck, hair, face, nose, right_ear, left_ear = _head_skins()
        far_ear, near_ear = (left_ear, right_ear) if aside < 0 else (right_ear, left_ear)
        skin = self._colour("skin", fade)
        shade = _mixed(skin, QColor(self._palette.hair), 0.28)
        corners = self._corners("head")

        def fill(skins: tuple[Skin, ...], colour: QColor) -> None:
            self._painter.fillPath(self._silhouette.path(skins, corners), QBrush(colour))

        fill(neck, _mixed(skin, shade, 0.35))
        fill((*far_ear, *near_ear), skin)
        layers = [(hair, self._colour("hair", fade)), (face, skin)]
        for skins, colour in layers if facing > -0.15 else layers[::-1]:
            fill(skins, colour)
        if facing > -0.15:
            fill(nose, _mixed(skin, shade, max(0.0, min(1.0, (facing - 0.3) * 2.5))))
        if abs(aside) > 0.25:
            fill(near_ear, _mixed(skin, shade, 0.5))
        if facing > 0.2:
            self._eyes(turn, shade)

    def _eyes(self, turn: tuple[float, ...], shade: QColor) -> None:
        near = self._view.near
        colour = _mixed(shade, QColor(self._palette.outline), 0.7)
        size = max(0.6, 0.0075 * self._view.scale)
        for side in (-1.0, 1.0):
            normal = (side * 0.35, 0.0, 0.94)
            toward = sum(
                near[row]
                * (
                    turn[3 * row] * normal[0]
                    + turn[3 * row + 1] * normal[1]
                    + turn[3 * row + 2] * normal[2]
                )
                for row in range(3)
            )
            if toward > 0.25:
                x, y = self._view.spot(self._frames.point(HEAD, (side * 0.031, 0.052, 0.098)))
                self._painter.setBrush(colour)
                self._painter.drawEllipse(QPointF(x, y), size, size)

    def _colour(self, cloth: Cloth, fade: float) -> QColor:
        return _mixed(self._palette.cloth(cloth), QColor(self._palette.far), fade)


def _fade(line: Line, trunk: Line) -> float:
    """Limbs beyond the trunk are a little darker, so that left and right are told apart."""
    if line.name in {"trunk", "head"}:
        return 0.0
    return _FADE * max(0.0, min(1.0, (trunk.depth - line.depth - 0.03) / 0.15))


@cache
def _by_cloth(name: str) -> tuple[tuple[Cloth, tuple[Skin, ...]], ...]:
    part = _BY_NAME[name]
    found = []
    for cloth in _CLOTH_ORDER:
        skins = tuple(skin for skin in part.skins if skin.cloth == cloth)
        if skins:
            found.append((cloth, skins))
    return tuple(found)


@cache
def _head_skins() -> tuple[tuple[Skin, ...], ...]:
    """Neck, hair, face, nose and the ears of the head's part."""
    head = _BY_NAME["head"].skins
    neck = tuple(skin for skin in head if skin.cloth == "skin")
    hair = tuple(skin for skin in head if skin.cloth == "hair")
    face, nose, right_ear, left_ear = (skin for skin in head if skin.cloth == "face")
    return neck, hair, (face,), (nose,), (right_ear,), (left_ear,)


def _shadow(painter: QPainter, frames: Frames, view: View, palette: FigurePalette) -> None:
    """A soft shadow on the floor under whatever is near it."""
    colour = QColor(palette.shadow)
    squash = max(0.10, view.near[1])
    painter.setPen(Qt.PenStyle.NoPen)
    for name, radius in _SHADOWS:
        x, y, z = frames.places[INDEX[name]]
        height = max(0.0, y - 0.06)
        if height > _SHADOW_REACH_M:
            continue
        colour.setAlphaF(0.10 * (1 - height / _SHADOW_REACH_M))
        painter.setBrush(colour)
        px, py = view.spot((x, 0.0, z))
        for grow in (1.0, 1.5):
            width = radius * grow * view.scale
            painter.drawEllipse(QPointF(px, py), width, width * squash)


_SHADOWS: Final = (
    ("pelvis", 0.19),
    ("lumbar", 0.17),
    ("thorax", 0.20),
    ("head", 0.11),
    *(
        (f"{side}_{name}", radius)
        for side in ("right", "left")
        for name, radius in (
            ("foot", 0.10),
            ("toes", 0.08),
            ("shank", 0.08),
            ("forearm", 0.06),
            ("hand", 0.07),
        )
    ),
)


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    if share <= 0:
        return a
    rest = 1 - share
    return QColor.fromRgbF(
        a.redF() * rest + b.redF() * share,
        a.greenF() * rest + b.greenF() * share,
        a.blueF() * rest + b.blueF() * share,
    )


def bounds_of(frames: Frames, view: View, names: Iterable[int]) -> QRectF:
    """The rectangle around some ellipsoids in the picture."""
    left = top = float("inf")
    right = bottom = float("-inf")
    for number in names:
        ellipsoid = ELLIPSOIDS[number]
        x, y = view.spot(frames.point(ellipsoid.segment, ellipsoid.centre))
        reach = max(ellipsoid.radii) * view.scale
        left, right = min(left, x - reach), max(right, x + reach)
        top, bottom = min(top, y - reach), max(bottom, y + reach)
    return QRectF(left, top, right - left, bottom - top)
