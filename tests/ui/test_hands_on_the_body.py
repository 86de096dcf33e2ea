"""Hands and ankles that a motion lays on the body touch its skin, of both bodies.

Where a hand is to be, its skin comes within a centimetre of the part of the body that the place is
on, and nowhere does it come more than a centimetre into the body, the other hand included. So does
an ankle on a thigh; where its leg crosses an arm, `check` looks after that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from posture_app.body.contacts import LANDMARKS, surface_for
from posture_app.body.geometry import add, scaled, unit
from posture_app.body.motion import SolvedMotion, solved_motion
from posture_app.body.skeleton import SEGMENTS, Stance
from posture_app.ui.figure.bones import Hands
from posture_app.ui.figure.mesh import Mesh, load_mesh
from tests.ui.skin import Points, hands_of, inside, near, off_surface, part_of, skin, triangles_of
from tests.ui.test_resting_on_things import BODIES, MOTIONS, TOUCH_M, moments, solution

NEAR_M = 0.03
"""What is farther from each other neither touches nor sinks in, unless what is between does so."""

STILL_M = 0.0005
_OF_HEAD = {"head", "neck", "knot"}
_OF_SEGMENTS = {
    "head": ("head", "neck"),
    "pelvis": ("trunk", "right_thigh", "left_thigh"),
    "girdle": ("trunk", "neck", "right_upper_arm", "left_upper_arm"),
    "thigh": ("thigh", "shank"),
    "foot": ("foot", "shank"),
}
"""The parts of the mesh that have the places of a segment; those of others have its name."""
_LIMBS = {
    "hand": ("upper_arm", "forearm", "hand"),
    "ankle": ("thigh", "shank", "foot"),
}
_TOUCHING = {"hand": ("hand",), "ankle": ("shank", "foot")}


def parts_with(surface: str) -> tuple[str, ...]:
    """The parts of the mesh that a place of the body is on."""
    segment = SEGMENTS[LANDMARKS[surface].segment]
    side, _, name = segment.partition("_")
    if side not in {"right", "left"}:
        return _OF_SEGMENTS.get(segment, ("trunk",))
    if name == "girdle":
        return _OF_SEGMENTS[name]
    return tuple(f"{side}_{one}" for one in _OF_SEGMENTS.get(name, (name,)))


def test_a_place_is_on_parts_of_the_mesh():
    parts = set(load_mesh("narrow", "medium").parts)
    assert {name for surface in LANDMARKS for name in parts_with(surface)} <= parts


def laid_on(mesh: Mesh, points: Points, part: str, surface: str) -> tuple[float, float]:
    """How far a part is off its place on the body, and how deep it is in the body, in metres.

    What is no farther than `TOUCH_M` touches and does not sink in, whether it is inside or not.
    """
    side, _, name = part.partition("_")
    limb = {f"{side}_{one}" for one in _LIMBS[name]}
    touching = points[part_of(mesh, *(f"{side}_{one}" for one in _TOUCHING[name]))]
    all_others = parts_with(surface) if name == "ankle" else set(mesh.parts) - limb
    others = points[triangles_of(mesh, *all_others)]
    around = near(touching, others, NEAR_M)
    target = near(touching, points[triangles_of(mesh, *parts_with(surface))], NEAR_M)
    if not len(target):
        return np.inf, 0.0
    off, off_target = off_surface(touching, around), off_surface(touching, target)
    gap = float(off_target.min())
    counts = off < NEAR_M
    if gap <= TOUCH_M:
        counts &= off > TOUCH_M
    counts[counts] = inside(touching[counts], others)
    in_target = bool((counts & (off_target <= off + 1e-6)).any())
    return (0.0 if in_target else gap), float(off[counts].max(initial=0.0))


@cache
def laid(name: str) -> tuple[tuple[str, Stance, tuple[tuple[str, str], ...]], ...]:
    """Moments of a motion in which something lies on the body: where, stance, and what on what.

    All keyframes, and between two of them what is halfway.
    """
    return laid_in(solution(MOTIONS[name]))


def laid_in(solved: SolvedMotion) -> tuple[tuple[str, Stance, tuple[tuple[str, str], ...]], ...]:
    """What `laid` is of a solved motion."""
    found = []
    for where, stance, contacts, _ in moments(solved):
        pairs = tuple(
            (part, surface)
            for contact in contacts
            for part in contact.parts
            if (surface := surface_for(contact, part)) in LANDMARKS
        )
        if pairs:
            found.append((where, stance, pairs))
    keys = [one for one in found if "to" not in one[0]]
    between = [one for one in found if "to" in one[0]]
    return (*keys, *between[len(between) % 4 // 2 :: 4])


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", [name for name in MOTIONS if laid(name)])
def test_what_lies_on_the_body_touches_it_and_does_not_sink_in(name, body):
    mesh = load_mesh(body, "medium")
    assert list(faults(laid(name), mesh, hands_of(MOTIONS[name]))) == []


@pytest.mark.parametrize(
    ("name", "surface"),
    [
        ("start of sitting", "left_thigh"),
        ("hip-hinge", "right_hip_crease"),
        ("iso-neck-rotation", "right_temple"),
        ("abdominal-brace", "left_waist"),
    ],
)
@pytest.mark.parametrize("pushed_m", [0.015, -0.015])
def test_a_hand_that_is_pushed_off_or_in_is_told(name, surface, pushed_m, monkeypatch):
    mark = LANDMARKS[surface]
    point = add(mark.point, scaled(unit(mark.outward), pushed_m))
    monkeypatch.setitem(LANDMARKS, surface, replace(mark, point=point))
    moments_laid, hands = laid_in(solved_motion(MOTIONS[name])), hands_of(MOTIONS[name])
    found = [*faults(moments_laid, load_mesh("narrow", "medium"), hands)]
    found += faults(moments_laid, load_mesh("broad", "medium"), hands)
    assert any(surface in fault for fault in found)


def faults(
    moments_laid: Sequence[tuple[str, Stance, tuple[tuple[str, str], ...]]],
    mesh: Mesh,
    hands: Hands,
) -> Iterator[str]:
    """What is off or too deep."""
    still: dict[tuple[str, str], Points] = {}
    for where, stance, pairs in moments_laid:
        points = skin(mesh, stance, hands)
        for part, surface in pairs:
            # Most motions of the neck leave the hands on the thighs, which were measured before.
            below = points[part_of(mesh, *set(mesh.parts) - _OF_HEAD)]
            before = still.get((part, surface), np.inf)
            if "head" not in parts_with(surface) and np.abs(before - below).max() < STILL_M:
                continue
            still[part, surface] = below
            gap, deep = laid_on(mesh, points, part, surface)
            if gap > TOUCH_M:
                yield f"{part} is {100 * gap:.1f} cm off {surface} in {where}"
            if deep > TOUCH_M:
                yield f"{part} sinks {100 * deep:.1f} cm in at {surface} in {where}"
