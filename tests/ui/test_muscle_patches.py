"""The muscles on the body's mesh: whole, mirrored, where they belong, and never over the face."""

from typing import get_args

import numpy as np
import pytest

from posture_app.body.muscles import DEEP, MUSCLES, Muscle, mirrored_muscle
from posture_app.body.trigger_points import PATTERNS
from posture_app.body.zones import standing
from posture_app.ui.figure.bones import bone_matrices
from posture_app.ui.figure.mesh import Body, MeshLevel, load_mesh
from posture_app.ui.figure.patches import muscles_drawn, patches_of

ARM = {"upper_arm"}
PARTS = {
    "masseter": {"head"},
    "temporalis": {"head"},
    "suprahyoids": {"head", "neck"},
    "sternocleidomastoid": {"head", "neck", "trunk"},
    "scalenes": {"head", "neck", "trunk", "upper_arm"},
    "deep neck flexors": {"neck", "trunk", "head"},
    "levator scapulae": {"head", "neck", "trunk", "upper_arm"},
    "supraspinatus": {"neck", "trunk", "upper_arm"},
    "splenius": {"head", "neck", "trunk"},
    "semispinalis": {"head", "neck", "trunk"},
    "suboccipitals": {"head", "neck"},
    "upper trapezius": {"head", "neck", "trunk", "upper_arm"},
    "middle trapezius": {"neck", "trunk", "upper_arm"},
    "rhomboids": {"neck", "trunk"},
    "serratus posterior superior": {"neck", "trunk", "upper_arm"},
    "anterior deltoid": {"neck", "trunk", "upper_arm"},
    "biceps brachii": ARM | {"trunk", "forearm"},
    "triceps brachii": ARM | {"trunk", "forearm"},
    "forearm flexors": {"forearm", "upper_arm"},
    "forearm extensors": {"forearm", "upper_arm"},
    "rectus femoris": {"thigh", "trunk", "shank"},
    "quadriceps": {"thigh", "shank", "trunk"},
    "hamstrings": {"thigh", "shank"},
    "adductors": {"thigh", "trunk"},
    "calf": {"shank", "thigh"},
    "gastrocnemius": {"shank", "thigh"},
    "soleus": {"shank"},
    "tibialis anterior": {"shank"},
}
"""What a muscle may lie on; all others lie on the trunk, its arm and its thigh."""
FRONT = {
    "pectoralis major",
    "pectoralis minor",
    "anterior deltoid",
    "biceps brachii",
    "sternocleidomastoid",
    "rectus abdominis",
    "obliques",
    "external oblique",
    "transversus abdominis",
    "diaphragm",
    "iliopsoas",
    "rectus femoris",
    "quadriceps",
    "tibialis anterior",
}
BACK = {
    "splenius",
    "semispinalis",
    "suboccipitals",
    "middle trapezius",
    "lower trapezius",
    "rhomboids",
    "serratus posterior superior",
    "latissimus dorsi",
    "infraspinatus",
    "teres minor",
    "posterior deltoid",
    "triceps brachii",
    "lumbar erector spinae",
    "thoracic erector spinae",
    "erector spinae",
    "multifidus",
    "quadratus lumborum",
    "gluteus maximus",
    "piriformis",
    "obturator internus",
    "hamstrings",
    "calf",
    "gastrocnemius",
    "soleus",
}
SIDE = {
    "deep neck flexors",
    "serratus anterior",
    "gluteus medius",
    "gluteus minimus",
    "tensor fasciae latae",
}
ON_THE_FACE = {"masseter", "temporalis"}
LEAST_M2 = 0.0003


def spots(mesh, patch):
    return np.einsum("nk,nkx->nx", patch.weights, mesh.rest[patch.corners])


def area(mesh, patch):
    """The area of a patch as a vector out of the body, from its outline alone."""
    points = spots(mesh, patch)
    rim = patch.edges[patch.outside < 0]
    return np.cross(points[rim[:, 0]], points[rim[:, 1]]).sum(0) / 2


@pytest.fixture(params=get_args(MeshLevel))
def mesh(request):
    return load_mesh("broad", request.param)


def test_every_muscle_is_drawn():
    assert muscles_drawn() == set(MUSCLES)


@pytest.mark.parametrize("name", MUSCLES)
def test_a_muscle_is_a_closed_piece_of_the_surface(mesh, name):
    patches = patches_of(mesh, (Muscle(name, "right"),))
    assert sum(np.linalg.norm(area(mesh, patch)) for patch in patches) > LEAST_M2
    for patch in patches:
        rim = patch.edges[patch.outside < 0]
        assert sorted(rim[:, 0]) == sorted(rim[:, 1])
        assert patch.weights.min() >= -0.01
        assert patch.weights.sum(1) == pytest.approx(1.0)
        assert 0 <= patch.inside.min() <= patch.inside.max() < len(mesh.triangles)
        out = mesh.normals[mesh.triangles[patch.inside]].mean((0, 1))
        assert area(mesh, patch) @ out > 0


