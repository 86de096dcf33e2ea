"""The angles that bring a place of the body to where it is dragged.

Damped least squares on the clinical angles themselves: an angle that has come to the end of its
range takes no further part, so that the others go on. Parts that would pass into the floor or a
wall are kept before it.
"""

from collections.abc import Mapping, Sequence
from math import atan2, degrees, dist, hypot
from typing import Final

from posture_app.body.angles import stance_of, with_thighs_still
from posture_app.body.contacts import PLANES, TRUNK_PARTS, Contact, Plane
from posture_app.body.geometry import Vector, add, cross, dot, scaled, sub
from posture_app.body.handles import HANDLES, NOWHERE, Handle, place_of
from posture_app.body.keyframes import other_angle
from posture_app.body.least_squares import least_changes
from posture_app.body.posing import PosedKeyframe
from posture_app.body.positions import position, position_angles
from posture_app.body.props import planes_of, props_of
from posture_app.body.ranges import limits_of
from posture_app.body.skeleton import (
    FOREARM_M,
    HEAD,
    INDEX,
    SHANK_M,
    THIGH_M,
    UPPER_ARM_M,
    Stance,
    frames_of,
    place_in,
)

_ROUNDS: Final = 8
_ROUNDS_SOLVED: Final = 4
"""Where what carries the body moves along, each look at it costs as much as twenty others."""
_DAMPING: Final = 4e-6
"""Of squares of metres a degree."""
_STEP_DEG: Final = 1.0
_MOST_DEG: Final = 25.0
"""So far an angle turns in one round at most; what lies farther is come to in several."""
_SETTLED_M: Final = 0.0007
_LEVEL_M: Final = 0.002
_OTHER_STARTS: Final = (
    ("hand", {"shoulder.flexion": 80.0, "shoulder.abduction": 5.0, "elbow.flexion": 30.0}),
    ("hand", {"shoulder.abduction": 90.0, "shoulder.flexion": 0.0, "elbow.flexion": 30.0}),
    ("hand", {"shoulder.rotation": 75.0, "elbow.flexion": 80.0}),
    ("hand", {"shoulder.rotation": -50.0, "elbow.flexion": 80.0}),
    ("foot", {"hip.flexion": 60.0, "hip.abduction": 0.0, "knee.flexion": 60.0}),
)
"""Ends of handles, and from where a limb is tried that cannot come nearer from where it is."""
_STUCK_M: Final = 0.03
_BETTER_M: Final = 0.02
_CLEAR_M: Final = 0.035
"""The middles of wrist, elbow, fingers, knee and ankle keep so far from a floor or wall."""
_BACKWARD_M: Final = (0.0, 0.08, 0.16, 0.26)
_DEPTH: Final = 0.35
"""How much it counts that a handle stays as far from the eye as it was, against the picture."""
_NECK: Final = "neck.flexion"
_NECK_SHARE: Final = 1.55
_MIDDLE_DEPTH: Final = 0.8
"""The same for the elbow of a hand that is dragged, against its depth."""
_SPACE: Final = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_TRAVEL: Final = 0.1
"""A centimetre of travel weighs as much as ten degrees."""


def holder_of(posed: PosedKeyframe, handle: Handle) -> Contact | None:
    """The contact that keeps a handle from being dragged.

    What slides, or rests on a plane for the first time here, can be dragged along it.
    """
    for contact in posed.solved.contacts:
        for part in contact.parts:
            if part in handle.parts and not _goes_along(posed, handle, contact, part):
                return contact
    return None


def _goes_along(posed: PosedKeyframe, handle: Handle, contact: Contact, part: str) -> bool:
    pins = posed.solved.pins
    if (part, contact.surface) not in pins:
        return False
    of_foot = part.endswith(("toes", "heel")) and handle.name.endswith("foot")
    is_end = handle.name == part or of_foot
    return is_end and (contact.slides or (part, contact.surface) not in posed.before)


