"""The mesh in a picture: its vertices in pixels, and how much light falls on them.

Linear blend skinning (Magnenat-Thalmann, Laperriere, Thalmann 1988), with the camera folded into
the bones, so that vertices go from rest to pixels in one product.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from posture_app.body.skeleton import Frames
from posture_app.ui.figure.bones import Hands, bone_matrices
from posture_app.ui.figure.topology import Floats, Topology
from posture_app.ui.figure.view import View

_LIGHT: Final = np.array((-0.50, -0.62, 0.60), np.float32) / np.float32(0.9972)
"""To the right, down and near: from the left, above and before, however the body is turned."""
_SHADED: Final = 0.22
"""What gets less of the light than this lies in shade."""


class Projection:
    """Vertices in the picture, part by part when they are asked for.

    Attributes:
        bones: (bones, 4, 3) from rest to pixels (right, down, near), as homogeneous columns.
        x: (V,) to the right, in pixels.
        y: (V,) down.
        depth: (V,) towards the camera, in pixels.
        light: (V,) less than 0 in shade.
        front: (T + 1,) whether a triangle faces the camera; the last stands for "no triangle".
    """

    def __init__(
        self, topology: Topology, frames: Frames, view: View, hands: Hands | None = None
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
        points = np.zeros((topology.vertex_count, 3), np.float32)
        self._points = points
        self.x, self.y, self.depth = points[:, 0], points[:, 1], points[:, 2]
        self.light = np.zeros(topology.vertex_count, np.float32)
        self.front = np.zeros(topology.triangle_count + 1, bool)
        self._placed: set[int] = set()
        self._faced: set[int] = set()
        self._toward = self._light_by_bone()

    def place(self, parts: Iterable[int]) -> None:
        """Compute what is asked of some parts, and what their triangles border on."""
        parts = set(parts)
        neighbours = self.topology.neighbours
        beside = parts.union(*(neighbours[part] for part in parts))
        for part in beside.union(*(neighbours[part] for part in beside)) - self._placed:
            self._skin(part)
        if not beside <= self._faced:
            self._face(tuple(sorted(beside - self._faced)))

    def _skin(self, part: int) -> None:
        block = self.topology.blocks[part]
        self._points[block.vertices] = block.positions @ self.bones[block.bones].reshape(-1, 3)
        self.light[block.vertices] = block.normals @ self._toward[block.bones].reshape(-1)
        self.light[block.vertices] -= np.float32(_SHADED)
        self._placed.add(part)

    def _light_by_bone(self) -> Floats:
        """(bones, 3): where the light comes from, as each bone's own rest sees it."""
        found: Floats = self.bones[:, :3] @ (_LIGHT / np.float32(self.view.scale))
        return found

    def _face(self, parts: tuple[int, ...]) -> None:
        topology = self.topology
        whole = len(parts) == len(topology.blocks)
        some = slice(None) if whole else topology.stretch(parts).triangles
        a, b, c = topology.corners[:, some]
        x, y = self.x, self.y
        ax, ay = x[a], y[a]
        facing = (y[b] - ay) * (x[c] - ax) > (x[b] - ax) * (y[c] - ay)
        self.front[: topology.triangle_count][some] = facing
        self._faced.update(parts)
