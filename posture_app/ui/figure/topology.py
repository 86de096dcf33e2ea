"""What of a body mesh stays the same in every pose, sorted by part, for the painter.

A half-edge is one side of an edge: it belongs to the triangle on its left, and its twin is the
triangle beyond (de Berg and others, Computational Geometry, 2008, chapter 2). Triangles are sorted
by part, so that a part that has moved is a stretch of every table and the others need not be
touched.
"""

from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.dataclass import dataclass
from posture_app.ui.figure.borders import smoothed_along, with_smooth_border
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.lit_normals import lit_normals
from posture_app.ui.figure.mesh import Mesh

Floats = NDArray[np.float32]
Indices = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]

Ranges = tuple[tuple[int, int], ...]
Pairs = tuple[Indices, Indices]
_LIMBS: Final = {
    "arm": ("upper_arm", "forearm", "hand"),
    "leg": ("thigh", "shank", "foot"),
}
_CLOTH: Final = ("top", "trousers")
_LEAST_WEIGHT: Final = 0.02
_CROTCH_M: Final = (0.0, 0.82, 0.02)
_GUSSET_M: Final = 0.13
"""The trousers so far around the crotch, where the mesh is at rest."""
_KEPT: Final = 64
_BORDER_ROUNDS: Final = 5
"""How often the hairline is smoothed."""
_HEM_ROUNDS: Final = 12
"""How often weights are smoothed along a hem."""


class PartBlock(NamedTuple):
    """What one part's picture is made of: itself, and the triangles that touch it.

    Attributes:
        vertices: Their corners.
        bones: What carries those.
        carried: (vertices, 7 x bones) each bone's share of a vertex: its homogeneous place and its
            normal at rest.
        triangles: Its own, and those that share a corner with it.
    """

    vertices: Indices
    bones: Indices
    carried: Floats
    triangles: Indices


class PartTriangles(NamedTuple):
    """Some parts' triangles and half-edges, and the triangles of their blocks.

    Attributes:
        triangles: (N,)
        corners: (3, N) their vertices.
        halves: (3N,)
        twins: (3N,) the triangle beyond each.
        joined: (3N,) whether that one is of the same part and material.
        around: (M,) the triangles of the blocks.
        around_corners: (3, M) the vertices of those.
    """

    triangles: Indices
    corners: Indices
    halves: Indices
    twins: Indices
    joined: Flags
    around: Indices
    around_corners: Indices