def dragged(
    posed: PosedKeyframe,
    handle: Handle,
    way: Vector,
    axes: Sequence[Vector],
    *,
    alone: bool = False,
    both: bool = False,
) -> PosedKeyframe:
    """The keyframe with a handle brought as near to a place as ranges and contacts let it come.

    Args:
        posed: The keyframe as it was when the handle was taken; what comes of it then does not
            depend on the pointer's way.
        handle: What is dragged.
        way: How far since then, in metres; only what lies along the axes counts.
        axes: Unit vectors of the picture: right and up. The depth is kept where that goes.
        alone: Whether a single joint moves instead of the limb.
        both: Whether the other side does the same.
    """
    if handle.name == "pelvis" and not alone and _on_feet(posed):
        return _shifted(posed, way, axes)
    reach = _Reach(posed, handle, handle.alone if alone else handle.angles)
    target = add(place_of(handle, frames_of(posed.solved.stance)), way)
    right, up = axes
    depth = scaled(cross(right, up), _DEPTH)
    changes = reach.to(target, (right, up, depth))
    if handle.name == "pelvis" and _lies_on_the_back(posed):
        changes = _with_head_kept(posed, changes)
    return posed.changed(changes, both=both, is_stopped=True)


def arc_of(posed: PosedKeyframe, handle: Handle, angle: str, steps: int = 16) -> list[Vector]:
    """The places of a handle over the whole range of one of its angles, from least to most."""
    reach = _Reach(posed, handle, (angle,))
    low, high = limits_of(angle)
    return [reach.place({angle: low + (high - low) * step / steps}) for step in range(steps + 1)]


def at_limits(posed: PosedKeyframe, names: Sequence[str]) -> frozenset[str]:
    """Those of some angles that have come to an end of their range."""
    return frozenset(
        name
        for name in names
        if not limits_of(name)[0] + 0.01 < posed.angles[name] < limits_of(name)[1] - 0.01
    )


def _on_feet(posed: PosedKeyframe) -> bool:
    """Whether the feet alone carry, so that who drags the pelvis bends the legs."""
    contacts = posed.solved.contacts
    carried = any(
        not contact.slides and not contact.parts[0].startswith(("right_", "left_"))
        for contact in contacts
    )
    return not carried and any(_foot_sides(posed))


def _foot_sides(posed: PosedKeyframe) -> list[str]:
    return [
        part.partition("_")[0]
        for contact in posed.solved.contacts
        for part in contact.parts
        if part.endswith(("_foot", "_toes", "_heel")) and contact.surface in planes_of(posed.motion)
    ]


def _shifted(posed: PosedKeyframe, way: Vector, axes: Sequence[Vector]) -> PosedKeyframe:
    """The body moved over its feet: each leg reaches the other way.

    Where the ankles let it go no lower, it goes back as well, as in a squat.
    """
    moved = tuple(sum(dot(way, axis) * axis[i] for axis in axes) for i in range(3))
    for back in _BACKWARD_M:
        changes = _legs_reaching(posed, (moved[0], moved[1], moved[2] - back))
        found = posed.tried(changes)
        if found is not None:
            return found
    return posed.changed(changes, is_stopped=True)


def _legs_reaching(posed: PosedKeyframe, way: Vector) -> dict[str, float]:
    """The angles of the legs when the pelvis has gone a way and the feet have stayed."""
    frames = frames_of(posed.solved.stance)
    changes: dict[str, float] = {}
    is_level = abs(way[0]) < _LEVEL_M
    for side in _foot_sides(posed):
        if is_level and changes and _stands_alike(posed):
            changes |= {other_angle(name): value for name, value in changes.items()}
            break
        foot = HANDLES[f"{side}_foot"]
        reach = _Reach(posed, foot, foot.angles, is_clear=True)
        changes |= reach.to(sub(place_of(foot, frames), way), _SPACE)
    return changes


def _stands_alike(posed: PosedKeyframe) -> bool:
    """Whether both legs are bent in the same way."""
    return all(
        abs(posed.angles[name] - posed.angles[other_angle(name)]) < 1
        for name in HANDLES["right_foot"].angles
    )


