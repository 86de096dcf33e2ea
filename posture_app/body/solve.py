"""Contacts solved: the body is put on its supports, and limbs reach what they rest on.

Two-bone inverse kinematics is analytic (law of cosines); the elbow or knee stays on the side where
the pose has it. A few rounds settle what moves along: the shoulder blade with the arm, the palm
with the forearm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from math import atan2, degrees, sqrt
from typing import Final

from posture_app.body.contacts import (
    LANDMARKS,
    PLANES,
    TRUNK_PARTS,
    Contact,
    Plane,
    landmark_point,
    moves_with_an_arm,
    surface_for,
)
from posture_app.body.geometry import (
    FORWARD,
    STILL,
    UP,
    Matrix,
    Quaternion,
    Vector,
    about_x,
    about_y,
    across,
    add,
    angle_deg,
    cross,
    dot,
    frame,
    length,
    matrix_of,
    product,
    quaternion_of,
    scaled,
    spun,
    sub,
    transposed,
    turned,
    turned_back,
    twist_y,
    unit,
)
from posture_app.body.skeleton import (
    ANKLE_HEIGHT_M,
    FOREARM_M,
    INDEX,
    SHANK_M,
    THIGH_M,
    UPPER_ARM_M,
    Frames,
    Stance,
    frames_of,
    with_limb,
)
from posture_app.body.touch import CROSSED_ANKLE_M, PALM_DOWN_M, PALM_THICK_M, on_plane, touch_point
from posture_app.dataclass import dataclass

_ROUNDS: Final = 4
_SHIN_HEIGHT_M: Final = 0.054
_FOREARM_RADIUS_M: Final = 0.035
_WRIST_RADIUS_M: Final = 0.027
_ANKLE_RADIUS_M: Final = 0.036
_EASY_TURN_DEG: Final = 75.0
_MOST_TURN_DEG: Final = 80.0
_HINT_M: Final = 0.15
_ON_ITS_SIDE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a part holds its place: a point of its surface, and its heading along it."""

    point: Vector
    heading: Vector


