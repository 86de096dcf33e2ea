"""The mesh in a picture: its vertices in pixels, and how much light falls on them.

Linear blend skinning (Magnenat-Thalmann, Laperriere, Thalmann 1988), with the camera folded into
the bones, so that vertices go from rest to pixels in one product.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np

from posture_app.body.skeleton import Frames
from posture_app.ui.figure.bones import Hands, bone_matrices
from posture_app.ui.figure.topology import Floats, Indices, Topology
from posture_app.ui.figure.view import FigureCamera

_LIGHT: Final = np.array((-0.50, -0.62, 0.60), np.float32) / np.float32(0.9972)
"""To the right, down and near: from the left, above and before, however the body is turned."""
_SHADED: Final = 0.22
"""What gets less of the light than this lies in shade."""


class Projection:
    """Vertices in the picture, part by part when they are asked for.

    Attributes:
        bones: (bones, 4, 3) from rest to pixels (right, down, near), as homogeneous columns.
        spots: (3, 4, K) where the topology's `spread` points are, right, down and near.
        x: (V,) to the right, in pixels.
        y: (V,) down.
        depth: (V,) towards the camera, in pixels.
        light: (V,) less than 0 in shade.
        turned: (T + 1,) twice the area of each triangle in the picture, less than 0 from behind.
        front: (T + 1,) whether a triangle faces the camera; the last stands for "no triangle".
    """

    def __init__(
        self, topology: Topology, frames: Frames, view: FigureCamera, hands: Hands | None = None
    ) -> None:
        self.topology, self.view = topology, view
        world = bone_matrices(frames, hands)
        camera = np.array(
            (view.right, [-one for one in view.up], view.near), np.float32
        ) * np.float32(view.scale)
        bones = (camera @ world[:, :, :3]) @ topology.mesh.inverse_bind
        self.bones: Floats = np.ascontiguousarray(bones.transpose(0, 2, 1), np.float32)
        self.bones[:, 3] += world[:, :, 3] @ camera.T
        self.bones[:, 3, :2] += np.array((view.x, view.y), np.float32)
        self._points = np.zeros((topology.vertex_count, 4), np.float32)
        self.x, self.y, self.depth, self.light = self._points.T
        self.front = np.zeros(topology.triangle_count + 1, bool)
        self.turned = np.zeros(topology.triangle_count + 1, np.float32)
        self._placed: set[int] = set()

    @cached_property
    def spots(self) -> Floats:
        """The long side comes last in these, as numpy is slow at many short rows."""
        topology = self.topology
        carried = self.bones.transpose(2, 1, 0).take(topology.pair_bone, axis=2)
        found: Floats = (carried[:, :, None] * topology.spread).sum(axis=1)
        return found

    @cached_property
    def _carriers(self) -> Floats:
        """(bones, 7, 4): from homogeneous places and normals at rest to places and light."""
        found = np.zeros((len(self.bones), 7, 4), np.float32)
        found[:, :4, :3] = self.bones
        # The shares of all bones in a vertex make one, and so does what is taken off the light.
        found[:, 3, 3] = -_SHADED
        found[:, 4:, 3] = self.bones[:, :3] @ (_LIGHT / np.float32(self.view.scale))
        return found

    def place(self, parts: Iterable[int]) -> None:
        """Compute what is asked of some parts, and of the triangles that touch them."""
        wanted = [part for part in parts if part not in self._placed]
        if not wanted:
            return
        carriers, points, topology = self._carriers, self._points, self.topology
        for part in wanted:
            vertices, bones, carried, _ = topology.blocks[part]
            points[vertices] = carried @ carriers[bones].reshape(-1, 4)
        self._placed.update(wanted)
        self._face(tuple(wanted))

    def _face(self, parts: tuple[int, ...]) -> None:
        topology = self.topology
        whole = len(parts) == len(topology.blocks)
        some: slice | Indices = slice(topology.triangle_count)
        a, b, c = topology.corners
        if not whole:
            stretch = topology.stretch(parts)
            some, (a, b, c) = stretch.around, stretch.around_corners
        x, y = self.x, self.y
        ax, ay = x[a], y[a]
        self.turned[some] = (y[b] - ay) * (x[c] - ax) - (x[b] - ax) * (y[c] - ay)
        self.front[some] = self.turned[some] > 0
