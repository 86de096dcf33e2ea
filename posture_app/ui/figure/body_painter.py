"""The body of one frame painted: one contour, then part by part from far to near.

Parts that have not changed since the frame before go into a layer, and from then on are only laid
over: most exercises move few of them.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from posture_app.ui.figure.creases import Crease
from posture_app.ui.figure.drawing import Drawing, PartPaths
from posture_app.ui.figure.face import FaceInk
from posture_app.ui.figure.layers import Grid, Layer, layer_of
from posture_app.ui.figure.muscle_look import look_of, paint_rimmed
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.tones import blend, colour, darker, shaded, steps_of

Look = tuple[object, ...]
"""What makes a picture of some parts: which they are, how they are now, and their colours."""

_Paint = Callable[[QPainter, Sequence[int]], None]
_ROOM_PX: Final = 4.0
_STRAND: Final = 145
"""By how much the lines along the hair are darker than it, in per cent."""


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
        before: The layers of the frame before.
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
        before: Mapping[Look, Layer | None],
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
        self._inks: dict[FaceInk, str] = {
            "brow": palette.hair,
            "white": palette.eye,
            "iris": palette.iris,
            "soft": palette.soft,
            "mouth": palette.mouth,
            "strand": darker(palette.hair, _STRAND),
        }
        self._layers: dict[Look, Layer | None] = {}

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

    def paint(self, changed: frozenset[int]) -> dict[Look, Layer | None]:
        """Paint everything.

        Args:
            changed: The parts that have changed in the last frames.

        Returns:
            The layers for the next frame.
        """
        resting = [part for part in self._order if part not in changed]
        self._painter.setBrush(colour(self._palette.outline))
        if len(resting) > 1 and self._grid is not None:
            self._lay(resting, self._contours)
            self._contours(self._painter, [part for part in self._order if part in changed])
        else:
            self._contours(self._painter, self._order)
        self._gussets()
        for rests, run in groupby(self._order, lambda part: part not in changed):
            parts = list(run)
            if rests and len(parts) > 1 and self._grid is not None:
                self._lay(parts, self._parts)
            else:
                self._parts(self._painter, parts)
        return self._layers

    def _lay(self, parts: Sequence[int], paint: _Paint) -> None:
        """Paint parts by way of a layer, from the second time on that they look the same."""
        stamps = self._drawing.reuse.stamps
        look: Look = (
            paint.__name__,
            *((part, stamps[part], self._fades.get(part, 0)) for part in parts),
            self._palette,
            self._grid,
        )
        layer = self._before.get(look)
        if layer is None and look in self._before and self._grid is not None:
            layer = layer_of(self._grid, self._extent(parts), lambda into: paint(into, parts))
        self._layers[look] = layer
        if layer is None:
            paint(self._painter, parts)
        else:
            layer.lay(self._painter)

    def _extent(self, parts: Sequence[int]) -> QRectF:
        extent = QRectF()
        for part in parts:
            box = self._drawing.parts[part].contour.controlPointRect()
            extent |= self._drawing.reuse.moves[part].mapRect(box)
        left, top, right, bottom = self._drawing.view.frame
        extent = extent.adjusted(-_ROOM_PX, -_ROOM_PX, _ROOM_PX, _ROOM_PX)
        return extent & QRectF(left, top, right - left, bottom - top)

    def _contours(self, painter: QPainter, parts: Sequence[int]) -> None:
        painter.setBrush(colour(self._palette.outline))
        base = painter.worldTransform()
        for part in parts:
            self._place(painter, part, base)
            painter.drawPath(self._drawing.parts[part].contour)
        painter.setWorldTransform(base)

    def _gussets(self) -> None:
        """The trousers below the parts that meet in them, so that no ground is seen between."""
        base = self._painter.worldTransform()
        # They lie below everything: their edges need not be smooth.
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for part in self._order:
            gusset = self._drawing.parts[part].gusset
            if not gusset.isEmpty():
                self._place(self._painter, part, base)
                self._painter.setBrush(
                    blend(self._palette.trousers, self._palette.far, self._fades.get(part, 0))
                )
                self._painter.drawPath(gusset)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setWorldTransform(base)

    def _parts(self, painter: QPainter, parts: Sequence[int]) -> None:
        base = painter.worldTransform()
        for part in parts:
            self._place(painter, part, base)
            self._part(painter, self._drawing.parts[part], self._fades.get(part, 0))
            if part in self._creases:
                painter.setWorldTransform(base)
                painter.setBrush(colour(self._palette.outline))
                for crease in self._creases[part]:
                    painter.drawPath(crease)
        painter.setWorldTransform(base)

    def _place(self, painter: QPainter, part: int, base: QTransform) -> None:
        painter.setWorldTransform(self._drawing.reuse.moves[part] * base)

    def _part(self, painter: QPainter, paths: PartPaths, fade: int) -> None:
        palette = self._palette
        painter.setBrush(colour(palette.outline))
        painter.drawPath(paths.inner)
        for surface in paths.surfaces:
            painter.setBrush(blend(self._materials[surface.material], palette.far, fade))
            painter.drawPath(surface.fill)
        for surface in paths.surfaces:
            if not surface.shade.isEmpty():
                painter.setBrush(shaded(self._materials[surface.material], palette.far, fade))
                painter.drawPath(surface.shade)
        for muscle in paths.muscles:
            look = look_of(muscle.role, palette, deep=muscle.deep)
            if look.casing is not None:
                painter.fillPath(muscle.casing(look.casing.widthF()), look.casing.brush())
            paint_rimmed(painter, muscle.fill, muscle.rim, muscle.lines, look)
        for shape in paths.face:
            painter.setBrush(colour(self._inks[shape.ink]))
            painter.drawPath(shape.path)