class _Reach:
    """Brings a place of the body to a target by some angles."""

    def __init__(
        self, posed: PosedKeyframe, handle: Handle, names: Sequence[str], *, is_clear: bool = False
    ) -> None:
        self._posed, self._handle, self._names = posed, handle, tuple(names)
        self._start = position(posed.motion.start)
        self._said = position_angles(posed.motion.start)
        self._angles = {name: posed.angles[name] for name in self._names}
        self._stated = posed.stated | {
            name: value
            for name, value in posed.angles.items()
            if name in posed.stated or posed.holder(name)
        }
        self._is_solved = _carries_itself(posed, handle)
        self._walls = () if is_clear or self._is_solved else _walls(posed)
        self._limb = _limb_of(handle)
        self._middle = None if is_clear else _middle_of(handle, self._names)
        if self._middle is not None:
            self._middle_place = place_in(posed.solved.stance, self._middle, NOWHERE)

    def place(self, angles: Mapping[str, float]) -> Vector:
        """Where the handle is with some angles changed."""
        return place_in(self._stance(angles), self._handle.segment, self._handle.point)

    def to(self, target: Vector, axes: Sequence[Vector]) -> dict[str, float]:
        """The angles by which the handle comes nearest to a target, seen along some axes.

        A limb that cannot come near from where it is may do so from elsewhere.
        """
        best, off = self._from(self._angles, target, axes)
        if off > _STUCK_M and self._handle.name.endswith(("hand", "foot")):
            for ending, changes in _OTHER_STARTS:
                if not self._handle.name.endswith(ending) or not self._is_near(target):
                    continue
                side = self._handle.name.partition("_")[0]
                found, its_off = self._from(self._elsewhere(side, changes), target, axes)
                if its_off < off - _BETTER_M:
                    best, off = found, its_off
        return best

    def _elsewhere(self, side: str, changes: Mapping[str, float]) -> dict[str, float]:
        angles = dict(self._angles)
        for name, value in changes.items():
            sided = f"{side}_{name}"
            if sided in angles:
                low, high = limits_of(sided)
                angles[sided] = min(high, max(low, value))
        return angles

    def _is_near(self, target: Vector) -> bool:
        """Whether a limb could come to a target at all, so that another way is worth a try."""
        places = frames_of(self._posed.solved.stance).places
        is_arm = self._handle.name.endswith("hand")
        upper, lower = (UPPER_ARM_M, FOREARM_M) if is_arm else (THIGH_M, SHANK_M)
        if len(self._names) == len(self._handle.angles):
            return dist(places[self._handle.segment - 2], target) < upper + lower
        return dist(places[self._handle.segment - 1], target) < 1.1 * lower

    def _from(
        self, start: Mapping[str, float], target: Vector, axes: Sequence[Vector]
    ) -> tuple[dict[str, float], float]:
        angles, before = dict(start), float("inf")
        for _ in range(_ROUNDS_SOLVED if self._is_solved else _ROUNDS):
            rows, moved = self._linear(angles, target, axes)
            left = hypot(*rows)
            if abs(before - left) < _SETTLED_M:
                break
            before = left
            free = list(self._names)
            while free:
                weights = {name: _weight(name) for name in free}
                turns = least_changes(rows, moved, weights, _DAMPING)
                ended = [name for name in free if not _goes(name, angles[name], turns[name])]
                if not ended:
                    break
                free = [name for name in free if name not in ended]
            if not free:
                break
            size = max(abs(turn) / _weight(name) for name, turn in turns.items())
            share = min(1.0, _MOST_DEG / size) if size else 1.0
            for name, turn in turns.items():
                low, high = limits_of(name)
                angles[name] = min(high, max(low, angles[name] + share * turn))
            if size < 0.2:
                break
        return angles, hypot(*self._rows(self._stance(angles), target, axes, ()))

    def _linear(
        self, angles: Mapping[str, float], target: Vector, axes: Sequence[Vector]
    ) -> tuple[list[float], dict[str, list[float]]]:
        """What is still to be gone along each axis, and how each angle moves the handle there."""
        stance = self._stance(angles)
        deep = [
            (plane, segment, point)
            for plane in self._walls
            for segment, point in self._limb
            if _behind(plane, place_in(stance, segment, point)) > 0
        ]
        rows = self._rows(stance, target, axes, deep)
        moved = {}
        for name in self._names:
            step = _STEP_DEG * _weight(name)
            turned = self._stance({**angles, name: angles[name] + step})
            after = self._rows(turned, target, axes, deep)
            moved[name] = [(one - other) / step for one, other in zip(rows, after, strict=True)]
        return rows, moved

    def _rows(
        self,
        stance: Stance,
        target: Vector,
        axes: Sequence[Vector],
        deep: Sequence[tuple[Plane, int, Vector]],
    ) -> list[float]:
        """How far a stance is from what is wanted, in metres.

        The elbow or knee shall stay in the plane of the picture, where that goes, and what is
        behind a wall come before it.
        """
        away = sub(target, place_in(stance, self._handle.segment, self._handle.point))
        rows = [dot(away, axis) for axis in axes]
        if self._middle is not None:
            aside = sub(self._middle_place, place_in(stance, self._middle, NOWHERE))
            rows.append(_MIDDLE_DEPTH * dot(aside, axes[-1]))
        rows += [_behind(plane, place_in(stance, segment, point)) for plane, segment, point in deep]
        return rows

    def _stance(self, angles: Mapping[str, float]) -> Stance:
        if self._is_solved:
            return self._posed.with_angles(angles).solved.stance
        stated = {**self._stated, **angles}
        found = with_thighs_still(self._said | stated, stated)
        return stance_of(found, self._posed.solved.stance.root, self._start.turn)