@pytest.mark.parametrize("name", MUSCLES)
def test_the_left_mirrors_the_right(mesh, name):
    right = Muscle(name, "right")
    pairs = zip(
        patches_of(mesh, (right,)), patches_of(mesh, (mirrored_muscle(right),)), strict=True
    )
    for one, other in pairs:
        assert (one.name, one.deep) == (other.name, other.deep)
        assert (one.side, other.side) == ("right", "left")
        assert spots(mesh, one) == pytest.approx(spots(mesh, other) * (-1, 1, 1), abs=1e-5)
        assert area(mesh, one) == pytest.approx(area(mesh, other) * (-1, 1, 1), abs=1e-6)
        assert spots(mesh, one)[:, 0].mean() < 0
        for patch in (one, other):
            around = np.sort(mesh.triangles[patch.triangles], axis=1)
            assert (around == np.sort(patch.corners, axis=1)).all()


@pytest.mark.parametrize("name", MUSCLES)
def test_a_muscle_lies_on_its_part_of_the_body(mesh, name):
    allowed = PARTS.get(name, {"trunk", "upper_arm", "thigh"})
    for patch in patches_of(mesh, (Muscle(name, "right"),)):
        parts = {mesh.parts[mesh.part[triangle]] for triangle in patch.inside}
        assert {part.removeprefix("right_") for part in parts} <= allowed, parts


@pytest.mark.parametrize("name", sorted(FRONT | BACK | SIDE))
def test_a_muscle_faces_where_it_is_looked_for(mesh, name):
    out = sum(area(mesh, patch) for patch in patches_of(mesh, (Muscle(name, "right"),)))
    out /= np.linalg.norm(out)
    if name in SIDE:
        assert out[0] < -0.6
    else:
        assert (out[2] > 0) == (name in FRONT)
        assert abs(out[2]) > 0.3


@pytest.mark.parametrize("name", sorted(set(MUSCLES) - ON_THE_FACE))
def test_no_muscle_lies_over_the_face(mesh, name):
    """The face: what of the head is bare, looks ahead, and is no lower than the chin."""
    ahead = mesh.normals[mesh.triangles].mean(1)[:, 2] > 0.35
    bare = (mesh.part == mesh.parts.index("head")) & (mesh.material == mesh.materials.index("skin"))
    chin = mesh.face_curves["underlip"][0].points[:, 1].min() - 0.022
    for patch in patches_of(mesh, (Muscle(name, "right"),)):
        high = spots(mesh, patch)[patch.edges, 1].max(1) > chin
        assert not (high & (ahead & bare)[patch.inside]).any()


def test_lines_run_within_the_body(mesh):
    (patch,) = patches_of(mesh, (Muscle("latissimus dorsi", "right"),))
    for lines in (patch.along, patch.across):
        assert len(lines.starts) > 4
        assert lines.starts[-1] == len(lines.triangles)
        places = (mesh.rest[lines.corners] * lines.weights[:, :, None]).sum(axis=1)
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
        # What is seen of a line begins and ends at a point.
        assert np.delete(steps, lines.starts[1:-1] - 1).max() < 2.5 * lines.gap_m
        fewer = lines.thinned(2)
        assert len(fewer.starts) - 1 == (len(lines.starts) - 1) // 2
        assert fewer.gap_m == 2 * lines.gap_m
        assert fewer.starts[-1] == len(fewer.corners)


@pytest.mark.parametrize("name", MUSCLES)
def test_what_is_deep_is_known_by_name(name):
    patches = patches_of(load_mesh(), (Muscle(name, "right"),))
    if name == "obliques":  # one over the other
        assert {patch.deep for patch in patches} == {True, False}
    else:
        assert {patch.deep for patch in patches} == {name in DEEP}


def test_what_the_trapezius_covers_lies_deep():
    assert {"rhomboids", "supraspinatus"} <= DEEP


def test_what_is_deep_is_painted_last():
    mesh = load_mesh()
    asked = Muscle("multifidus", "left"), Muscle("latissimus dorsi", "left")
    assert [patch.deep for patch in patches_of(mesh, asked)] == [False, True]
    assert patches_of(mesh, asked)[1] is patches_of(mesh, asked[:1])[0]


def test_both_bodies_have_the_same_patches():
    for level in get_args(MeshLevel):
        narrow, broad = (
            patches_of(load_mesh(body, level), (Muscle("calf", "left"),))[0].corners
            for body in get_args(Body)
        )
        assert np.array_equal(narrow, broad)


def skin_of(mesh, frames):
    """The mesh's vertices in a pose."""
    world = bone_matrices(frames)
    moved = world[:, :, :3] @ mesh.inverse_bind
    moved[:, :, 3] += world[:, :, 3]
    rest = np.append(mesh.rest, np.ones((len(mesh.rest), 1)), axis=1)
    by_bone = np.einsum("vbij,vj->vbi", moved[mesh.influence_bones], rest)
    return np.einsum("vb,vbi->vi", mesh.influence_weights, by_bone)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_trigger_points_lie_on_their_muscles(pattern):
    mesh = load_mesh()
    points = skin_of(mesh, standing())
    patches = patches_of(mesh, tuple(Muscle(name, "right") for name in pattern.muscles))
    places = np.concatenate(
        [
            np.einsum("nk,nkx->nx", lines.weights, points[lines.corners])
            for patch in patches
            for lines in (patch, patch.along, patch.across)
        ]
    )
    for point in pattern.points:
        x, y, _ = standing().point(point.spot.segment, point.spot.point)
        assert np.hypot(places[:, 0] - x, places[:, 1] - y).min() < 0.015