@dataclass(frozen=True, eq=False)
class Topology:
    """Tables over the triangles (T), half-edges (3T), undirected edges (E) and vertices (V).

    Attributes:
        mesh: What they are made of.
        triangle_of: Where each of the mesh's triangles lies here.
        blocks: What is needed to draw each part.
        corners: (3, T) vertices of each triangle.
        part: (T,) the part of a triangle; one more for "no triangle".
        ranges: First and last triangle of each part.
        group: (3T,) the part and material of a half-edge's triangle, as one number.
        groups: What those numbers mean.
        start: (3T,) the vertex a half-edge begins at.
        end: (3T,) the vertex it ends at.
        opposite: (3T,) the half-edge that runs the other way; 3T where there is none.
        twin: (3T,) the triangle beyond; T where there is none.
        joined: (3T,) whether that one is of the same part and material.
        hem: (3T,) whether that one is of another material.
        edge: (3T,) the undirected edge.
        edge_ends: (2, E) its two vertices.
        pair_part: (K,) with `pair_bone` each part and a bone that carries it, sorted by part.
        pair_bone: (K,)
        pair_weight: (K,) the most that bone carries of any vertex of that part.
        spread: (4, 4, K) homogeneous rest points, as columns, spread over what it carries of it.
        first_pair: (parts,) where each part's pairs begin.
        main_pair: (parts,) the pair of each part's most important bone.
        main_bone: (parts,) that bone.
        neighbours: The parts that share an edge with each.
    """

    mesh: Mesh
    triangle_of: Indices
    blocks: tuple[PartBlock, ...]
    corners: Indices
    part: Indices
    ranges: tuple[tuple[int, int], ...]
    group: Indices
    groups: tuple[tuple[int, int], ...]
    start: Indices
    end: Indices
    opposite: Indices
    twin: Indices
    joined: Flags
    hem: Flags
    edge: Indices
    edge_ends: Indices
    pair_part: Indices
    pair_bone: Indices
    pair_weight: Floats
    spread: Floats
    first_pair: Indices
    main_pair: Indices
    main_bone: Indices
    neighbours: tuple[frozenset[int], ...]

    @cached_property
    def edge_m(self) -> float:
        """How long an edge is on the average, in metres."""
        one, other = self.mesh.rest[self.edge_ends]
        return float(np.sqrt(((one - other) ** 2).sum(axis=1)).mean())

    @cached_property
    def gussets(self) -> dict[int, tuple[tuple[int, Indices], ...]]:
        """By part, materials and their triangles at folds, of which parts leave out small pieces.

        They are those of the trousers where trunk and thighs meet, and of the trunk's skin below
        the neck.
        """
        centres = self.mesh.rest[self.corners].mean(axis=0)
        away = np.sqrt(((centres - np.array(_CROTCH_M, np.float32)) ** 2).sum(axis=1))
        kinds = np.array(self.groups, np.intp)[self.group[::3]]
        trousers, skin = (self.mesh.materials.index(name) for name in ("trousers", "skin"))
        trunk, *thighs = (
            self.mesh.parts.index(name) for name in ("trunk", "right_thigh", "left_thigh")
        )
        near = away < _GUSSET_M

        def chosen(part: int, material: int, where: Flags) -> tuple[int, Indices]:
            own = (kinds[:, 0] == part) & (kinds[:, 1] == material) & where
            return material, np.nonzero(own)[0].astype(np.intp)

        found: dict[int, tuple[tuple[int, Indices], ...]] = {
            thigh: (chosen(thigh, trousers, near),) for thigh in thighs
        }
        found[trunk] = chosen(trunk, trousers, near), chosen(trunk, skin, ~near)
        return found

    @cached_property
    def is_throat(self) -> Flags:
        """By group, whether it is the trunk's skin, on which the neck's goes on."""
        throat = self.mesh.parts.index("trunk"), self.mesh.materials.index("skin")
        return np.array([group == throat for group in self.groups])

    @cached_property
    def is_cloth(self) -> Flags:
        """By group, whether it is of the shirt or the trousers."""
        return np.array([self.mesh.materials[own] in _CLOTH for _, own in self.groups])

    @cached_property
    def limb(self) -> Indices:
        """By part, a number for the arm or leg it belongs to, or for itself alone."""
        names = [self._limb_name(name) for name in self.mesh.parts]
        return np.array([names.index(name) for name in names], np.intp)

    @cached_property
    def is_root(self) -> Flags:
        """(groups, parts + 1) whether a part beyond the joint of a group is of another limb.

        A shirt goes on from the trunk to its collar, which is of the neck, and from there to the
        sleeves; but a fold of a sleeve runs out beside the collar.
        """
        found: Flags = self.limb[[part for part, _ in self.groups], None] != self.limb
        index = self.mesh.parts.index
        neck, trunk, top = index("neck"), index("trunk"), self.mesh.materials.index("top")
        for own, beyond in (
            (trunk, neck),
            (neck, trunk),
            (neck, index("right_upper_arm")),
            (neck, index("left_upper_arm")),
        ):
            found[[group == (own, top) for group in self.groups], beyond] = False
        return found

    @staticmethod
    def _limb_name(part: str) -> str:
        side, _, name = part.partition("_")
        limbs = [limb for limb, names in _LIMBS.items() if name in names]
        return f"{side}_{limbs[0]}" if limbs else part

    @property
    def vertex_count(self) -> int:
        """V."""
        return len(self.mesh.rest)

    @property
    def triangle_count(self) -> int:
        """T."""
        return int(self.corners.shape[1])

    def stretch(self, parts: tuple[int, ...]) -> PartTriangles:
        """The triangles and half-edges of some parts."""
        found = self._stretches.get(parts)
        if found is None:
            if len(self._stretches) >= _KEPT:
                self._stretches.clear()
            found = self._stretches[parts] = self._stretch(parts)
        return found

    @cached_property
    def _stretches(self) -> dict[tuple[int, ...], PartTriangles]:
        return {}

    def _stretch(self, parts: tuple[int, ...]) -> PartTriangles:
        triangles = np.concatenate([np.arange(*self.ranges[part]) for part in parts])
        halves = (3 * triangles[:, None] + np.arange(3)).reshape(-1)
        around = np.concatenate([self.blocks[part].triangles for part in parts])
        return PartTriangles(
            triangles,
            self.corners[:, triangles],
            halves,
            self.twin[halves],
            self.joined[halves],
            around,
            self.corners[:, around],
        )