def _weight(name: str) -> float:
    """How readily an angle is changed: degrees for one of a joint."""
    if name.endswith("_cm"):
        return _TRAVEL
    return 0.6 if name.startswith("lumbar") or name.endswith("_shoulder.rotation") else 1.0


def _goes(name: str, value: float, turn: float) -> bool:
    """Whether an angle can turn that way, or stands at its end."""
    low, high = limits_of(name)
    return not ((value <= low and turn < 0) or (value >= high and turn > 0))


def _walls(posed: PosedKeyframe) -> tuple[Plane, ...]:
    """The floor, and a wall where there is one."""
    planes = planes_of(posed.motion)
    there = {prop.kind for prop in props_of(posed.motion)}
    return (planes["floor"], planes["wall"]) if "wall" in there else (planes["floor"],)


def _behind(plane: Plane, point: Vector) -> float:
    return _CLEAR_M - dot(sub(point, plane.point), plane.normal)


def _with_head_kept(before: PosedKeyframe, changes: Mapping[str, float]) -> dict[str, float]:
    """Changes of the trunk with the bend of the neck by which the head stays on the ground.

    The trunk of somebody who lies turns about the shoulders, so that the neck's base sinks and the
    neck has to bend more than the trunk turns; where it can bend no more, the trunk stops.
    """
    after = before.with_angles(changes)
    turned_deg = _head_pitch_deg(after) - _head_pitch_deg(before)
    turned_deg = (turned_deg + 180) % 360 - 180
    bent = before.angles[_NECK]
    wanted = bent - _NECK_SHARE * turned_deg
    low, high = limits_of(_NECK)
    found = min(high, max(low, wanted))
    share = 1.0 if found == wanted else (found - bent) / (wanted - bent)
    less = {
        name: before.angles[name] + share * (value - before.angles[name])
        for name, value in changes.items()
    }
    return {**less, _NECK: found}


def _lies_on_the_back(posed: PosedKeyframe) -> bool:
    return any(
        "back" in contact.parts and contact.surface == "floor" for contact in posed.solved.contacts
    )


def _head_pitch_deg(posed: PosedKeyframe) -> float:
    turn = frames_of(posed.solved.stance).turns[HEAD]
    return degrees(atan2(turn[7], turn[4]))


def _carries_itself(posed: PosedKeyframe, handle: Handle) -> bool:
    """Whether a handle is on what the body rests on, so that all moves when it does."""
    return handle.name in {"pelvis", "chest"} and any(
        part in TRUNK_PARTS and contact.surface in PLANES
        for contact in posed.solved.contacts
        for part in contact.parts
    )


def _middle_of(handle: Handle, names: Sequence[str]) -> int | None:
    """The segment whose joint is the elbow or knee of a limb that is dragged by its end."""
    is_whole = tuple(names) == handle.angles
    return handle.segment - 1 if is_whole and handle.name.endswith(("hand", "foot")) else None


def _limb_of(handle: Handle) -> tuple[tuple[int, Vector], ...]:
    """Places of a handle's limb that must not pass into a wall."""
    side, _, name = handle.name.partition("_")
    if name in {"elbow", "hand", "fingers"}:
        return (
            (INDEX[f"{side}_forearm"], NOWHERE),
            (INDEX[f"{side}_hand"], NOWHERE),
            (INDEX[f"{side}_hand"], (0.0, -0.16, 0.0)),
        )
    if name in {"knee", "foot"}:
        return ((INDEX[f"{side}_shank"], NOWHERE), (INDEX[f"{side}_foot"], NOWHERE))
    return ()
