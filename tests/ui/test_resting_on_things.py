"""What the figure rests on is touched by the mesh that is drawn, of both bodies."""

from collections.abc import Iterator
from functools import cache
from typing import get_args

import numpy as np
import pytest

from posture_app.body.contacts import LANDMARKS, PLACES, Contact, Plane, surface_for
from posture_app.body.motion import KeyStance, Score, position_motion, scored
from posture_app.body.positions import SEAT_M
from posture_app.body.props import props_of
from posture_app.body.skeleton import Stance, frames_of
from posture_app.library.files import builtin_path, read
from posture_app.library.motion import Motion, StartPosition
from posture_app.ui.figure.bones import bone_matrices
from posture_app.ui.figure.mesh import Mesh, load_mesh

TOUCH_M = 0.0125
"""A centimetre, and a quarter of one for what two unlike bodies on one skeleton differ."""
BETWEEN_M = 0.02
UNPROVED = {"doorway", "pillow", "towel", "foam_roller", *LANDMARKS, *PLACES}
"""Where there is no skin to touch with, or no plane to touch."""

MOTIONS = {one.id: one.motion for one in read(builtin_path()).exercises if one.motion}
MOTIONS |= {f"start of {name}": position_motion(name) for name in get_args(StartPosition)}

solved = cache(scored)
"""The stances do not hang on the body that is drawn."""


def skin(mesh: Mesh, stance: Stance) -> np.ndarray:
    """The mesh's vertices in a stance, in metres."""
    moved = bone_matrices(frames_of(stance)).astype(np.float64)
    turns = moved[:, :, :3] @ mesh.inverse_bind[:, :, :3]
    shifts = np.einsum("bij,bj->bi", moved[:, :, :3], mesh.inverse_bind[:, :, 3]) + moved[:, :, 3]
    blended = np.einsum("vk,vkij->vij", mesh.influence_weights, turns[mesh.influence_bones])
    shift = np.einsum("vk,vki->vi", mesh.influence_weights, shifts[mesh.influence_bones])
    return np.einsum("vij,vj->vi", blended, mesh.rest) + shift


def part_of(mesh: Mesh, *names: str) -> np.ndarray:
    """Which vertices belong to parts of the mesh."""
    wanted = [mesh.parts.index(name) for name in names]
    found = np.zeros(len(mesh.rest), np.bool_)
    found[np.unique(mesh.triangles[np.isin(mesh.part, wanted)])] = True
    return found


def touching(mesh: Mesh, part: str) -> np.ndarray:
    """The vertices that a contact's part may touch with."""
    side, _, name = part.partition("_")
    _, height, ahead = mesh.rest.T
    if part in {"back", "chest"}:
        return part_of(mesh, "trunk") & (height > 1.1)
    if part == "pelvis" or name == "hip":
        seat = part_of(mesh, "trunk", "right_thigh", "left_thigh")
        return seat & (height > 0.72) & (height < 1.02)
    if name == "knee":
        return part_of(mesh, f"{side}_shank", f"{side}_thigh") & (height > 0.40) & (height < 0.56)
    if name == "ankle":
        return part_of(mesh, f"{side}_foot", f"{side}_shank") & (height < 0.14)
    if name in {"toes", "heel"}:
        return part_of(mesh, f"{side}_foot") & ((ahead > 0.10) if name == "toes" else ahead < 0.05)
    return part_of(mesh, part)


def off_planes(score: Score, mesh: Mesh, key: KeyStance) -> Iterator[str]:
    """Parts that rest on a plane of the room and are not there."""
    points = skin(mesh, key.stance)
    for part, plane, name in resting(score, key.contacts):
        there = touching(mesh, part)
        if name == "seat" and part == "pelvis":
            there &= over_seat(score.motion, points)
        gap = ((points[there] - plane.point) @ np.array(plane.normal)).min()
        if abs(gap) > TOUCH_M:
            yield f"{part} is {100 * gap:.1f} cm off {name} in keyframe {key.place}"


def over_seat(motion: Motion, points: np.ndarray) -> np.ndarray:
    """Which points lie over or in the seat of the motion's chair."""
    found = np.zeros(len(points), np.bool_)
    for chair in (prop for prop in props_of(motion) if prop.kind == "chair"):
        x, y, z = (points - np.array(chair.at_m or (0.0, 0.0, 0.0))).T
        found |= (np.abs(x) < 0.21) & (z > -0.15) & (z < 0.22) & (y > SEAT_M - 0.1)
    return found


def resting(score: Score, contacts: tuple[Contact, ...]) -> Iterator[tuple[str, Plane, str]]:
    for contact in contacts:
        for part in contact.parts:
            surface = surface_for(contact, part)
            if surface not in UNPROVED:
                yield part, score.room.planes[surface], surface


def sunk(motion: Motion, mesh: Mesh, stance: Stance, limit_m: float) -> Iterator[str]:
    """Parts below the floor or in the seat; a hand may hold the seat's edge."""
    points = skin(mesh, stance)
    yield from (
        f"{name} sinks {-100 * low:.1f} cm into the floor"
        for name in mesh.parts
        if (low := points[part_of(mesh, name), 1].min()) < -limit_m
    )
    seated = part_of(mesh, "trunk", "right_thigh", "left_thigh", "right_shank", "left_shank")
    seated &= over_seat(motion, points)
    if seated.any() and (low := points[seated, 1].min()) < SEAT_M - limit_m:
        yield f"sinks {100 * (SEAT_M - low):.1f} cm into the seat"


@pytest.mark.parametrize("body", ["narrow", "broad"])
@pytest.mark.parametrize("name", MOTIONS)
def test_the_drawn_body_touches_what_it_rests_on_and_sinks_into_nothing(name, body):
    motion, mesh = MOTIONS[name], load_mesh(body, "medium")
    score = solved(motion)
    wrong: list[str] = []
    for key in score.there.keys:
        wrong += off_planes(score, mesh, key)
        wrong += sunk(motion, mesh, key.stance, TOUCH_M)
    for stance in score.there.stances[2:-1:4]:
        wrong += sunk(motion, mesh, stance, BETWEEN_M)
    assert wrong == []


@pytest.mark.parametrize("name", ["plank", "push-up-plus"])
def test_feet_stay_planted_while_the_trunk_rises(name):
    mesh, score = load_mesh("narrow", "medium"), scored(MOTIONS[name])
    foot = part_of(mesh, "right_foot")
    lowest = [points[points[:, 1].argmin()] for points in feet(mesh, score, foot)]
    assert max(abs(point[1]) for point in lowest) < BETWEEN_M
    assert np.ptp([point[2] for point in lowest]) < 0.04


def feet(mesh: Mesh, score: Score, foot: np.ndarray) -> Iterator[np.ndarray]:
    for stance in score.there.stances[::3]:
        yield skin(mesh, stance)[foot]