@lru_cache(maxsize=4)
def topology_of(mesh: Mesh) -> Topology:
    """The tables of a mesh; made once."""
    order = np.argsort(mesh.part, kind="stable")
    part = mesh.part[order].astype(np.intp)
    material = mesh.material[order].astype(np.intp)
    triangles = mesh.triangles[order].astype(np.intp)
    corners = np.ascontiguousarray(triangles.T)
    start = triangles.reshape(-1)
    end = np.roll(triangles, -1, axis=1).reshape(-1)
    opposite, edge, edge_ends = _edges(start, end, len(mesh.rest))
    twin = opposite // 3
    beyond_part = np.append(part, -1)[twin]
    beyond_material = np.append(material, -1)[twin]
    own_part, own_material = np.repeat(part, 3), np.repeat(material, 3)
    kinds = part * len(mesh.materials) + material
    numbers, group = distinct(kinds)
    bounds = np.searchsorted(part, np.arange(len(mesh.parts) + 1))
    ranges = tuple((int(a), int(b)) for a, b in pairwise(bounds))
    hem = (beyond_material != own_material) & (beyond_material >= 0)
    sewn = hem & (own_material < beyond_material)
    sewn &= beyond_material != mesh.materials.index("hair")
    weights = _along_hems(_weights(mesh), start[sewn], end[sewn])
    carried = _carried(weights, triangles, twin, ranges)
    pair_part, pair_bone = (one.astype(np.intp) for one in np.nonzero(carried > _LEAST_WEIGHT))
    main_bone = _main_bones(weights, start, ranges)
    main_pair = [
        np.nonzero((pair_part == one) & (pair_bone == bone))[0][0]
        for one, bone in enumerate(main_bone.tolist())
    ]
    return Topology(
        mesh=mesh,
        triangle_of=np.argsort(order, kind="stable").astype(np.intp),
        blocks=_blocks(mesh, weights, corners, ranges),
        corners=corners,
        part=np.append(part, len(mesh.parts)).astype(np.intp),
        ranges=ranges,
        group=np.repeat(group.astype(np.intp), 3),
        groups=tuple(divmod(int(number), len(mesh.materials)) for number in numbers),
        start=start,
        end=end,
        opposite=opposite,
        twin=twin,
        joined=(beyond_part == own_part) & (beyond_material == own_material),
        hem=hem,
        edge=edge,
        edge_ends=edge_ends,
        pair_part=pair_part,
        pair_bone=pair_bone,
        pair_weight=carried[pair_part, pair_bone],
        spread=_spread(mesh.rest, weights, triangles, ranges, (pair_part, pair_bone)),
        first_pair=np.searchsorted(pair_part, np.arange(len(mesh.parts))).astype(np.intp),
        main_pair=np.array(main_pair, np.intp),
        main_bone=main_bone,
        neighbours=tuple(
            frozenset(beyond_part[(own_part == one) & (beyond_part >= 0)].tolist()) - {one}
            for one in range(len(mesh.parts))
        ),
    )


def _edges(start: Indices, end: Indices, vertices: int) -> tuple[Indices, Indices, Indices]:
    """The half-edge opposite to each, its undirected edge, and the ends of those."""
    count = len(start)
    keys = np.minimum(start, end).astype(np.int64) * vertices + np.maximum(start, end)
    order = np.argsort(keys)
    ordered = keys[order]
    again = np.append(False, ordered[1:] == ordered[:-1])
    edge = np.empty(count, np.intp)
    edge[order] = np.cumsum(~again) - 1
    [second] = np.nonzero(again)
    one, other = order[second - 1], order[second]
    opposite = np.full(count, count, np.intp)
    opposite[one], opposite[other] = other, one
    return opposite, edge, np.stack(np.divmod(ordered[~again], vertices)).astype(np.intp)


