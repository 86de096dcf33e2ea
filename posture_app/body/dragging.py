"""Handles on the body, and the angles that bring one of them to where it is dragged.

Damped least squares on the clinical angles themselves (Wampler 1986; Nakamura and Hanafusa 1986):
an angle that has come to the end of its range takes no further part, so that the others go on.
Parts that would pass into the floor or a wall are kept before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import dist, hypot
from typing import Final

from posture_app.body.angles import stance_of, with_thighs_still
from posture_app.body.contacts import Contact, Plane
from posture_app.body.geometry import Vector, add, cross, dot, scaled, sub
from posture_app.body.keyframes import other_angle
from posture_app.body.posing import Posed
from posture_app.body.positions import position, position_angles
from posture_app.body.props import planes_of, props_of
from posture_app.body.ranges import limits_of
from posture_app.body.skeleton import (
    FOREARM_M,
    INDEX,
    UPPER_ARM_M,
    Frames,
    Stance,
    frames_of,
    place_in,
)

_ROUNDS: Final = 8
_DAMPING_M: Final = 0.02
_STEP_DEG: Final = 1.0
_MOST_DEG: Final = 25.0
"""So far an angle turns in one round at most; what lies farther is come to in several."""
_SETTLED_M: Final = 0.0007
_LEVEL_M: Final = 0.002
_OTHER_TURNS_DEG: Final = (-50.0, 75.0)
"""From where an arm is tried anew that cannot come nearer from where it is."""
_STUCK_M: Final = 0.03
_BETTER_M: Final = 0.02
_CLEAR_M: Final = 0.035
"""The middles of wrist, elbow, fingers, knee and ankle keep so far from a floor or wall."""
_BACKWARD_M: Final = (0.0, 0.08, 0.16, 0.26)
_DEPTH: Final = 0.35
"""How much it counts that a handle stays as far from the eye as it was, against the picture."""
_SPACE: Final = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_TRAVEL: Final = 0.1
"""A centimetre of travel weighs as much as ten degrees."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A place of the body that can be dragged.

    Attributes:
        name: With its side: `right_hand`.
        segment: Whose place it is.
        point: The place in the segment's frame, in metres.
        angles: What moves it.
        alone: What moves it while a single joint is wanted.
        parts: The parts of its limb's end whose contact holds it.
    """

    name: str
    segment: int
    point: Vector
    angles: tuple[str, ...]
    alone: tuple[str, ...]
    parts: tuple[str, ...] = ()


_NOWHERE: Final[Vector] = (0.0, 0.0, 0.0)
_MIDDLE: Final = (
    ("head", "head", (0.0, 0.16, 0.01), "neck.flexion neck.lateral_flexion", "neck.rotation"),
    ("chin", "head", (0.0, -0.066, 0.094), "neck.retraction_cm head.nod", "head.nod"),
    (
        "chest",
        "lower_neck",
        _NOWHERE,
        "lumbar.flexion thorax.flexion lumbar.lateral_flexion thorax.lateral_flexion",
        "thorax.flexion thorax.lateral_flexion",
    ),
    ("pelvis", "lumbar", _NOWHERE, "pelvis.tilt pelvis.obliquity", "pelvis.rotation"),
)
_SIDED: Final = (
    (
        "shoulder",
        "upper_arm",
        _NOWHERE,
        "scapula.elevation_cm scapula.protraction_cm",
        "scapula.elevation_cm",
        "",
    ),
    (
        "elbow",
        "forearm",
        _NOWHERE,
        "shoulder.flexion shoulder.abduction",
        "shoulder.horizontal_abduction",
        "hand forearm",
    ),
    (
        "hand",
        "hand",
        _NOWHERE,
        "shoulder.flexion shoulder.abduction shoulder.rotation elbow.flexion",
        "elbow.flexion shoulder.rotation",
        "hand forearm",
    ),
    (
        "fingers",
        "hand",
        (0.0, -0.13, 0.0),
        "wrist.flexion wrist.deviation",
        "forearm.supination",
        "hand forearm",
    ),
    (
        "knee",
        "shank",
        _NOWHERE,
        "hip.flexion hip.abduction",
        "hip.flexion",
        "foot toes heel ankle knee",
    ),
    (
        "foot",
        "foot",
        _NOWHERE,
        "hip.flexion hip.abduction knee.flexion",
        "knee.flexion hip.rotation",
        "foot toes heel ankle knee",
    ),
    (
        "toes",
        "foot",
        (0.0, -0.04, 0.17),
        "ankle.dorsiflexion ankle.inversion",
        "ankle.dorsiflexion",
        "foot toes heel ankle",
    ),
)


def _handles() -> Iterator[Handle]:
    for name, segment, point, angles, alone in _MIDDLE:
        yield Handle(name, INDEX[segment], point, tuple(angles.split()), tuple(alone.split()))
    for name, segment, point, angles, alone, parts in _SIDED:
        for side in ("right", "left"):
            yield Handle(
                f"{side}_{name}",
                INDEX[f"{side}_{segment}"],
                point,
                tuple(f"{side}_{one}" for one in angles.split()),
                tuple(f"{side}_{one}" for one in alone.split()),
                tuple(f"{side}_{one}" for one in parts.split()),
            )


HANDLES: Final[Mapping[str, Handle]] = {handle.name: handle for handle in _handles()}


def place_of(handle: Handle, frames: Frames) -> Vector:
    """Where a handle is in space."""
    return frames.point(handle.segment, handle.point)


def holder_of(posed: Posed, handle: Handle) -> Contact | None:
    """The contact that keeps a handle from being dragged.

    What slides, or rests on a plane for the first time here, can be dragged along it.
    """
    for contact in posed.solved.contacts:
        for part in contact.parts:
            if part in handle.parts and not _goes_along(posed, handle, contact, part):
                return contact
    return None


def _goes_along(posed: Posed, handle: Handle, contact: Contact, part: str) -> bool:
    pins = posed.solved.pins
    if (part, contact.surface) not in pins:
        return False
    of_foot = part.endswith(("toes", "heel")) and handle.name.endswith("foot")
    is_end = handle.name == part or of_foot
    return is_end and (contact.slides or (part, contact.surface) not in posed.before)


def dragged(
    posed: Posed,
    handle: Handle,
    way: Vector,
    axes: Sequence[Vector],
    *,
    alone: bool = False,
    both: bool = False,
) -> Posed:
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
    return posed.changed(reach.to(target, (right, up, depth)), both=both)


def arc_of(posed: Posed, handle: Handle, angle: str, steps: int = 16) -> list[Vector]:
    """The places of a handle over the whole range of one of its angles, from least to most."""
    reach = _Reach(posed, handle, (angle,))
    low, high = limits_of(angle)
    return [reach.place({angle: low + (high - low) * step / steps}) for step in range(steps + 1)]


def at_limits(posed: Posed, names: Sequence[str]) -> frozenset[str]:
    """Those of some angles that have come to an end of their range."""
    return frozenset(
        name
        for name in names
        if not limits_of(name)[0] + 0.01 < posed.angles[name] < limits_of(name)[1] - 0.01
    )


def _on_feet(posed: Posed) -> bool:
    """Whether the feet alone carry, so that who drags the pelvis bends the legs."""
    contacts = posed.solved.contacts
    carried = any(
        not contact.slides and not contact.parts[0].startswith(("right_", "left_"))
        for contact in contacts
    )
    return not carried and any(_foot_sides(posed))


def _foot_sides(posed: Posed) -> list[str]:
    return [
        part.partition("_")[0]
        for contact in posed.solved.contacts
        for part in contact.parts
        if part.endswith(("_foot", "_toes", "_heel")) and contact.surface in planes_of(posed.motion)
    ]


def _shifted(posed: Posed, way: Vector, axes: Sequence[Vector]) -> Posed:
    """The body moved over its feet: each leg reaches the other way.

    Where the ankles let it go no lower, it goes back as well, as in a squat.
    """
    moved = tuple(sum(dot(way, axis) * axis[i] for axis in axes) for i in range(3))
    for back in _BACKWARD_M:
        changes = _legs_reaching(posed, (moved[0], moved[1], moved[2] - back))
        if posed.allows(changes):
            break
    return posed.changed(changes)


def _legs_reaching(posed: Posed, way: Vector) -> dict[str, float]:
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


def _stands_alike(posed: Posed) -> bool:
    """Whether both legs are bent in the same way."""
    return all(
        abs(posed.angles[name] - posed.angles[other_angle(name)]) < 1
        for name in HANDLES["right_foot"].angles
    )


class _Reach:
    """Brings a place of the body to a target by some angles."""

    def __init__(
        self, posed: Posed, handle: Handle, names: Sequence[str], *, is_clear: bool = False
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
        self._walls = () if is_clear else _walls(posed)
        self._limb = _limb_of(handle)

    def place(self, angles: Mapping[str, float]) -> Vector:
        """Where the handle is with some angles changed."""
        return place_in(self._stance(angles), self._handle.segment, self._handle.point)

    def to(self, target: Vector, axes: Sequence[Vector]) -> dict[str, float]:
        """The angles by which the handle comes nearest to a target, seen along some axes."""
        best, off = self._from(self._angles, target, axes)
        if off > _STUCK_M and self._handle.name.endswith("hand") and self._is_near(target):
            side = self._handle.name.partition("_")[0]
            for turn in _OTHER_TURNS_DEG:
                other = self._angles | {
                    f"{side}_shoulder.rotation": turn,
                    f"{side}_elbow.flexion": 80.0,
                }
                found, its_off = self._from(other, target, axes)
                if its_off < off - _BETTER_M:
                    best, off = found, its_off
        return best

    def _is_near(self, target: Vector) -> bool:
        """Whether a hand could come to a target at all, so that another way is worth a try."""
        frames = frames_of(self._stance(self._angles))
        if len(self._names) == len(self._handle.angles):
            upper = frames.places[self._handle.segment - 2]
            return dist(upper, target) < UPPER_ARM_M + FOREARM_M
        return dist(frames.places[self._handle.segment - 1], target) < 1.1 * FOREARM_M

    def _from(
        self, start: Mapping[str, float], target: Vector, axes: Sequence[Vector]
    ) -> tuple[dict[str, float], float]:
        angles, before = dict(start), float("inf")
        for _ in range(_ROUNDS):
            rows, moved = self._linear(angles, target, axes)
            left = hypot(*rows)
            if abs(before - left) < _SETTLED_M:
                break
            before = left
            free = list(self._names)
            while free:
                turns = _least(rows, moved, free)
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
        away = sub(target, self.place(angles))
        return angles, hypot(*(dot(away, axis) for axis in axes[:2]))

    def _linear(
        self, angles: Mapping[str, float], target: Vector, axes: Sequence[Vector]
    ) -> tuple[list[float], dict[str, list[float]]]:
        """What is still to be gone along each axis, and how each angle moves the handle there.

        What is behind a wall has a row of its own, which leads before it.
        """
        stance = self._stance(angles)
        place = place_in(stance, self._handle.segment, self._handle.point)
        rows = [dot(sub(target, place), axis) for axis in axes]
        deep = [
            (plane, segment, point, depth)
            for plane in self._walls
            for segment, point in self._limb
            if (depth := _behind(plane, place_in(stance, segment, point))) > 0
        ]
        rows += [depth for *_, depth in deep]
        moved: dict[str, list[float]] = {}
        for name in self._names:
            step = _STEP_DEG * _weight(name)
            turned = self._stance({**angles, name: angles[name] + step})
            way = sub(place_in(turned, self._handle.segment, self._handle.point), place)
            moved[name] = [dot(way, axis) / step for axis in axes]
            moved[name] += [
                (depth - _behind(plane, place_in(turned, segment, point))) / step
                for plane, segment, point, depth in deep
            ]
        return rows, moved

    def _stance(self, angles: Mapping[str, float]) -> Stance:
        stated = {**self._stated, **angles}
        found = with_thighs_still(self._said | stated, stated)
        return stance_of(found, self._posed.solved.stance.root, self._start.turn)


def _least(
    rows: Sequence[float], moved: Mapping[str, Sequence[float]], names: Sequence[str]
) -> dict[str, float]:
    """The least turns that go the way: W Jt (J W Jt + damping)^-1 rows, W by `_weight`."""
    weights = {name: _weight(name) ** 2 for name in names}
    size = len(rows)
    # Of a turn of one degree, so that the damping counts in metres.
    square = [
        [
            sum(weights[name] * moved[name][i] * moved[name][j] for name in names)
            + (_DAMPING_M**2 * 0.01 if i == j else 0.0)
            for j in range(size)
        ]
        for i in range(size)
    ]
    shares = _linear_solution(square, list(rows))
    return {
        name: weights[name] * sum(moved[name][i] * shares[i] for i in range(size)) for name in names
    }


def _linear_solution(square: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination of a positive definite system."""
    size = len(right)
    for i in range(size):
        for j in range(i + 1, size):
            factor = square[j][i] / square[i][i]
            for k in range(i, size):
                square[j][k] -= factor * square[i][k]
            right[j] -= factor * right[i]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = right[i] - sum(square[i][k] * found[k] for k in range(i + 1, size))
        found[i] = rest / square[i][i]
    return found


