"""The body as paths to be filled: each part's contour, inner lines, colours and shade."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import (
    HEM,
    JOINT,
    SILHOUETTE,
    UNDER_PX,
    RoundedLoops,
    boundary,
    loops_of,
    rounded,
)
from posture_app.ui.figure.details import details_of
from posture_app.ui.figure.elbows import unfold
from posture_app.ui.figure.face import FaceShape, face_shapes, faces_camera, is_fine, line_shapes
from posture_app.ui.figure.flakes import is_collar_behind, is_seen_from_above
from posture_app.ui.figure.indices import lasts_of
from posture_app.ui.figure.knot import knot_of, tied_of
from posture_app.ui.figure.marching import PictureRegion, cuts_of, region
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.muscles import MusclePaths, muscle_paths
from posture_app.ui.figure.part_moves import PartMoves
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scraps import dressed
from posture_app.ui.figure.throat import close_creases
from posture_app.ui.figure.topology import Flags, Indices, Topology
from posture_app.ui.figure.view import FigureCamera

Floating = NDArray[np.floating[Any]]
_ByNumber = dict[int, QPainterPath]
_STEADY: Final = 1
"""A part that looked the same for so many frames will do so again when it has changed."""
_SHADE_UNDER_PX: Final = 1.6
"""Shade reaches farther at a joint than the fill that it lies on, whose edge would shine there."""
_SLEEVED: Final = ("_upper_arm", "_shank")
"""The parts on which a sleeve, or a leg of the trousers, ends."""
_LEAST_SHADE_M: Final = 0.022
"""A spot of shade that is smaller than this square is a bump of the mesh."""


class LineWidths(NamedTuple):
    """How wide lines are, in pixels: around the body, and where it lies before itself.

    The inner lines go on along the contour, in it where both have one ink, and within it where it
    is `two_inks`. Points lie on multiples of `grain` where they are written down as text, and 0 is
    anywhere.
    """

    contour: float
    inner: float
    grain: float = 0.0
    two_inks: bool = False

    @property
    def reach(self) -> float:
        """How far the contour reaches beyond the body."""
        return self.contour + self.inner if self.two_inks else self.contour


class MaterialPaths(NamedTuple):
    """What is seen of one material of a part; where cloth ends, with ink of its own below it."""

    material: int
    fill: QPainterPath
    shade: QPainterPath
    inner: QPainterPath


class PartPaths(NamedTuple):
    """What is seen of a part: ink around the body and below the part, and what lies on that."""

    contour: QPainterPath
    inner: QPainterPath
    surfaces: tuple[MaterialPaths, ...]
    face: tuple[FaceShape, ...]
    muscles: tuple[MusclePaths, ...]
    gussets: tuple[MaterialPaths, ...]
    """What lies below all parts, where parts meet in a fold."""


class Drawing:
    """The paths of one body in one view, which follow its frames.

    Attributes:
        parts: What is seen of each part, as it was when it was drawn last.
        part_moves: How that has moved in the picture since.
    """

    def __init__(
        self,
        topology: Topology,
        view: FigureCamera,
        lines: LineWidths,
        shown: ShownMuscles,
        *,
        shaded: bool,
    ) -> None:
        self.topology, self.view, self.lines, self.shaded = topology, view, lines, shaded
        self.shown = shown
        self.part_moves = PartMoves(topology)
        self.parts: dict[int, PartPaths] = {}
        self._left_out = np.zeros(3 * topology.triangle_count + 1, bool)
        self._corners = np.zeros_like(self._left_out)
        self._same = [0] * len(topology.blocks)
        self._steady = [False] * len(topology.blocks)
        names = topology.mesh.parts
        self._head, self._neck = names.index("head"), names.index("neck")
        self._cloth = topology.mesh.materials.index("top")
        self._part_of = np.array([part for part, _ in topology.groups], np.intp)
        self._hemmed = _hemmed(topology)
        self._axes = _axes(topology)
        self._overhung = _overhung(topology) | frozenset(self._axes)
        self._inks = _inks(topology, self._overhung)
        self._knot = names.index("knot") if "knot" in names else -1

    def follow(self, projection: Projection) -> frozenset[int]:
        """Draw what has changed.

        Returns:
            The parts that have not changed since the frame before, be it only in their place, and
            those that change seldom.
        """
        before = list(self.part_moves.stamps)
        anew = self.part_moves.changed(projection)
        if anew:
            projection.place(anew)
            self._draw(projection, tuple(anew))
        for part in [part for part in self.parts if not self.part_moves.seen[part]]:
            del self.parts[part]
        for part, (old, new) in enumerate(zip(before, self.part_moves.stamps, strict=True)):
            if old == new:
                self._same[part] += 1
            else:
                self._steady[part] = self._same[part] >= _STEADY
                self._same[part] = 0
        both = zip(self._same, self._steady, strict=True)
        return frozenset(part for part, (same, steady) in enumerate(both) if same or steady)

    def box(self, part: int) -> QRectF:
        """What a part takes in the picture, with the line around it."""
        box = self.parts[part].contour.controlPointRect()
        return self.part_moves.moves[part].mapRect(box)

    def _draw(self, projection: Projection, parts: tuple[int, ...]) -> None:
        edges = boundary(projection, parts)
        halves = self.topology.stretch(parts).halves
        self._left_out[halves] = self._corners[halves] = False
        loops = dressed(projection, loops_of(projection, edges, self._left_out))
        unfold(projection, loops)
        close_creases(projection, loops, edges)
        around = rounded(projection, loops, self._corners)
        edges.join(around.folded)
        groups = [number for number, (part, _) in enumerate(self.topology.groups) if part in parts]
        fills = self._fills(around, groups, UNDER_PX)
        contours, inner = self._ink(around, parts, groups)
        shades = {}
        if self.shaded:
            least = max(3.0, (_LEAST_SHADE_M * self.view.scale) ** 2)
            out, kept = self._left_out, self._corners
            shaded = region(projection, parts, projection.light, edges, out, kept, least)
            shades = self._fills(shaded, groups, _SHADE_UNDER_PX)
        on_paper = self.lines.grain > 0
        muscles = muscle_paths(projection, parts, self.shown, on_paper=on_paper)
        gussets = self._gussets(projection, parts)
        front = self._head in parts and faces_camera(projection)
        owned: dict[int, list[int]] = {part: [] for part in parts}
        for group in groups:
            owned[self.topology.groups[group][0]].append(group)
        for part in parts:
            if part == self._knot:
                self.parts[part] = self._ball(projection, part)
                continue
            own = self._from_below(projection, part, owned[part], faced=front)
            inks = inner if part in self._overhung else {}
            self.parts[part] = PartPaths(
                contours[part],
                _EMPTY if inks else inner[min(own)],
                tuple(
                    MaterialPaths(
                        self.topology.groups[group][1],
                        fills[group],
                        shades.get(group, _EMPTY),
                        inks.get(group, _EMPTY),
                    )
                    for group in own
                    if not fills[group].isEmpty()
                ),
                self._details(projection, part),
                tuple(muscles.get(part, ())),
                tuple(gussets.get(part, ())),
            )

    def _from_below(
        self, projection: Projection, part: int, own: list[int], *, faced: bool
    ) -> list[int]:
        """A part's materials in the order of painting; `faced` where a face is seen."""
        if part in self._axes:
            bone, axis = self._axes[part]
            if projection.bones[bone, :3, 2] @ axis < 0:
                own.reverse()
        elif part in self._hemmed or (faced and part == self._head):
            # A shirt is before trousers, and a face before hair, but not seen from behind.
            own.reverse()
            if part != self._head and not is_seen_from_above(projection):
                # The near edge of the collar lies before the throat then.
                own.sort(key=lambda group: self.topology.is_throat[group], reverse=True)
        elif part == self._neck and is_collar_behind(projection):
            own.sort(key=lambda group: self.topology.groups[group][1] != self._cloth)
        return own

    def _details(self, projection: Projection, part: int) -> tuple[FaceShape, ...]:
        """What is drawn on a part besides: a face, the seams of a sock, lines between fingers."""
        if part == self._head:
            return face_shapes(projection, self.lines.grain)
        return details_of(projection, part, self.lines.grain)

    def _ball(self, projection: Projection, part: int) -> PartPaths:
        """The knot of hair: a coil, and what closes the corners where it is tied."""
        scale = self.view.scale
        disc = knot_of(projection, wound=is_fine(scale))
        loops = [disc.around(0), disc.around(self.lines.reach), disc.around(self.lines.inner)]
        if self.shaded:
            loops.append(disc.shade())
        cuts = [sum(len(x) for x, _ in loops[:count]) for count in range(len(loops) + 1)]
        x, y = (np.concatenate([loop[axis] for loop in loops]) for axis in (0, 1))
        fill, contour, inner, *shade = self._paths(x, y, np.array(cuts[:-1]), cuts)
        [material] = {one for own, one in self.topology.groups if own == part}
        [tied] = self._facing(projection, [tied_of(self.topology)])
        surfaces = (
            MaterialPaths(material, tied, _EMPTY, _EMPTY),
            MaterialPaths(material, fill, shade[0] if shade else _EMPTY, _EMPTY),
        )
        wound = line_shapes("strand", disc.lines, scale, self.lines.grain)
        return PartPaths(contour, inner, surfaces, wound, (), ())

    def _gussets(
        self, projection: Projection, parts: tuple[int, ...]
    ) -> dict[int, list[MaterialPaths]]:
        """What is seen of the gussets of some parts."""
        gussets = [
            (part, material, triangles)
            for part in parts
            for material, triangles in self.topology.gussets.get(part, ())
        ]
        fills = self._facing(projection, [triangles for *_, triangles in gussets])
        found: dict[int, list[MaterialPaths]] = {}
        for (part, material, _), fill in zip(gussets, fills, strict=True):
            found.setdefault(part, []).append(MaterialPaths(material, fill, _EMPTY, _EMPTY))
        return found

    def _facing(self, projection: Projection, triangles: list[Indices]) -> list[QPainterPath]:
        """What is seen of some triangles, each of them as a loop of its own."""
        if not triangles:
            return []
        seen = [some[projection.front[some]] for some in triangles]
        cuts = [3 * sum(map(len, seen[:count])) for count in range(len(seen) + 1)]
        corners = self.topology.corners[:, np.concatenate(seen)].T.reshape(-1)
        starts = np.arange(0, len(corners), 3)
        return self._paths(projection.x[corners], projection.y[corners], starts, cuts)

    def _fills(
        self, around: RoundedLoops | PictureRegion, groups: list[int], under_px: float
    ) -> dict[int, QPainterPath]:
        off = np.zeros(len(around.x), np.float32)
        off[around.kind == JOINT] = under_px
        # Where the silhouette goes on as another part, a fill would lie on the line around it.
        off[_nexts(around.starts, around.kind == SILHOUETTE)] = 0
        off[around.kind == HEM] = -self.lines.inner / 2
        x, y = around.x + off * around.out_x, around.y + off * around.out_y
        cuts = cuts_of(around.group, groups)
        return dict(zip(groups, self._paths(x, y, around.starts, cuts), strict=True))

    def _paths(
        self, x: Floating, y: Floating, starts: Indices, cuts: list[int]
    ) -> list[QPainterPath]:
        grain = self.lines.grain
        if not grain:
            return paths_of(x, y, starts, cuts)
        rough_x, rough_y = (np.round(one.astype(np.float64) / grain) * grain for one in (x, y))
        return paths_of(rough_x, rough_y, starts, cuts)

    def _ink(
        self, around: RoundedLoops, drawn: tuple[int, ...], groups: list[int]
    ) -> tuple[_ByNumber, _ByNumber]:
        """What is a little larger: parts around the body, and inks where they lie before others."""
        silhouette = around.kind == SILHOUETTE
        cuts = cuts_of(self._part_of[around.group], drawn)
        joint = around.kind == JOINT
        whole = silhouette | around.ends

        def larger(
            at_silhouette: Floating | np.float32, where: Flags, at_hem: float, at_joint: float
        ) -> tuple[Floating, Floating]:
            off = np.where(joint, np.float32(at_joint), np.float32(at_hem))
            off = np.where(where, at_silhouette, off)
            return around.x + off * around.out_x, around.y + off * around.out_y

        x, y = larger(np.float32(self.lines.reach), whole, UNDER_PX, UNDER_PX)
        contours = dict(zip(drawn, self._paths(x, y, around.starts, cuts), strict=True))
        x, y = larger(around.line * self.lines.inner, silhouette, self.lines.inner / 2, -0.5)
        inks = sorted(set(self._inks[groups].tolist()))
        paths = self._paths(x, y, around.starts, cuts_of(self._inks[around.group], inks))
        return contours, dict(zip(inks, paths, strict=True))


