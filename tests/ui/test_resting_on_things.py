"""What the figure rests on is touched by the skin that is drawn, of both bodies.

Every part that a motion lays on something comes within a centimetre of it and no more than a
centimetre into it, in the keyframes and between them; nothing else comes further into a thing that
is drawn. Soft things are no exception: a pillow, a towel and a ball are drawn as high as they are
under the body, so that what they give is gone from their height before. The knot of hair gives way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from posture_app.body.compiled import compiled
from posture_app.body.contacts import LANDMARKS, PLACES, Contact, common, rolling, surface_for
from posture_app.body.geometry import Vector, add, scaled
from posture_app.body.motion import KeyStance, SolvedMotion, Way, position_motion, solved_motion
from posture_app.body.props import PlacedProp, props_at
from posture_app.body.skeleton import Stance, frames_of
from posture_app.library.files import builtin_path, read
from posture_app.library.motion import Motion, StartPosition
from posture_app.ui.figure.mesh import Mesh, load_mesh
from tests.ui.skin import Chosen, Points, hands_of, nearest, part_of, skin

TOUCH_M = 0.010
BETWEEN_M = 0.010

MOTIONS = {one.id: one.motion for one in read(builtin_path()).exercises if one.motion}
MOTIONS |= {f"start of {name}": position_motion(name) for name in get_args(StartPosition)}
BODIES = ("narrow", "broad")

LIES_OR_LEANS_ON = {"pillow", "towel", "ball", "weight", "band"}
"""Things that are there only to be touched, whether a contact says so or not."""
LIFTS_OFF = {"ccf-head-lift": "towel"}
"""The head is lifted from what it lies on."""
LIE_ON = {"legs-on-chair": ("right_shank", "left_shank")}
"""Parts that lie on a chair, without a contact that would have to reach for it."""
HANDS_ON_EDGE = ("prone-t", "prone-y")
"""Their thumbs are up at the start: hands lie on their edge, which no contact says."""
_THINGS_OF = {
    "seat": "chair",
    "desk": "desk",
    "step": "step",
    "doorway": "doorway",
    "pillow": "pillow",
    "towel": "towel",
    "foam_roller": "foam_roller",
    "backrest": "chair",
}


@cache
def solution(motion: Motion) -> SolvedMotion:
    """The stances do not hang on the body that is drawn; the set-up has solved most of them."""
    return compiled(motion) or solved_motion(motion)


def touching(mesh: Mesh, part: str) -> Chosen:
    """The vertices that a contact's part may touch with."""
    side, _, name = part.partition("_")
    _, height, ahead = mesh.rest.T
    if part in {"back", "chest"}:
        return part_of(mesh, "trunk") & (height > 1.1)
    if part in {"head", "forehead"}:
        return part_of(mesh, "head")
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


class Pictured:
    """One body in one stance of a motion, with the things around it."""

    def __init__(self, solved: SolvedMotion, mesh: Mesh, stance: Stance) -> None:
        self.solved, self.mesh = solved, mesh
        frames = frames_of(stance)
        self.points = skin(mesh, stance, hands_of(solved.motion))
        start = frames_of(solved.start), frames_of(solved.end)
        self.things = props_at(solved.motion, frames, start)

    def off(self, contacts: Sequence[Contact], limit_m: float) -> Iterator[str]:
        """Parts that rest on something of the room and are not there."""
        for contact in contacts:
            for part in contact.parts:
                surface = surface_for(contact, part)
                if surface in LANDMARKS:
                    continue
                gap = self._gap(self.points[touching(self.mesh, part)], surface)
                if abs(gap) > limit_m:
                    yield f"{part} is {100 * gap:.1f} cm off {surface}"

    def _gap(self, points: Points, surface: str) -> float:
        kind = "chair" if surface in PLACES else _THINGS_OF.get(surface)
        if kind is None:
            plane = self.solved.room.planes[surface]
            return float(((points - plane.point) @ np.array(plane.normal)).min())
        return min(nearest(points, thing.shapes) for thing in self.things if thing.kind == kind)

    def rolled_off(self, feet: Sequence[Contact], limit_m: float) -> Iterator[str]:
        """Feet that roll, of which no part is on the ground."""
        for contact in feet:
            side = contact.parts[0].partition("_")[0]
            gap = self.points[part_of(self.mesh, f"{side}_foot"), 1].min()
            if abs(gap) > limit_m:
                yield f"{side} foot is {100 * gap:.1f} cm off {contact.surface}"

    def lying_loose(self, limit_m: float) -> Iterator[str]:
        """Things that nobody touches."""
        for thing in self.things:
            if thing.kind in LIES_OR_LEANS_ON:
                points = self.points[~part_of(self.mesh, "knot")]
                off = nearest(points, thing.shapes)
                if off > limit_m:
                    yield f"the {thing.kind} is {100 * off:.1f} cm off the body"

    def sunk(self, limit_m: float) -> Iterator[str]:
        """Parts that are too deep in the floor or in a thing."""
        for into in (None, *self.things):
            if self._depth(self.points, into) <= limit_m:
                continue  # none of them is: the whole body is measured in a tenth of the time
            for name in self.mesh.parts:
                depth = self._depth(self.points[part_of(self.mesh, name)], into)
                if depth > limit_m:
                    what = into.kind if into else "floor"
                    yield f"{name} sinks {100 * depth:.1f} cm into {what}"

    def _depth(self, points: Points, thing: PlacedProp | None) -> float:
        """How deep the deepest of some points is in a thing, or in the floor."""
        if thing is None:
            return -float(points[:, 1].min())
        if thing.kind in {"band", "mat"}:
            return 0.0
        if thing.kind == "wall":
            plane = self.solved.room.planes["wall"]
            return -float(((points - plane.point) @ np.array(plane.normal)).min())
        return -nearest(points, thing.shapes)