def _weight(name: str) -> float:
    """How readily an angle is changed: degrees for one of a joint."""
    if name.endswith("_cm"):
        return _TRAVEL
    return 0.6 if name.startswith("lumbar") or name.endswith("_shoulder.rotation") else 1.0


def _goes(name: str, value: float, turn: float) -> bool:
    """Whether an angle can turn that way, or stands at its end."""
    low, high = limits_of(name)
    return not ((value <= low and turn < 0) or (value >= high and turn > 0))


def _walls(posed: Posed) -> tuple[Plane, ...]:
    """The floor, and a wall where there is one."""
    planes = planes_of(posed.motion)
    there = {prop.kind for prop in props_of(posed.motion)}
    return (planes["floor"], planes["wall"]) if "wall" in there else (planes["floor"],)


def _behind(plane: Plane, point: Vector) -> float:
    return _CLEAR_M - dot(sub(point, plane.point), plane.normal)


def _limb_of(handle: Handle) -> tuple[tuple[int, Vector], ...]:
    """Places of a handle's limb that must not pass into a wall."""
    side, _, name = handle.name.partition("_")
    if name in {"elbow", "hand", "fingers"}:
        return (
            (INDEX[f"{side}_forearm"], _NOWHERE),
            (INDEX[f"{side}_hand"], _NOWHERE),
            (INDEX[f"{side}_hand"], (0.0, -0.16, 0.0)),
        )
    if name in {"knee", "foot"}:
        return ((INDEX[f"{side}_shank"], _NOWHERE), (INDEX[f"{side}_foot"], _NOWHERE))
    return ()
