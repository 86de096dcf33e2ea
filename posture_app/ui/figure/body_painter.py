"""The body of one frame painted: one contour, then part by part from far to near.

A part that looks as it did in the frame before goes into layers, and from then on is only laid
over: most exercises move few parts in every frame, and a breath moves each now and then.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from posture_app.ui.figure.creases import Crease
from posture_app.ui.figure.drawing import Drawing, PartPaths
from posture_app.ui.figure.face import FaceInk, FaceShape
from posture_app.ui.figure.held import HeldObject
from posture_app.ui.figure.layers import Grid, Layer, fill, layer_of
from posture_app.ui.figure.muscle_look import look_of, paint_rimmed
from posture_app.ui.figure.muscles import MusclePaths
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.tones import blend, colour, shaded, steps_of

Look = tuple[int, int, int, int, tuple[bool, ...]]
"""What makes a picture of a part in some colours: which it is, its stamp, fade, creases, and which
of its muscles are covered."""
_COVERED: Final = 0.6
"""A muscle that is seen from its edge is left out where other parts cover so much of it: what is
left would be scraps."""
_SAMPLES: Final = 12
_COVERED_FROM: Final = 110.0
"""Pixels for a metre from which anybody would see them."""
_NOTHING: Final[Mapping[str, QPainterPath]] = MappingProxyType({})
_ROOM_PX: Final = 4.0
_ROSE: Final = "#cf5a45"
_IRIS, _HOLLOW = 0.45, 0.30
"""How far an iris is from the colour of its pupil to that of soft lines, and the hollow of an ear
from skin to those."""
_LIP, _UPPER_LIP, _LIP_DARK = 0.30, 0.46, 0.55
"""How far lips are from skin to the colour that is so far from rose to that of the mouth."""
_CHEEK: Final = 0.16
"""How much of a cheek is not as its skin is, but as that under a rose light."""
_OPAQUE: Final = 255
_OF_HAIR: Final[frozenset[FaceInk]] = frozenset({"gleam", "strand"})
"""Lines along the hair lie below a muscle that is shown through it; a face's lie over all."""
_GLEAM: Final = 128
"""By how much the light lines along the hair are lighter than it, in per cent."""
_STRAND: Final = 145
"""By how much the lines along the hair are darker than it, in per cent."""
_SEAM: Final = 180
"""By how much the seams of a sock are darker than it, in per cent."""