@dataclass(slots=True)
class Room:
    """The planes of the room, and where parts are pinned to them so far."""

    planes: Mapping[str, Plane]
    pins: dict[tuple[str, str], Pin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Body:
    """A stance, and where its segments are."""

    stance: Stance
    frames: Frames

    def turned(self, limb: int, turns: Mapping[int, Quaternion]) -> "_Body":
        """The body with some segments turned otherwise, all of the limb that begins at `limb`."""
        changed = list(self.stance.turns)
        for index, turn in turns.items():
            changed[index] = turn
        stance = replace(self.stance, turns=tuple(changed))
        return _Body(stance, with_limb(self.frames, stance, limb))


def solved(
    stance: Stance, contacts: Sequence[Contact], room: Room, carrying: Sequence[Contact] = ()
) -> Stance:
    """The stance with its contacts kept; parts without a pin get one in `room`.

    Args:
        stance: As its pose says.
        contacts: What rests on what.
        room: The planes, and where parts stay.
        carrying: More of what puts the body in its place, and reaches for nothing.
    """
    stance = _placed(stance, (*contacts, *carrying), room)
    body = _Body(stance, frames_of(stance))
    _pin_trunk(body.frames, contacts, room)
    reaching = [
        (part, surface_for(contact, part), contact.slides)
        for contact in contacts
        for part in contact.parts
        if part not in TRUNK_PARTS
    ]
    for part, surface, slides in sorted(reaching, key=_reach_order):
        body = _reached(body, part, surface, room, slides=slides)
    return body.stance


def _pin_trunk(frames: Frames, contacts: Sequence[Contact], room: Room) -> None:
    for contact in contacts:
        for part in contact.parts:
            if part in TRUNK_PARTS and contact.surface in PLANES and not contact.slides:
                point = touch_point(frames, part, room.planes[contact.surface].normal)
                room.pins.setdefault((part, contact.surface), Pin(point, FORWARD))


def _reach_order(reaching: tuple[str, str, bool]) -> tuple[bool, bool]:
    part, surface, _ = reaching
    arm = part.endswith(("hand", "forearm"))
    return arm, arm and moves_with_an_arm(surface)


def plane_of(surface: str, room: Room, frames: Frames) -> Plane:
    """The plane of a surface; a landmark's lies on the skin and moves with the body."""
    if surface in LANDMARKS:
        mark = LANDMARKS[surface]
        return Plane(
            landmark_point(frames, surface), unit(turned(frames.turns[mark.segment], mark.outward))
        )
    return room.planes[surface]


def _placed(stance: Stance, contacts: Sequence[Contact], room: Room) -> Stance:
    """The whole body moved so that its supports touch: along each normal once, then to the pins."""
    frames = frames_of(stance)
    done: list[Vector] = []
    shift: Vector = (0.0, 0.0, 0.0)
    for contact in contacts:
        if contact.surface not in PLANES or not _carries(contact):
            continue
        plane = room.planes[contact.surface]
        if any(abs(dot(plane.normal, axis)) > 0.7 for axis in done):
            continue
        gaps = [
            dot(sub(touch_point(frames, part, plane.normal), plane.point), plane.normal)
            for part in contact.parts
        ]
        shift = sub(shift, scaled(plane.normal, min(gaps)))
        done.append(plane.normal)
    shift = add(shift, _to_pins(frames, contacts, room, done, shift))
    return replace(stance, root=add(stance.root, shift))


def _to_pins(
    frames: Frames,
    contacts: Sequence[Contact],
    room: Room,
    done: Sequence[Vector],
    shift: Vector,
) -> Vector:
    for contact in contacts:
        if contact.slides or contact.surface not in PLANES or not _carries(contact):
            continue
        plane = room.planes[contact.surface]
        aways = [
            sub(room.pins[part, contact.surface].point, touch_point(frames, part, plane.normal))
            for part in contact.parts
            if (part, contact.surface) in room.pins
        ]
        if not aways:
            continue
        away = scaled(_sum(aways), 1 / len(aways))
        away = sub(away, shift)
        for axis in done:
            away = across(away, axis)
        return away
    return (0.0, 0.0, 0.0)


def _carries(contact: Contact) -> bool:
    """Whether a contact may carry the body. A hand does not, unless nothing else is there."""
    return not contact.parts[0].endswith("_hand")


def _reached(body: _Body, part: str, surface: str, room: Room, *, slides: bool) -> _Body:
    side, _, name = part.partition("_")
    if surface in PLANES:
        here = _pin_here(body.frames, part, room.planes[surface])
        pin = here if slides else room.pins.setdefault((part, surface), here)
        if slides:
            room.pins[part, surface] = here
        plane = Plane(pin.point, room.planes[surface].normal)
        heading: Vector | None = pin.heading
    else:
        plane, heading = plane_of(surface, room, body.frames), None
    for _ in range(_ROUNDS):
        if surface in LANDMARKS:
            plane = plane_of(surface, room, body.frames)
        if name == "hand":
            body = _hand_to(body, side, plane, heading)
        elif name == "forearm":
            body = _forearm_to(body, side, plane, heading or FORWARD)
        elif name == "knee":
            body = _knee_to(body, side, plane)
        else:
            body = _foot_to(body, side, name, plane, heading)
    return body


def _pin_here(frames: Frames, part: str, plane: Plane) -> Pin:
    side, _, name = part.partition("_")
    point = on_plane(
        touch_point(frames, part, plane.normal), plane.normal, dot(plane.point, plane.normal)
    )
    if name == "hand":
        fingers = turned(frames.turns[INDEX[f"{side}_hand"]], (0.0, -1.0, 0.0))
        default = FORWARD if abs(plane.normal[1]) > 0.7 else UP
        flat = across(fingers, plane.normal)
        clear = 0.5 if abs(plane.normal[1]) > 0.7 else 0.9
        heading = unit(flat) if length(flat) > clear else default
        return Pin(point, unit(across(heading, plane.normal), default))
    if name == "forearm":
        down = turned(frames.turns[INDEX[f"{side}_forearm"]], (0.0, -1.0, 0.0))
        heading = unit(across(down, plane.normal), FORWARD)
        return Pin(_under_shoulder(frames, side, plane, point, heading), heading)
    ahead = turned(frames.turns[INDEX[f"{side}_foot"]], FORWARD)
    return Pin(point, unit(across(ahead, plane.normal), FORWARD))


def _under_shoulder(
    frames: Frames, side: str, plane: Plane, point: Vector, heading: Vector
) -> Vector:
    """Where the elbow can rest: in front of the shoulder where that is too low to stay above it."""
    shoulder = frames.places[INDEX[f"{side}_upper_arm"]]
    height = dot(sub(shoulder, plane.point), plane.normal) - _FOREARM_RADIUS_M
    aside = dot(sub(point, shoulder), cross(plane.normal, heading))
    ahead = sqrt(max(0.0, UPPER_ARM_M**2 - height**2 - aside**2))
    away = dot(sub(point, shoulder), heading)
    ahead = ahead if away >= 0 else -ahead
    return add(point, scaled(heading, ahead - away))


def _hand_to(body: _Body, side: str, plane: Plane, heading: Vector | None) -> _Body:
    """The palm on a plane; without a heading the fingers go on from the forearm."""
    frames = body.frames
    upper, forearm = INDEX[f"{side}_upper_arm"], INDEX[f"{side}_forearm"]
    flat = heading is not None
    if heading is None:
        along = turned(frames.turns[forearm], (0.0, -1.0, 0.0))
        old = turned(frames.turns[forearm + 1], (0.0, -1.0, 0.0))
        heading = unit(across(add(along, scaled(old, 0.3)), plane.normal), FORWARD)
    palm = scaled(plane.normal, -1.0 if side == "right" else 1.0)
    up = scaled(heading, -1.0)
    ahead = cross(palm, up)
    hand: Matrix = (
        palm[0], up[0], ahead[0],
        palm[1], up[1], ahead[1],
        palm[2], up[2], ahead[2],
    )  # fmt: skip
    wrist = add(sub(plane.point, scaled(heading, PALM_DOWN_M)), scaled(plane.normal, PALM_THICK_M))
    body = _arm_to(body, upper, wrist)
    local = product(transposed(body.frames.turns[forearm]), hand)
    turns = {forearm + 1: quaternion_of(local)}
    if flat:
        turns[forearm + 2] = STILL
    return body.turned(upper, turns)


def _arm_to(body: _Body, upper: int, wrist: Vector) -> _Body:
    frames = body.frames
    shoulder, elbow = frames.places[upper], frames.places[upper + 1]
    front = turned(frames.turns[upper], FORWARD)
    wrist = _within(shoulder, wrist, UPPER_ARM_M + FOREARM_M)
    # What the forearm cannot turn, the shoulder does.
    axis, turn = unit(sub(wrist, shoulder)), _overturned(body.stance, upper + 2)
    if turn:
        elbow = add(shoulder, spun(sub(elbow, shoulder), axis, turn))
        front = spun(front, axis, turn)
    # A straight arm tells no side to bend to; the way its hinge faces always does.
    hint = sub(elbow, scaled(front, _HINT_M))
    elbow = _knuckle_of_two(shoulder, wrist, hint, UPPER_ARM_M, FOREARM_M)
    return _limb_turned(body, upper, (shoulder, elbow, wrist), front, bends=1.0)


def _overturned(stance: Stance, hand: int) -> float:
    """How far the forearm is turned beyond what is easy, about the arm's length, in degrees."""
    turn = twist_y(stance.turns[hand])
    beyond = turn - max(-_EASY_TURN_DEG, min(_EASY_TURN_DEG, turn))
    # The palm faces inward on both sides, so that the left hand's turn is mirrored already.
    return -beyond if abs(beyond) < 120 else 0.0


def _within(first: Vector, last: Vector, reach_m: float) -> Vector:
    """The point, drawn in to what a limb reaches."""
    way = sub(last, first)
    return last if length(way) < reach_m else add(first, scaled(unit(way), reach_m - 1e-4))


def _foot_to(body: _Body, side: str, name: str, plane: Plane, heading: Vector | None) -> _Body:
    frames = body.frames
    thigh, foot = INDEX[f"{side}_thigh"], INDEX[f"{side}_foot"]
    turn = frames.turns[foot]
    if name == "foot" and heading is not None:
        turn = frame(scaled(plane.normal, -1.0), heading)
        ankle = add(plane.point, scaled(plane.normal, ANKLE_HEIGHT_M))
    elif name == "ankle":
        radius = _ANKLE_RADIUS_M if heading is not None else CROSSED_ANKLE_M
        ankle = add(plane.point, scaled(plane.normal, radius))
    else:
        touching = touch_point(frames, f"{side}_{name}", plane.normal)
        ankle = add(frames.places[foot], sub(plane.point, touching))
    hip, knee = frames.places[thigh], frames.places[thigh + 1]
    ankle = _within(hip, ankle, THIGH_M + SHANK_M)
    front = turned(frames.turns[thigh], FORWARD)
    hint = add(knee, scaled(front, _HINT_M))
    knee = _knuckle_of_two(hip, ankle, hint, THIGH_M, SHANK_M)
    body = _limb_turned(body, thigh, (hip, knee, ankle), front, bends=-1.0)
    if name == "foot" and heading is not None:
        local = product(transposed(body.frames.turns[thigh + 1]), turn)
        body = body.turned(thigh, {foot: quaternion_of(local)})
    if name == "toes":
        body = _toes_flat(body, thigh, plane.normal)
    return body


def _toes_flat(body: _Body, thigh: int, normal: Vector) -> _Body:
    """The toes lie on the ground behind the raised heel."""
    foot = thigh + 2
    sole = turned(transposed(body.frames.turns[foot]), normal)
    extension = max(0.0, min(70.0, degrees(atan2(-sole[2], sole[1]))))
    return body.turned(thigh, {foot + 1: about_x(-extension)})


def _knee_to(body: _Body, side: str, plane: Plane) -> _Body:
    """The knee on its place and the shin along the ground; a leg on its side keeps its bend."""
    frames = body.frames
    thigh = INDEX[f"{side}_thigh"]
    hip, knee = frames.places[thigh], frames.places[thigh + 1]
    away = sub(plane.point, touch_point(frames, f"{side}_knee", plane.normal))
    down = unit(sub(add(knee, away), hip))
    turn = frame(down, turned(frames.turns[thigh], FORWARD))
    local = product(transposed(frames.turns[0]), turn)
    if abs(dot(turned(turn, (1.0, 0.0, 0.0)), plane.normal)) > _ON_ITS_SIDE:
        return body.turned(thigh, {thigh: quaternion_of(local)})
    # Solve for the knee angle at which the ankle lies at the height of a resting shin.
    along = dot(turned(turn, (0.0, -1.0, 0.0)), plane.normal)
    back = dot(turned(turn, (0.0, 0.0, -1.0)), plane.normal)
    knee_height = dot(sub(add(hip, scaled(down, THIGH_M)), plane.point), plane.normal)
    wanted = (_SHIN_HEIGHT_M - knee_height) / SHANK_M
    size = sqrt(along * along + back * back) or 1.0
    swing = degrees(atan2(back, along))
    flexion = (swing - degrees(_acos(wanted / size))) % 360
    flexion = 0.0 if flexion > 270 else min(160.0, flexion)
    return body.turned(thigh, {thigh: quaternion_of(local), thigh + 1: about_x(flexion)})


def _forearm_to(body: _Body, side: str, plane: Plane, heading: Vector) -> _Body:
    """The elbow on its place and the forearm along the ground."""
    frames = body.frames
    upper = INDEX[f"{side}_upper_arm"]
    shoulder = frames.places[upper]
    target = add(plane.point, scaled(plane.normal, _FOREARM_RADIUS_M))
    down = unit(sub(target, shoulder))
    # The forearm tapers, so that its wrist lies lower than its elbow.
    heading = sub(heading, scaled(plane.normal, (_FOREARM_RADIUS_M - _WRIST_RADIUS_M) / FOREARM_M))
    heading = unit(heading)
    flexion = angle_deg(down, heading)
    turn = frame(down, heading)
    parent = frames.turns[INDEX["thorax"]]
    local = product(transposed(parent), turn)
    forearm = product(turn, matrix_of(about_x(-flexion)))
    return body.turned(
        upper,
        {
            upper: quaternion_of(local),
            upper + 1: about_x(-flexion),
            upper + 2: _flat_hand(forearm, side, plane.normal),
            upper + 3: STILL,
        },
    )


def _flat_hand(forearm: Matrix, side: str, normal: Vector) -> Quaternion:
    """The hand of a forearm that lies: pronated as far as is easy, its fingers along the ground."""
    inward = 1.0 if side == "right" else -1.0
    palm_down = turned_back(forearm, scaled(normal, -1.0))
    spin = degrees(atan2(-palm_down[2], palm_down[0] * inward))
    spin = inward * max(-_MOST_TURN_DEG, min(_MOST_TURN_DEG, spin))
    spun_palm = turned(product(forearm, matrix_of(about_y(spin))), (inward, 0.0, 0.0))
    up = scaled(unit(across(turned(forearm, (0.0, -1.0, 0.0)), normal)), -1.0)
    x = scaled(unit(across(spun_palm, up)), inward)
    z = cross(x, up)
    hand = (x[0], up[0], z[0], x[1], up[1], z[1], x[2], up[2], z[2])
    return quaternion_of(product(transposed(forearm), hand))


def _limb_turned(
    body: _Body,
    upper: int,
    joints: tuple[Vector, Vector, Vector],
    front: Vector,
    *,
    bends: float,
) -> _Body:
    """Upper and lower segment along three joints; `bends` is 1 for an elbow and -1 for a knee.

    `front` is where the upper segment faces while the limb is as good as straight.
    """
    first, middle, last = joints
    down, lower = unit(sub(middle, first)), unit(sub(last, middle))
    bend = across(lower, down)
    flexion = angle_deg(down, lower)
    if length(bend) > 0.06:
        front = scaled(bend, bends)
    else:
        down, flexion = unit(sub(last, first)), 0.0
    turn = frame(down, front)
    parent = INDEX["thorax"] if bends > 0 else INDEX["pelvis"]
    local = product(transposed(body.frames.turns[parent]), turn)
    return body.turned(upper, {upper: quaternion_of(local), upper + 1: about_x(-bends * flexion)})


def _knuckle_of_two(
    first: Vector, last: Vector, hint: Vector, upper_m: float, lower_m: float
) -> Vector:
    """The middle joint of two bones between two points, on the side of `hint`."""
    reach = sub(last, first)
    distance = max(abs(upper_m - lower_m) + 1e-4, min(upper_m + lower_m - 1e-4, length(reach)))
    axis = unit(reach)
    along = (upper_m * upper_m - lower_m * lower_m + distance * distance) / (2 * distance)
    aside = sqrt(max(0.0, upper_m * upper_m - along * along))
    pole = unit(across(sub(hint, first), axis), unit(across(FORWARD, axis)))
    return add(first, add(scaled(axis, along), scaled(pole, aside)))


def _sum(vectors: Sequence[Vector]) -> Vector:
    total: Vector = (0.0, 0.0, 0.0)
    for vector in vectors:
        total = add(total, vector)
    return total


def _acos(value: float) -> float:
    value = max(-1.0, min(1.0, value))
    return atan2(sqrt(1 - value * value), value)