def _weights(mesh: Mesh) -> Floats:
    """(V, bones): how much each bone carries each vertex."""
    bones, shares = mesh.influence_bones, mesh.influence_weights
    weights = np.zeros((len(bones), len(mesh.bones)), np.float32)
    rows = np.arange(len(bones))
    for column in range(bones.shape[1]):
        # A bone may stand in two columns of a vertex.
        weights[rows, bones[:, column]] += shares[:, column]
    return weights


def _along_hems(weights: Floats, first: Indices, last: Indices) -> Floats:
    """Weights that change little by little along a hem, which stays a smooth line where it bends.

    Args:
        weights: (V, bones).
        first: Where the hems' edges begin.
        last: Where they end.
    """
    return smoothed_along(weights, first, last, _HEM_ROUNDS)


def _blocks(mesh: Mesh, weights: Floats, corners: Indices, ranges: Ranges) -> tuple[PartBlock, ...]:
    rest = np.ones((len(mesh.rest), 7), np.float32)
    rest[:, :3], rest[:, 4:] = _calm_hairline(mesh), lit_normals(mesh)
    blocks = []
    for first, last in ranges:
        own = np.zeros(len(rest), bool)
        own[corners[:, first:last]] = True
        triangles = np.nonzero(own[corners].any(axis=0))[0]
        own[corners[:, triangles]] = True
        vertices = np.nonzero(own)[0]
        shares = weights[vertices]
        bones = np.nonzero(shares.any(axis=0))[0]
        carried = shares[:, bones, None] * rest[vertices, None]
        blocks.append(
            PartBlock(
                vertices.astype(np.intp),
                bones.astype(np.intp),
                carried.reshape(len(vertices), -1),
                triangles.astype(np.intp),
            )
        )
    return tuple(blocks)


def _calm_hairline(mesh: Mesh) -> Floats:
    """The mesh at rest with the border between hair and skin smoothed: a hairline is no stair.

    Behind the ears, that is: around them and at the forehead it fits what it lies on.
    """
    return with_smooth_border(mesh, mesh.rest, ("hair", "skin"), _BORDER_ROUNDS)


def _carried(weights: Floats, triangles: Indices, twin: Indices, ranges: Ranges) -> Floats:
    """(parts, bones): how much a bone carries of what a part's picture depends on, at most.

    That is its own triangles, and whether those beyond them face away.
    """
    found = np.empty((len(ranges), weights.shape[1]), np.float32)
    for part, (first, last) in enumerate(ranges):
        needed = np.zeros(len(triangles) + 1, bool)
        needed[first:last] = needed[twin[3 * first : 3 * last]] = True
        corners = np.zeros(len(weights), bool)
        corners[triangles[needed[:-1]]] = True
        found[part] = weights[corners].max(axis=0)
    return found


def _main_bones(weights: Floats, start: Indices, ranges: Ranges) -> Indices:
    """The bone that carries most of each part."""
    by_triangle = weights[start[::3]]
    sums = np.add.reduceat(by_triangle, [first for first, _ in ranges], axis=0)
    found: Indices = sums.argmax(axis=1)
    return found


def _spread(
    rest: Floats, weights: Floats, triangles: Indices, ranges: Ranges, pairs: Pairs
) -> Floats:
    """Four corners of a box, no two of them on one side."""
    pair_part, pair_bone = pairs
    spread = np.ones((len(pair_part), 4, 4), np.float32)
    sides = np.array(((0, 0, 0), (1, 1, 0), (1, 0, 1), (0, 1, 1)), bool)
    for part, (first, last) in enumerate(ranges):
        own = np.nonzero(np.bincount(triangles[first:last].reshape(-1)))[0]
        bones = pair_bone[pair_part == part]
        moved = weights[own][:, bones] > _LEAST_WEIGHT
        # What lies beyond a part's edge is carried by bones that carry nothing of itself.
        moved |= ~moved.any(axis=0)
        moved = np.ascontiguousarray(moved.T)
        axes = np.ascontiguousarray(rest[own].T)[:, None]
        low = np.where(moved, axes, np.float32(np.inf)).min(axis=2).T
        high = np.where(moved, axes, np.float32(-np.inf)).max(axis=2).T
        spread[pair_part == part, :, :3] = np.where(sides, high[:, None], low[:, None])
    return np.ascontiguousarray(spread.transpose(2, 1, 0))
