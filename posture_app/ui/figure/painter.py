"""The figure painted: shadow, props and the parts of the body from far to near.

Each part is painted as its outline (its hulls, a little larger, in the outline's colour) and then
its fill; the halves of a limb that follow each other share one outline, and a joint is filled once
more where its parts were painted apart, so that the body stays one piece. Hulls are painted one by
one and not as one path: Qt fills many small convex polygons faster than their union.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import atan2, degrees
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient, QTransform

from posture_app.body.geometry import Matrix, dot, turned
from posture_app.body.props import Thing
from posture_app.body.skeleton import HEAD, INDEX, Frames
from posture_app.body.volumes import PARTS, Cloth, Part, Skin
from posture_app.ui.figure.glow import Glow, glow_layer, paint_glow
from posture_app.ui.figure.layers import Grid, Layer, grid_of
from posture_app.ui.figure.order import Line, lines_of, order_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.props import PropPainter
from posture_app.ui.figure.silhouette import Silhouette
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
    before: Silhouette | None = None,
) -> Silhouette:
    """Paint the body and its props.

    Args:
        painter: Where to; its state is kept.
        frames: Where the segments are.
        view: From where they are seen, and at which scale.
        palette: The colours.
        things: The props where they are now.
        glows: Muscles to show, on the parts they lie on.
        before: What the frame before returned; what has not moved since is not made anew.

    Returns:
        What the next frame can take over.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    lines = {line.name: line for line in lines_of(frames, view)}
    grid = grid_of(painter)
    props = PropPainter(painter, view, palette, things, grid, before.standing if before else {})
    props.paint_ground()
    _shadow(painter, frames, view, palette, grid)
    props.paint_behind(lines["trunk"])
    outline = max(0.7, view.scale * (0.008 if palette.bold else 0.0055))
    silhouette = Silhouette(frames, view, outline, before)
    silhouette.standing = props.standing
    body = _Body(painter, palette, frames, view, silhouette, grid, before.glows if before else {})
    found = tuple(lines.values())
    silhouette.order = order_of(found, view, _PARENTS, before.order if before else None)
    for run in _runs(silhouette.order.names):
        body.paint_run(run, lines, glows)
    props.paint_before()
    painter.restore()
    return silhouette


@lru_cache(maxsize=64)
def _runs(order: tuple[str, ...]) -> list[list[str]]:
    """The two halves of a limb that follow each other share one outline."""
    runs: list[list[str]] = []
    for name in order:
        last = runs[-1][-1] if runs else ""
        limb = last and (_PARENTS[name] == last or _PARENTS[last] == name)
        if limb and "trunk" not in {last, name}:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


class _Body:
    def __init__(
        self,
        painter: QPainter,
        palette: FigurePalette,
        frames: Frames,
        view: View,
        silhouette: Silhouette,
        grid: Grid | None,
        before: Mapping[tuple[int, ...], Layer],
    ) -> None:
        self._before = before
        self._painter = painter
        self._palette = palette
        self._frames = frames
        self._view = view
        self._silhouette = silhouette
        self._grid = grid
        self._painted: dict[str, float] = {}

    def paint_run(
        self, run: Sequence[str], lines: Mapping[str, Line], glows: Sequence[Glow]
    ) -> None:
        """Outline some connected parts, then fill them, and close the joints to the others."""
        outline = _mixed(self._palette.outline, self._palette.outline, 0.0)
        for name in run:
            self._paint(_BY_NAME[name].skins, outline, outer=True)
        for name in run:
            part = _BY_NAME[name]
            fade = _fade(name, lines)
            self._painted[name] = fade
            if name == "head":
                self._head()
            else:
                for cloth, skins in _by_cloth(name):
                    self._paint(skins, self._colour(cloth, fade))
            if part.parent in self._painted and part.parent not in run:
                # The muscles of the neck reach onto the shoulder.
                under = {part.parent, "head"} if part.parent == "trunk" else {part.parent}
                under &= self._painted.keys() - {name}
                seen = [glow for glow in glows if glow.part in under]
                self._joint(part, seen, lines[name].first[2])
            for glow in glows:
                if glow.part == name:
                    self._glow(glow)
        for child in tuple(self._painted):
            parent = _PARENTS[child]
            if parent in run and parent != "trunk" and child not in run:
                seen = [glow for glow in glows if glow.part in {child, parent}]
                self._joint(_BY_NAME[child], seen, lines[child].first[2])

    def _paint(self, skins: Iterable[Skin], colour: QColor, *, outer: bool = False) -> None:
        painter, paths = self._painter, self._silhouette.paths
        painter.setBrush(colour)
        for skin in skins:
            for path in paths(skin, outer=outer):
                painter.drawPath(path)

    def _joint(self, part: Part, glows: Sequence[Glow], depth: float) -> None:
        """Fill a joint at a depth once more, and show again the muscles that this hides.

        Those that lie beyond the joint are hidden by the body itself.
        """
        fade = self._painted.get(part.parent or "", 0.0)
        for skin in part.joint:
            self._paint((skin,), self._colour(skin.cloth, fade))
        if not glows:
            return
        filled = QPainterPath()
        filled.setFillRule(Qt.FillRule.WindingFill)
        for skin in part.joint:
            for path in self._silhouette.paths(skin):
                filled.addPath(path)
        place = filled.controlPointRect()
        hidden = [glow for glow in glows if glow.reaches(place, depth)]
        if hidden:
            self._painter.save()
            self._painter.setClipPath(filled, Qt.ClipOperation.IntersectClip)
            for glow in hidden:
                self._glow(glow)
            self._painter.restore()

    def _glow(self, glow: Glow) -> None:
        if self._grid is None:
            paint_glow(self._painter, glow)
            return
        made, place = self._silhouette.glows, glow.place
        layer = made.get(place) or self._before.get(place)
        if layer is None or layer.grid != self._grid:
            layer = glow_layer(glow, self._grid)
        made[place] = layer
        layer.lay(self._painter)

    def _head(self) -> None:
        """The face over the hair, or the hair over the face where the head is turned away."""
        turn = self._frames.turns[HEAD]
        near = self._view.near
        facing = turn[2] * near[0] + turn[5] * near[1] + turn[8] * near[2]
        aside = turn[0] * near[0] + turn[3] * near[1] + turn[6] * near[2]
        neck, hair, face, nose, right_ear, left_ear = _head_skins()
        far_ear, near_ear = (left_ear, right_ear) if aside < 0 else (right_ear, left_ear)
        whole_ear = abs(aside) > 0.25
        skin = _mixed(self._palette.skin, self._palette.hair, 0.0)
        shades = self._palette.skin, self._palette.hair

        def fill(skins: tuple[Skin, ...], colour: QColor) -> None:
            self._paint(skins, colour)

        fill(neck, _mixed(*shades, 0.10))
        fill(far_ear if whole_ear else (*far_ear, *near_ear), skin)
        layers = [(hair, QColor(self._palette.hair)), (face, skin)]
        for skins, colour in layers if facing > -0.15 else layers[::-1]:
            fill(skins, colour)
        if facing > -0.15:
            fill(nose, _mixed(*shades, 0.28 * max(0.0, min(1.0, (facing - 0.3) * 2.5))))
        if whole_ear:
            fill(near_ear, _mixed(*shades, 0.14))
        if facing > 0.2:
            self._eyes(turn)

    def _eyes(self, turn: Matrix) -> None:
        colour = _mixed(self._palette.skin, self._palette.outline, 0.75)
        size = max(0.6, 0.0075 * self._view.scale)
        self._painter.setBrush(colour)
        for side in (-1.0, 1.0):
            outward = turned(turn, (side * 0.35, 0.0, 0.94))
            facing = dot(outward, self._view.near)
            if facing > 0.25:
                at = self._frames.point(HEAD, (side * 0.031, 0.052, 0.098))
                # What lies aslant looks narrow, so that the far eye stays within the face.
                lean = degrees(atan2(-dot(outward, self._view.up), dot(outward, self._view.right)))
                place = QTransform.fromTranslate(*self._view.spot(at)).rotate(lean)
                place.scale(size * min(1.0, 0.1 + facing), size)
                self._painter.drawPath(place.map(_disc()))

    def _colour(self, cloth: Cloth, fade: float) -> QColor:
        return _mixed(self._palette.cloth(cloth), self._palette.far, fade)