class BodyPainter:
    """Paints the body of one frame.

    Args:
        painter: Where to.
        drawing: What is seen of the parts.
        order: The parts from the farthest to the nearest.
        palette: The colours.
        creases: Lines at bent joints.
        fades: How far each part's colours go towards the palette's `far`.
        grid: The painter's pixels, where it has any.
        before: The layers of the frame before, of the same drawing in the same colours and pixels.
        held: What hands hold.
        hidden: Where a part is seen that something hides, by the part's name.
    """

    def __init__(
        self,
        painter: QPainter,
        drawing: Drawing,
        order: Sequence[int],
        palette: FigurePalette,
        fades: Mapping[int, float],
        creases: Sequence[Crease],
        grid: Grid | None,
        before: Mapping[Look, Layer],
        held: Sequence[HeldObject] = (),
        hidden: Mapping[str, QPainterPath] = _NOTHING,
    ) -> None:
        self._painter = painter
        self._drawing = drawing
        self._order = [part for part in order if part in drawing.parts]
        self._palette = palette
        self._fades = {part: steps_of(fade) for part, fade in fades.items()}
        self._creases = self._by_part(creases)
        self._grid = grid
        self._before = before
        names: Sequence[str] = drawing.topology.mesh.materials
        self._materials: list[str] = [getattr(palette, name) for name in names]
        self._fars = [palette.far_skin if name == "skin" else palette.far for name in names]
        self._inks = _inks_of(palette)
        self._layers: dict[Look, Layer] = {}
        self._take_before_trunk({hand for one in held if one.before_trunk for hand in one.parts})
        self._below, self._above = self._in_hands(held)
        self._covered = {part: self._covered_on(part) for part in self._order}
        parts = drawing.topology.mesh.parts
        self._clips = {parts.index(name): path for name, path in hidden.items()}

    def _take_before_trunk(self, hands: set[str]) -> None:
        """What hands hold lies below them: over trunk and forearms where those come after both."""
        names = self._drawing.topology.mesh.parts
        under = {"trunk", *(hand.replace("hand", "forearm") for hand in hands)}
        last = max((at for at, part in enumerate(self._order) if names[part] in under), default=0)
        late = [part for part in self._order[:last] if names[part] in hands]
        if late:
            before = [part for part in self._order[: last + 1] if part not in late]
            self._order = [*before, *late, *self._order[last + 1 :]]

    def _in_hands(
        self, held: Sequence[HeldObject]
    ) -> tuple[dict[int, list[HeldObject]], dict[int, list[HeldObject]]]:
        """What is painted below each hand, and what of that comes out of it to the viewer.

        What two hands hold lies below both.
        """
        names = self._drawing.topology.mesh.parts
        below: dict[int, list[HeldObject]] = {}
        above: dict[int, list[HeldObject]] = {}
        for one in held:
            hands = [part for part in self._order if names[part] in one.parts]
            if hands:
                below.setdefault(hands[0], []).append(one)
                above.setdefault(hands[-1], []).append(one)
        return below, above

    def _covered_on(self, part: int) -> tuple[bool, ...]:
        """Of each muscle on a part, whether parts that are painted later leave but scraps of it."""
        muscles = self._drawing.parts[part].muscles
        if not muscles or self._drawing.view.scale < _COVERED_FROM:
            return ()
        return tuple(one.from_edge and self._is_covered(part, one) for one in muscles)

    def _is_covered(self, part: int, muscle: MusclePaths) -> bool:
        parts, moves = self._drawing.parts, self._drawing.part_moves.moves
        step = max(1, len(muscle.edge.x) // _SAMPLES)
        edge = zip(muscle.edge.x[::step].tolist(), muscle.edge.y[::step].tolist(), strict=True)
        left = spots = [moves[part].map(QPointF(x, y)) for x, y in edge]
        for later in self._order[self._order.index(part) + 1 :]:
            contour = parts[later].contour
            box = self._drawing.box(later)
            if any(box.contains(spot) for spot in left):
                back, _ = moves[later].inverted()
                left = [spot for spot in left if not contour.contains(back.map(spot))]
        return len(left) < (1 - _COVERED) * len(spots)

    def _by_part(self, creases: Sequence[Crease]) -> dict[int, list[QPainterPath]]:
        """Each with that of its two parts which is painted later."""
        names = self._drawing.topology.mesh.parts
        found: dict[int, list[QPainterPath]] = {}
        for crease in creases:
            parts = [names.index(name) for name in crease.parts]
            painted = [part for part in self._order if part in parts]
            if painted:
                found.setdefault(painted[-1], []).append(crease.path)
        return found

    def paint(self, resting: frozenset[int]) -> dict[Look, Layer]:
        """Paint everything.

        Args:
            resting: The parts for which a layer is worth its while.

        Returns:
            The layers for the next frame.
        """
        layers = {part: self._layer(part, part in resting) for part in self._order}
        for part, layer in layers.items():
            self._hide(part)
            if layer is None:
                self._contour(self._painter, part)
            else:
                layer.lay(self._painter, 0)
            self._show(part)
        self._gussets(layers)
        lying: list[HeldObject] = []
        for part, layer in layers.items():
            for one in self._below.get(part, ()):
                one.paint()
                lying.append(one)
            self._edge_over(part, lying)
            self._hide(part)
            if layer is None:
                self._part(self._painter, part)
            else:
                layer.lay(self._painter, 1)
            self._show(part)
            for one in self._above.get(part, ()):
                if one.paint_before is not None:
                    one.paint_before()
        return self._layers

    def _hide(self, part: int) -> None:
        """Leave out what is hidden of a part, until `_show`."""
        if part in self._clips:
            self._painter.save()
            self._painter.setClipPath(self._clips[part], Qt.ClipOperation.IntersectClip)

    def _show(self, part: int) -> None:
        if part in self._clips:
            self._painter.restore()

    def _edge_over(self, part: int, lying: Sequence[HeldObject]) -> None:
        """The line around a part where it lies before something held, which is over its contour."""
        if not lying:
            return
        extent = self._extent(part)
        for one in lying:
            if not extent.intersects(one.shape.controlPointRect()):
                continue  # what is far from a part asks for no line there
            self._painter.save()
            self._painter.setClipPath(one.shape, Qt.ClipOperation.IntersectClip)
            self._contour(self._painter, part)
            self._painter.restore()

    def _layer(self, part: int, rests: bool) -> Layer | None:
        """The contour of a part and the part, where it rests; the frame before may have it."""
        stamp, fade = self._drawing.part_moves.stamps[part], self._fades.get(part, 0)
        covered = self._covered[part]
        look: Look = (part, stamp, fade, len(self._creases.get(part, ())), covered)
        layer = self._before.get(look)
        if layer is None and rests and self._grid is not None:
            layer = layer_of(
                self._grid,
                self._extent(part),
                lambda into: self._contour(into, part),
                lambda into: self._part(into, part),
                *([lambda into: self._gusset(into, part)] if self._has_gusset(part) else ()),
            )
        if layer is not None:
            self._layers[look] = layer
        return layer

    def _extent(self, part: int) -> QRectF:
        extent = self._drawing.box(part)
        left, top, right, bottom = self._drawing.view.frame
        extent = extent.adjusted(-_ROOM_PX, -_ROOM_PX, _ROOM_PX, _ROOM_PX)
        return extent & QRectF(left, top, right - left, bottom - top)

    def _contour(self, painter: QPainter, part: int) -> None:
        base = painter.worldTransform()
        self._place(painter, part, base)
        painter.setBrush(colour(self._palette.outline))
        painter.drawPath(self._drawing.parts[part].contour)
        painter.setWorldTransform(base)

    def _has_gusset(self, part: int) -> bool:
        return any(not one.fill.isEmpty() for one in self._drawing.parts[part].gussets)

    def _gussets(self, layers: Mapping[int, Layer | None]) -> None:
        """What lies below the parts that meet in a fold, so that no ground is seen between."""
        for part, layer in layers.items():
            if not self._has_gusset(part):
                continue
            if layer is None:
                self._gusset(self._painter, part)
            else:
                layer.lay(self._painter, 2)

    def _gusset(self, painter: QPainter, part: int) -> None:
        base = painter.worldTransform()
        self._place(painter, part, base)
        # It lies below everything: its edges need not be smooth.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for gusset in self._drawing.parts[part].gussets:
            number, fade = gusset.material, self._fades.get(part, 0)
            painter.setBrush(blend(self._materials[number], self._fars[number], fade))
            painter.drawPath(gusset.fill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setWorldTransform(base)

    def _part(self, painter: QPainter, part: int) -> None:
        base = painter.worldTransform()
        self._place(painter, part, base)
        paths, fade = self._drawing.parts[part], self._fades.get(part, 0)
        self._surfaces(painter, paths, fade)
        self._shapes(painter, [shape for shape in paths.face if shape.ink in _OF_HAIR])
        for at, muscle in enumerate(paths.muscles):
            if any(self._covered[part][at : at + 1]):
                continue
            look = look_of(
                muscle.role,
                self._palette,
                deep=muscle.deep,
                narrow=muscle.narrow,
                on_skin=muscle.on_skin,
            )
            if look.casing is not None:
                fill(painter, muscle.casing(look.casing.widthF()), look.casing.color())
            paint_rimmed(painter, muscle.fill, muscle.rim, muscle.lines, look)
        self._shapes(painter, [shape for shape in paths.face if shape.ink not in _OF_HAIR])
        painter.setWorldTransform(base)
        if part in self._creases:
            painter.setBrush(colour(self._palette.inner))
            for crease in self._creases[part]:
                painter.drawPath(crease)

    def _shapes(self, painter: QPainter, shapes: Sequence[FaceShape]) -> None:
        for shape in shapes:
            ink = self._inks[shape.ink]
            if ink is not None and ink.alpha() < _OPAQUE:
                fill(painter, shape.path, ink)
            elif ink is not None:
                painter.setBrush(ink)
                painter.drawPath(shape.path)

    def _place(self, painter: QPainter, part: int, base: QTransform) -> None:
        painter.setWorldTransform(self._drawing.part_moves.moves[part] * base)

    def _surfaces(self, painter: QPainter, paths: PartPaths, fade: int) -> None:
        inner = colour(self._palette.inner)
        painter.setBrush(inner)
        painter.drawPath(paths.inner)
        for surface in paths.surfaces:
            number = surface.material
            if not surface.inner.isEmpty():
                painter.setBrush(inner)
                painter.drawPath(surface.inner)
            painter.setBrush(blend(self._materials[number], self._fars[number], fade))
            painter.drawPath(surface.fill)
            if not surface.shade.isEmpty():
                painter.setBrush(shaded(self._materials[number], self._fars[number], fade))
                painter.drawPath(surface.shade)


@lru_cache(maxsize=32)
def _inks_of(palette: FigurePalette) -> dict[FaceInk, QColor | None]:
    """What a face is painted with; None is left out, where there is but black and white."""
    found: dict[FaceInk, QColor | None] = {
        "brow": colour(palette.hair),
        "white": colour(palette.eye),
        "glint": colour(palette.eye),
        "teeth": colour(palette.eye),
        "pupil": colour(palette.iris),
        "soft": colour(palette.soft),
        "edge": colour(palette.inner),
        "mouth": colour(palette.mouth),
        "strand": colour(palette.hair).darker(_STRAND),
        "seam": colour(palette.inner if palette.bold else palette.shoe).darker(_SEAM),
    }
    if palette.bold or palette.flat:
        found.update(dict.fromkeys(("hollow", "cheek", "gleam", "upper_lip")))
        found["iris"], found["lip"] = colour(palette.iris), colour(palette.skin)
        if palette.hair == palette.skin:
            found["strand"] = found["seam"] = None
        return found
    lip = blend(_ROSE, palette.mouth, steps_of(_LIP_DARK)).name()
    found["lip"] = blend(palette.skin, lip, steps_of(_LIP))
    found["upper_lip"] = blend(palette.skin, lip, steps_of(_UPPER_LIP))
    found["iris"] = blend(palette.iris, palette.soft, steps_of(_IRIS))
    found["hollow"] = blend(palette.skin, palette.soft, steps_of(_HOLLOW))
    found["gleam"] = colour(palette.hair).lighter(_GLEAM)
    found["cheek"] = blush(palette.skin)
    return found


def blush(skin: str) -> QColor:
    """What is laid on a cheek: every skin gets warmer and deeper by the same shares of its light.

    One rose for all would be paint on dark skin.
    """
    own, rose = QColor(skin), QColor(_ROSE)
    return QColor.fromRgbF(
        own.redF() * rose.redF(),
        own.greenF() * rose.greenF(),
        own.blueF() * rose.blueF(),
        _CHEEK,
    )
