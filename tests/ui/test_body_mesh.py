"""The committed table of the body mesh, its loader, and the bones that carry it."""

import hashlib
import importlib.util
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from posture_app.body.geometry import about_x, about_z
from posture_app.body.skeleton import (
    INDEX,
    MODELLED,
    NEUTRAL,
    SEGMENTS,
    Stance,
    frames_of,
    mirrored,
)
from posture_app.ui.figure import hands
from posture_app.ui.figure.bones import BONE_INDEX, BONES, bone_matrices, inverse_bind
from posture_app.ui.figure.mesh import BrokenMeshError, load_mesh, mesh_of, read
from tests.there import there

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "resources" / "body-mesh.bin"
BODIES = ("narrow", "broad")
LEVELS = {"coarse": 1400, "medium": 2600, "fine": 5600}
SHA256 = "89b180a8ff7d1aec5e5cd0b5073ec5feffa36f70d683501380bc32e3b0346b3f"


@pytest.fixture(scope="module")
def writer():
    folder = ROOT / "packaging" / "figure"
    sys.path.insert(0, str(folder))
    try:
        spec = there(importlib.util.spec_from_file_location("mesh_table", folder / "mesh_table.py"))
        module = importlib.util.module_from_spec(spec)
        there(spec.loader).exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


@pytest.fixture(params=[(body, level) for body in BODIES for level in LEVELS], ids="-".join)
def mesh(request):
    return load_mesh(*request.param)


def test_the_table_is_the_one_that_was_looked_at():
    """Whoever makes it anew looks at the pictures and puts the new sum here."""
    assert hashlib.sha256(TABLE.read_bytes()).hexdigest() == SHA256


def test_the_table_is_small():
    assert TABLE.stat().st_size <= 100_000


def test_what_is_read_is_written_as_it_was(writer):
    data = TABLE.read_bytes()
    assert writer.written(read(data)) == data


@pytest.mark.parametrize("data", [b"", b"PBM1", b"PBM1\2\0\0\0{}", b"something else"])
def test_what_is_no_table_is_told(data):
    with pytest.raises(BrokenMeshError):
        read(data)