def _fade(name: str, lines: Mapping[str, Line]) -> float:
    """Limbs beyond the trunk are a little paler, so that left and right are told apart."""
    if name in {"trunk", "head"}:
        return 0.0
    parent = _PARENTS[name]
    limb = name if parent in {None, "trunk"} else parent or name
    beyond = lines["trunk"].depth - lines[limb].depth
    return _FADE * max(0.0, min(1.0, (beyond - 0.03) / 0.15))


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


def _shadow(
    painter: QPainter, frames: Frames, view: View, palette: FigurePalette, grid: Grid | None
) -> None:
    """A soft shadow on the floor under whatever is near it; on paper its edge is not soft."""
    opacity = painter.opacity()
    painter.setBrush(QColor(palette.shadow))
    squash = max(0.10, view.near[1])
    for segment, radius in _SHADOWS:
        x, y, z = frames.places[segment]
        height = max(0.0, y - 0.06)
        if height > _SHADOW_REACH_M:
            continue
        painter.setOpacity(opacity * 0.16 * (1 - height / _SHADOW_REACH_M))
        px, py = view.spot((x, 0.0, z))
        width = 1.25 * radius * view.scale
        if grid:
            across, down = _SOFT * width, _SOFT * width * squash
            place = QRectF(px - across, py - down, 2 * across, 2 * down)
            painter.drawImage(place, _soft_disc(palette.shadow))
        else:
            painter.drawPath(QTransform(width, 0, 0, width * squash, px, py).map(_disc()))
    painter.setOpacity(opacity)


@cache
def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(), 1.0, 1.0)
    return path


_SOFT: Final = 1.3
"""How far a soft disc reaches that stands for one of radius 1."""


@cache
def _soft_disc(colour: str) -> QImage:
    size = 192
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    gradient = QRadialGradient(size / 2, size / 2, size / 2)
    for share, opacity in ((0.0, 1.0), (0.5, 1.0), (0.65, 0.85), (0.78, 0.5), (0.9, 0.14), (1, 0)):
        tone = QColor(colour)
        tone.setAlphaF(opacity)
        gradient.setColorAt(share, tone)
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image


_SHADOWS: Final = tuple(
    (INDEX[name], radius)
    for name, radius in (
        ("pelvis", 0.19),
        ("lumbar", 0.17),
        ("thorax", 0.20),
        ("head", 0.11),
        *(
            (f"{side}_{name}", radius)
            for side in ("right", "left")
            for name, radius in (("foot", 0.12), ("shank", 0.09), ("hand", 0.08))
        ),
    )
)


def _mixed(one: str, other: str, share: float) -> QColor:
    return _blend(one, other, round(50 * share))


@lru_cache(maxsize=1024)
def _blend(one: str, other: str, fiftieths: int) -> QColor:
    a, b, share = QColor(one), QColor(other), fiftieths / 50
    rest = 1 - share
    return QColor.fromRgbF(
        a.redF() * rest + b.redF() * share,
        a.greenF() * rest + b.greenF() * share,
        a.blueF() * rest + b.blueF() * share,
    )