def _hemmed(topology: Topology) -> frozenset[int]:
    """The parts on which a shirt ends over trousers, which it hangs before."""
    both = {topology.mesh.materials.index(one) for one in ("top", "trousers")}
    parts = {part for part, _ in topology.groups}
    worn = {part: {one for own, one in topology.groups if own == part} for part in parts}
    return frozenset(part for part, materials in worn.items() if both <= materials)


def _overhung(topology: Topology) -> frozenset[int]:
    """The parts on which a shirt ends.

    It may hang over what comes out of it, whose fill would lie on the line along its hem: each of
    their groups has ink of its own.
    """
    shirt = topology.mesh.materials.index("top")
    parts = [part for part, _ in topology.groups]
    return frozenset(
        part for part, material in topology.groups if material == shirt and parts.count(part) > 1
    )


def _axes(topology: Topology) -> dict[int, tuple[int, Floating]]:
    """The parts of a limb with a hem around them, and which way they lead from cloth to cloth.

    Where an arm points at the camera, its elbow lies before the sleeve, and where it points away,
    the sleeve before the elbow.

    Returns:
        For each the bone that carries it, and the way at rest from its first material to its last.
    """
    found = {}
    for part, name in enumerate(topology.mesh.parts):
        if name.endswith(_SLEEVED):
            groups = [number for number, (own, _) in enumerate(topology.groups) if own == part]
            first, last = (
                topology.mesh.rest[topology.start[topology.group == group]].mean(axis=0)
                for group in (groups[0], groups[-1])
            )
            found[part] = int(topology.main_bone[part]), last - first
    return found


def _inks(topology: Topology, overhung: frozenset[int]) -> Indices:
    """For each group the number of its ink: its own, or that of the first of its part."""
    parts = [part for part, _ in topology.groups]
    return np.array(
        [own if part in overhung else parts.index(part) for own, part in enumerate(parts)], np.intp
    )


def _nexts(starts: Indices, marked: Flags) -> Flags:
    """The points of closed loops that come after marked ones."""
    found = np.empty_like(marked)
    if len(found):
        found[1:] = marked[:-1]
        found[starts] = marked[lasts_of(starts, len(marked))]
    return found


_EMPTY: Final = QPainterPath()