def test_normals_come_back_from_the_octahedron(writer):
    normals = np.random.default_rng(1).normal(size=(500, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    from posture_app.ui.figure.mesh import normals_of

    back = normals_of(writer.octahedral(normals))
    assert np.degrees(np.arccos(np.clip((back * normals).sum(1), -1, 1))).max() < 1.5


def test_the_levels_have_the_triangles_they_are_for(mesh):
    assert min(abs(len(mesh.triangles) / count - 1) for count in LEVELS.values()) < 0.02


def test_weights_sum_to_one(mesh):
    assert np.allclose(mesh.influence_weights.sum(1), 1, atol=1e-6)
    assert mesh.influence_bones.max() < len(BONES)


def test_the_surface_is_closed_and_turns_outward(mesh):
    edges = Counter(
        (int(a), int(b))
        for face in mesh.triangles
        for a, b in zip(face, np.roll(face, -1), strict=True)
    )
    assert max(edges.values()) == 1
    assert all((b, a) in edges for a, b in edges)
    a, b, c = (mesh.rest[mesh.triangles[:, k]] for k in range(3))
    assert 0.04 < (a * np.cross(b, c)).sum() / 6 < 0.10  # cubic metres


def test_every_vertex_is_used(mesh):
    assert set(np.unique(mesh.triangles).tolist()) == set(range(len(mesh.rest)))


def test_left_and_right_are_mirror_images(mesh):
    mirror = np.array([-1, 1, 1], np.float32)

    def rows(points, normals):
        both = np.round(np.concatenate([points, normals], 1), 5) + 0.0
        return sorted(map(tuple, both.tolist()))

    assert rows(mesh.rest, mesh.normals) == rows(mesh.rest * mirror, mesh.normals * mirror)


def test_parts_and_materials_lie_on_their_sides(mesh):
    middles = mesh.rest[mesh.triangles].mean(1)
    for number, part in enumerate(mesh.parts):
        here = middles[mesh.part == number, 0]
        assert len(here), part
        if part.startswith("left_"):
            assert here.min() > -0.01
        if part.startswith("right_"):
            assert here.max() < 0.01
    assert set(mesh.material.tolist()) == set(range(len(mesh.materials)))


def test_coarse_levels_keep_the_numbers_of_the_fine():
    fine = load_mesh("broad", "fine")
    for level in ("medium", "coarse"):
        mesh = load_mesh("broad", level)
        assert np.array_equal(mesh.rest, fine.rest[: len(mesh.rest)])


def test_the_bodies_share_all_but_their_shape():
    narrow, broad = (load_mesh(body) for body in BODIES)
    assert np.array_equal(narrow.triangles, broad.triangles)
    assert np.array_equal(narrow.influence_weights, broad.influence_weights)
    apart = narrow.rest - broad.rest
    body = np.unique(narrow.triangles[narrow.part != narrow.parts.index("knot")])
    assert np.linalg.norm(apart[body], axis=1).max() < 0.06
    assert "knot" not in broad.parts


def test_a_mesh_is_kept():
    assert load_mesh("narrow", "fine") is load_mesh("narrow", "fine")


def test_in_the_modelled_stance_nothing_moves_but_the_fingers():
    world = bone_matrices(frames_of(MODELLED)).astype(np.float64)
    inverse = inverse_bind().astype(np.float64)
    turns = world[:, :, :3] @ inverse[:, :, :3]
    shifts = (world[:, :, :3] @ inverse[:, :, 3:] + world[:, :, 3:])[..., 0]
    still = np.array(["finger" not in bone or bone in SEGMENTS for bone in BONES])
    assert np.allclose(turns[still], np.eye(3), atol=1e-5)
    assert np.allclose(shifts[still], 0, atol=1e-5)


def bent(**turns):
    whole = list(NEUTRAL.turns)
    for name, turn in turns.items():
        whole[INDEX[name]] = turn
    return Stance(NEUTRAL.root, tuple(whole))


def test_bones_are_rotations_and_mirror():
    stance = bent(
        right_upper_arm=about_x(-140),
        right_forearm=about_x(-60),
        left_thigh=about_x(-95),
        left_shank=about_x(120),
        right_hand=about_z(20),
        thorax=about_x(15),
    )
    here, there_ = (bone_matrices(frames_of(s)) for s in (stance, mirrored(stance)))
    turns = here[:, :, :3].astype(np.float64)
    assert np.allclose(turns @ turns.transpose(0, 2, 1), np.eye(3), atol=1e-5)
    assert np.allclose(np.linalg.det(turns), 1, atol=1e-5)
    mirror = np.diag([-1.0, 1.0, 1.0])
    for name, number in BONE_INDEX.items():
        other = (
            name.replace("right_", "left_") if "right_" in name else name.replace("left_", "right_")
        )
        image = there_[BONE_INDEX[other]]
        assert np.allclose(mirror @ here[number][:, :3] @ mirror, image[:, :3], atol=1e-4), name
        assert np.allclose(mirror @ here[number][:, 3], image[:, 3], atol=1e-4), name


def test_a_hand_may_be_posed_and_the_other_left_to_its_grip():
    frames = frames_of(NEUTRAL)
    pinch = hands.POSES["pinch"]
    both, one, none = (
        bone_matrices(frames, pose) for pose in ((pinch, pinch), (pinch, None), None)
    )
    right, left = BONE_INDEX["right_finger_2_3"], BONE_INDEX["left_finger_2_3"]
    assert np.array_equal(one[right], both[right])
    assert np.array_equal(one[left], none[left])
    assert not np.allclose(one[right], none[right])


def test_the_belly_follows_the_breath(mesh):
    carried = (mesh.influence_bones == BONE_INDEX["belly"]) * mesh.influence_weights
    front = mesh.rest[carried.sum(1).argmax()]
    assert carried.sum(1).max() > 0.6
    assert abs(front[0]) < 0.06
    assert 0.98 < front[1] < 1.14
    assert front[2] > 0.05


def test_jaw_and_belly_move_as_far_as_they_are_told():
    still = bone_matrices(frames_of(NEUTRAL))
    moved = bone_matrices(frames_of(Stance(NEUTRAL.root, NEUTRAL.turns, jaw_m=0.03, belly_m=0.02)))
    belly = BONE_INDEX["belly"]
    assert np.allclose(moved[belly, :, 3] - still[belly, :, 3], (0, 0, 0.02), atol=1e-6)
    teeth = np.array([0.0, -0.03, 0.09, 1.0])
    jaw = BONE_INDEX["jaw"]
    assert -0.045 < (moved[jaw] @ teeth - still[jaw] @ teeth)[1] < -0.015


@pytest.mark.parametrize("name", hands.POSES)
def test_fingers_keep_their_lengths(name):
    for left in (False, True):
        moved = hands.finger_matrices(hands.POSES[name], left=left).astype(np.float64)
        side = np.array([-1.0 if left else 1.0, 1.0, 1.0])
        for finger, joints in enumerate(np.array(hands.KNUCKLES) * side):
            chain = moved[finger * 3 : finger * 3 + 3]
            for bone in range(2):
                end = chain[bone] @ np.append(joints[bone + 1], 1)
                start = chain[bone + 1] @ np.append(joints[bone + 1], 1)
                assert np.allclose(end, start, atol=1e-6)


def test_a_flat_hand_is_flat_and_a_fist_is_closed():
    def tips(hand):
        moved = hands.finger_matrices(hand, left=False)
        return np.array([moved[3 * f + 2] @ np.append(hands.KNUCKLES[f][3], 1) for f in range(5)])

    flat, fist = tips(hands.of_grip(0)), tips(hands.of_grip(1))
    assert np.abs(flat[:, 0]).max() < 0.02
    assert (flat[1:, 1] < -0.125).all()
    assert (fist[1:, 1] > -0.115).all()


def test_the_coarse_table_is_made_from_the_fine(writer):
    table = read(TABLE.read_bytes())
    assert (table.arrays["into"] <= np.arange(table.head["vertices"])).all()
    assert mesh_of(table, "narrow", "fine").triangles.shape == (table.head["triangles"] * 2, 3)