def moments(
    solved: SolvedMotion,
) -> Iterator[tuple[str, Stance, Sequence[Contact], Sequence[Contact]]]:
    """Stances there and back: where they are, what rests on what, and which feet roll."""
    ways = [solved.there]
    if solved.back.stances != solved.there.stances[::-1]:
        ways.append(solved.back)
    for one_way in ways:
        for key in one_way.keys:
            yield f"keyframe {key.place}", key.stance, key.contacts, ()
        for share, stance, first, second in between(one_way):
            where = f"keyframes {first.place} to {second.place} at {share:.2f}"
            both = first.contacts, second.contacts
            yield where, stance, common(*both), rolling(*both)


def between(one_way: Way) -> Iterator[tuple[float, Stance, KeyStance, KeyStance]]:
    """Every other stance between two keyframes, and those two."""
    last = len(one_way.stances) - 1
    for first, second in pairwise(one_way.keys):
        for step in range(1, last, 2):
            if first.at < step / last < second.at:
                yield step / last, one_way.stances[step], first, second


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", MOTIONS)
def test_the_drawn_body_touches_what_it_rests_on_and_sinks_into_nothing(name, body):
    wrong = list(faults(solution(MOTIONS[name]), load_mesh(body, "medium"), LIFTS_OFF.get(name)))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("start of sitting", (0.0, 1.0, 0.0)),
        ("start of supine", (0.0, 1.0, 0.0)),
        ("start of quadruped", (0.0, 1.0, 0.0)),
        ("neck-rotation-supine", (0.0, 1.0, 0.0)),
        ("walk-break", (0.0, 1.0, 0.0)),
        ("wall-sit", (0.0, 0.0, 1.0)),
        ("ball-rhomboid", (0.0, 0.0, 1.0)),
        ("doorway-pec-stretch", (0.0, 0.0, 1.0)),
    ],
)
@pytest.mark.parametrize("pushed_m", [0.015, -0.015])
def test_bodies_that_are_pushed_are_told(name, way, pushed_m):
    solved = solution(MOTIONS[name])
    there, back = (
        pushed(one_way, scaled(way, pushed_m)) for one_way in (solved.there, solved.back)
    )
    solved = replace(solved, there=there, back=back)
    assert any(True for body in BODIES for _ in faults(solved, load_mesh(body, "medium")))


def pushed(one_way: Way, off: Vector) -> Way:
    """A way with its body somewhere else."""
    keys = (replace(key, stance=moved(key.stance, off)) for key in one_way.keys)
    return Way(tuple(keys), tuple(moved(stance, off) for stance in one_way.stances))


def moved(stance: Stance, off: Vector) -> Stance:
    return replace(stance, root=add(stance.root, off))


def faults(solved: SolvedMotion, mesh: Mesh, lifted_off: str | None = None) -> Iterator[str]:
    """What is off or too deep; a thing that is lifted off lies there at the start alone."""
    for number, (where, stance, contacts, rolling_feet) in enumerate(moments(solved)):
        limit = BETWEEN_M if "to" in where else TOUCH_M
        seen = Pictured(solved, mesh, stance)
        wrong = [*seen.off(contacts, limit), *seen.rolled_off(rolling_feet, limit)]
        wrong += seen.sunk(limit)
        if lifted_off is None or number == 0:
            wrong += seen.lying_loose(limit)
        yield from (f"{one} in {where}" for one in wrong)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", LIE_ON)
def test_calves_lie_on_a_chair(name, body):
    solved, mesh = solution(MOTIONS[name]), load_mesh(body, "medium")
    for _, stance, _, _ in moments(solved):
        seen = Pictured(solved, mesh, stance)
        [chair] = [thing for thing in seen.things if thing.kind == "chair"]
        for part in LIE_ON[name]:
            assert abs(nearest(seen.points[part_of(mesh, part)], chair.shapes)) < TOUCH_M


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", HANDS_ON_EDGE)
def test_hands_lie_on_the_floor_before_they_are_lifted_a_little(name, body):
    solved, mesh = solution(MOTIONS[name]), load_mesh(body, "medium")
    first, last = (skin(mesh, key.stance, hands_of(solved.motion)) for key in solved.there.keys)
    for hand in (part_of(mesh, "right_hand"), part_of(mesh, "left_hand")):
        assert abs(first[hand, 1].min()) < TOUCH_M
        assert 0.05 < last[hand, 1].min() < 0.12


@pytest.mark.parametrize("name", ["plank", "push-up-plus"])
def test_feet_stay_planted_while_the_trunk_rises(name):
    mesh, solved = load_mesh("narrow", "medium"), solution(MOTIONS[name])
    foot = part_of(mesh, "right_foot")
    lowest = [points[points[:, 1].argmin()] for points in feet(mesh, solved, foot)]
    assert max(abs(point[1]) for point in lowest) < BETWEEN_M
    assert np.ptp([point[2] for point in lowest]) < 0.04


def feet(mesh: Mesh, solved: SolvedMotion, foot: Chosen) -> Iterator[Points]:
    for stance in solved.there.stances[::3]:
        yield skin(mesh, stance)[foot]
