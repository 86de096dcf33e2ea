"""The things around the body: boxes, rods, balls and bands, and the planes that bodies rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from posture_app.body.contacts import LANDMARKS, PLACES, Plane
from posture_app.body.geometry import (
    FORWARD,
    ORIGIN,
    Vector,
    about_y,
    add,
    matrix_of,
    mirrored_point,
    scaled,
    sub,
    turned,
    unit,
)
from posture_app.body.positions import (
    DESK_M,
    FOAM_ROLLER_M,
    PILLOW_M,
    PILLOW_ON_SIDE_M,
    SEAT_M,
    STEP_M,
    TOWEL_M,
    position,
)
from posture_app.body.skeleton import INDEX, Frames
from posture_app.dataclass import dataclass
from posture_app.library.motion import Motion, Prop
from posture_app.library.schema import Equipment

BALL_RADIUS_M: Final = 0.035
_PRESSED_M: Final = 0.008
"""How far a ball is pressed into the flesh that leans on it."""
_WALL_BEHIND: Final[Vector] = (0.0, 0.0, -0.20)
_WALL_AHEAD: Final[Vector] = (0.0, 0.0, 0.60)


@dataclass(frozen=True, slots=True)
class Box:
    """A block: its centre, half its size along its own axes, and its turn about the vertical."""

    centre: Vector
    half: Vector
    turn_deg: float = 0.0

    def corners(self) -> tuple[Vector, ...]:
        """The eight corners, x fastest, then y, then z."""
        turn = matrix_of(about_y(self.turn_deg))
        a, b, c = self.half
        return tuple(
            add(self.centre, turned(turn, (x * a, y * b, z * c)))
            for z in (-1, 1)
            for y in (-1, 1)
            for x in (-1, 1)
        )


@dataclass(frozen=True, slots=True)
class Rod:
    """A round bar, or a ball where both ends are one: roller, dumb-bell, ball, rolled towel.

    `held_by` are the hands whose fingers close around it.
    """

    first: Vector
    last: Vector
    radius: float
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A piece of a stretched band along some points, and the hands and feet at its ends."""

    points: tuple[Vector, ...]
    ends: tuple[str, ...] = ()


Shape = Box | Rod | Band
_CARRIED: Final = {"weight", "ball", "foam_roller", "towel"}
"""What lies where a part of the body is."""
_HANDS: Final = {"right_hand", "left_hand"}
_FEET: Final = {"right_foot", "left_foot"}
_STOPS: Final = _HANDS | _FEET | LANDMARKS.keys() | {"anchor"}
"""What a band can run through."""
_IN_FIST_M: Final = (0.030, 0.095)
"""Where the fingers of a fist close around a bar: out of the palm, and down from the wrist."""
_IN_PALM_M: Final = (0.046, 0.085)
"""The middle of a ball that lies in a palm."""
_TAIL_M: Final = 0.065
_SOLE_M: Final = 0.060
_INSTEP_M: Final = 0.060
_HALF_SOLE_M: Final = 0.062


@dataclass(frozen=True, slots=True)
class PlacedProp:
    """One prop where it is now."""

    kind: Equipment
    shapes: tuple[Shape, ...]


def props_of(motion: Motion) -> tuple[Prop, ...]:
    """The motion's props, with those that belong to its start position."""
    named = {prop.kind for prop in motion.props}
    own = tuple(Prop(kind=kind) for kind in position(motion.start).props if kind not in named)
    return own + motion.props


def rest_where_they_are(motion: Motion) -> bool:
    """Whether none of the motion's props goes along with the body."""
    return not any(prop.kind == "band" or prop.kind in _CARRIED for prop in props_of(motion))


def follow_the_way(motion: Motion) -> bool:
    """Whether a prop is as large as the motion's whole way needs it, not its start alone."""
    return any(prop.kind == "wall" for prop in props_of(motion))


def planes_of(motion: Motion) -> dict[str, Plane]:
    """The planes and the places of its chair that the motion's contacts may name."""
    up: Vector = (0.0, 1.0, 0.0)
    placed = {prop.kind: prop for prop in props_of(motion)}
    heights = {
        "floor": 0.0,
        "seat": SEAT_M,
        "desk": DESK_M,
        "pillow": _pillow_m(motion),
        "towel": TOWEL_M,
        "foam_roller": FOAM_ROLLER_M,
        "step": STEP_M,
    }
    planes = {name: Plane((0.0, height, 0.0), up) for name, height in heights.items()}
    wall = placed.get("wall", Prop(kind="wall"))
    ahead = motion.start == "standing_facing_wall"
    point = wall.at_m or (_WALL_AHEAD if ahead else _WALL_BEHIND)
    turn = matrix_of(about_y(wall.turn_deg + (180.0 if ahead else 0.0)))
    planes["wall"] = Plane(point, turned(turn, (0.0, 0.0, 1.0)))
    frame = placed.get("doorway", Prop(kind="doorway"))
    planes["doorway"] = Plane(frame.at_m or (0.0, 0.0, 0.12), (0.0, 0.0, -1.0))
    chair = placed.get("chair", Prop(kind="chair"))
    turn = matrix_of(about_y(chair.turn_deg))
    back = add(chair.at_m or ORIGIN, turned(turn, _BACKREST.point))
    planes["backrest"] = Plane(back, turned(turn, _BACKREST.normal))
    for name, place in PLACES.items():
        point = add(chair.at_m or ORIGIN, turned(turn, place.point))
        planes[name] = Plane(point, turned(turn, place.normal))
    return planes


def props_at(
    motion: Motion, frames: Frames, way: Sequence[Frames], *, mirrored: bool = False
) -> tuple[PlacedProp, ...]:
    """Every prop where it is while the body is in these frames; mirrored for the left side.

    Args:
        motion: What is shown.
        frames: Where the body is.
        way: Where it goes, from the start to what is held. A mat and a pillow lie where it is at
            the start, whatever it does on them; of a wall there is as much as it needs.
        mirrored: Whether the left side is exercised.
    """
    planes = planes_of(motion)
    return tuple(
        PlacedProp(prop.kind, _shapes(prop, motion, planes, frames, way))
        for prop in (_mirrored(one) if mirrored else one for one in props_of(motion))
    )


def other_side(name: str) -> str:
    """The name of a part or landmark on the other side; a middle one is its own."""
    if "right" in name:
        return name.replace("right", "left")
    return name.replace("left", "right")


def _mirrored(prop: Prop) -> Prop:
    at_m = mirrored_point(prop.at_m) if prop.at_m else None
    return replace(
        prop,
        at=other_side(prop.at) if prop.at else None,
        at_m=at_m,
        turn_deg=-prop.turn_deg,
        through=tuple(other_side(name) for name in prop.through),
    )


def _shapes(
    prop: Prop,
    motion: Motion,
    planes: Mapping[str, Plane],
    frames: Frames,
    way: Sequence[Frames],
) -> tuple[Shape, ...]:
    if prop.kind == "band":
        return _pieces(prop, frames)
    if prop.kind in _CARRIED:
        return _held(prop, frames)
    if prop.kind == "wall":
        plane = planes["wall"]
        x, _, z = plane.point
        turn = prop.turn_deg + (180.0 if motion.start == "standing_facing_wall" else 0.0)
        nx, _, nz = plane.normal
        anchor = _anchor(motion)
        if anchor is not None:
            return _door((x, z), (nx, nz), turn, anchor)
        return (_piece_of_wall((x, z), (nx, nz), turn, way),)
    if prop.kind == "doorway":
        # Where the plane is, but on the side that is exercised.
        return _doorway(prop.at_m or planes["doorway"].point)
    start = way[0]
    at = prop.at_m or _usual_place(prop.kind, start)
    if prop.kind == "mat":
        return (_mat(at, prop.turn_deg, start),)
    if prop.kind == "pillow":
        half_m = 0.5 * _pillow_m(motion)
        across, along = 0.20, 0.16
        if motion.start == "side_lying":
            across, along = along, across
        return (Box(add(at, (0.0, half_m, 0.0)), (across, half_m, along), prop.turn_deg),)
    return tuple(
        Box(
            add(at, turned(matrix_of(about_y(prop.turn_deg)), centre)),
            half,
            prop.turn_deg,
        )
        for centre, half in _blocks(prop)
    )


def _blocks(prop: Prop) -> tuple[tuple[Vector, Vector], ...]:
    """The centres of the blocks a thing is made of, and half their sizes."""
    blocks = _BLOCKS[prop.kind]
    if prop.back_top_m is None or prop.kind != "chair":
        return blocks
    *lower, right, left, rail = blocks
    up = prop.back_top_m - BACKREST_TOP_M
    posts = (
        (add(centre, (0.0, 0.5 * up, 0.0)), add(half, (0.0, 0.5 * up, 0.0)))
        for centre, half in (right, left)
    )
    return (*lower, *posts, (add(rail[0], (0.0, up, 0.0)), rail[1]))


_BACKREST: Final = Plane((0.0, SEAT_M + 0.33, -0.144), FORWARD)
BACKREST_TOP_M: Final = SEAT_M + 0.415
BACKREST_FOOT_M: Final = SEAT_M + 0.245
_POST_M: Final = 0.46
_ANCHOR: Final[Vector] = (0.0, 1.1, 1.2)
_HEAD_ON_PILLOW_M: Final = 0.068
"""The height of the head that lies on a pillow's middle, so that its edge ends at the shoulder."""
_HALF_MAT_M: Final = 0.95
_BESIDE_M: Final = 0.07
"""How far a mat goes on beyond the body's ends."""
_AT_A_WALL: Final = {
    "head": 0.33,
    "right_hand": 0.26,
    "left_hand": 0.26,
    "right_foot": 0.2,
    "left_foot": 0.2,
}
"""Joints at the ends of the body, and how far a wall goes on above them."""
_BESIDE_WALL_M: Final = 0.26
_HALF_WALL_M: Final = 0.36
_HALF_DOOR_M: Final = 0.935
"""Doors are as low as they can be, so that whoever stands in one is not a small part of it."""
_ENDS: Final[tuple[tuple[str, Vector], ...]] = (
    ("head", (0.0, 0.19, 0.0)),
    ("pelvis", (0.0, 0.0, -0.19)),
    *((f"{side}_hand", (0.0, -0.19, 0.0)) for side in ("right", "left")),
    *(
        (f"{side}_foot", (0.0, -0.04, along))
        for side in ("right", "left")
        for along in (-0.06, 0.19)
    ),
)
"""Where a body may end: crown, buttocks, fingers, heels and toes."""
_LEG: Final[Vector] = (0.018, 0.5 * (SEAT_M - 0.05), 0.018)
_BLOCKS: Final[dict[Equipment, tuple[tuple[Vector, Vector], ...]]] = {
    "chair": (
        *(((x, 0.5 * (SEAT_M - 0.05), z), _LEG) for x in (-0.20, 0.20) for z in (-0.145, 0.21)),
        ((0.0, SEAT_M - 0.025, 0.035), (0.225, 0.025, 0.200)),
        ((-0.20, SEAT_M + 0.20, -0.160), (0.018, 0.20, 0.016)),
        ((0.20, SEAT_M + 0.20, -0.160), (0.018, 0.20, 0.016)),
        ((0.0, SEAT_M + 0.33, -0.160), (0.215, 0.085, 0.016)),
    ),
    "desk": (
        ((0.0, DESK_M - 0.015, 0.30), (0.60, 0.015, 0.30)),
        ((-0.56, 0.5 * (DESK_M - 0.03), 0.30), (0.02, 0.5 * (DESK_M - 0.03), 0.25)),
        ((0.56, 0.5 * (DESK_M - 0.03), 0.30), (0.02, 0.5 * (DESK_M - 0.03), 0.25)),
    ),
    "step": (((0.0, 0.5 * STEP_M, 0.20), (0.35, 0.5 * STEP_M, 0.18)),),
}


def _pillow_m(motion: Motion) -> float:
    return PILLOW_ON_SIDE_M if motion.start == "side_lying" else PILLOW_M


def _usual_place(kind: Equipment, start: Frames) -> Vector:
    if kind == "desk":
        return (0.0, 0.0, 0.38)
    if kind == "pillow":
        x, _, z = start.point(INDEX["head"], (0.0, _HEAD_ON_PILLOW_M, 0.0))
        return (x, 0.0, z)
    return (0.0, 0.0, 0.0)


def _mat(at: Vector, turn_deg: float, start: Frames) -> Box:
    """A mat where the body lies or kneels, as long as it needs: on a longer one it looks lost."""
    x, _, z = turned(matrix_of(about_y(turn_deg)), FORWARD)
    ends = [start.point(INDEX[name], point) for name, point in _ENDS]
    along = [x * (end[0] - at[0]) + z * (end[2] - at[2]) for end in ends]
    first, last = min(along), max(along)
    half_m = min(_HALF_MAT_M, (last - first) / 2 + _BESIDE_M)
    middle = add(at, scaled((x, 0.0, z), (first + last) / 2))
    return Box(add(middle, (0.0, -0.006, 0.0)), (0.32, 0.006, half_m), turn_deg)


def _anchor(motion: Motion) -> Vector | None:
    """Where a band is made fast."""
    for prop in motion.props:
        if prop.kind == "band" and "anchor" in prop.through:
            return prop.at_m or _ANCHOR
    return None


def _door(
    point: tuple[float, float], normal: tuple[float, float], turn_deg: float, anchor: Vector
) -> tuple[Shape, ...]:
    """A closed door with its anchor, which holds a band better than a wall would."""
    (x, z), (nx, nz) = point, normal
    half = _HALF_DOOR_M
    leaf = Box((x - 0.02 * nx, half, z - 0.02 * nz), (0.42, half, 0.02), turn_deg)
    handle = (x + 0.34 * nz + 0.03 * nx, 1.0, z - 0.34 * nx + 0.03 * nz)
    grip = add(handle, (-0.11 * nz, 0.0, 0.11 * nx))
    # Without its frame a door looks as if it stood in the room, and would swing open when pulled.
    posts = (
        Box(
            (x + side * nz - 0.02 * nx, half, z - side * nx - 0.02 * nz),
            (0.04, half, 0.03),
            turn_deg,
        )
        for side in (-_POST_M, _POST_M)
    )
    above = 2 * half + 0.03
    lintel = Box((x - 0.02 * nx, above, z - 0.02 * nz), (_POST_M + 0.04, 0.03, 0.03), turn_deg)
    return leaf, *posts, lintel, Rod(handle, grip, 0.012), Rod(anchor, anchor, 0.022)


def _piece_of_wall(
    point: tuple[float, float],
    normal: tuple[float, float],
    turn_deg: float,
    way: Sequence[Frames],
) -> Box:
    """A wall a little larger than the body before it: beside a whole one people look small."""
    (x, z), (nx, nz) = point, normal
    places = [(one.places[INDEX[name]], up) for one in way for name, up in _AT_A_WALL.items()]
    across = [(px - x) * nz - (pz - z) * nx for (px, _, pz), _ in places]
    half = max(_HALF_WALL_M, (max(across) - min(across)) / 2 + _BESIDE_WALL_M)
    off = (max(across) + min(across)) / 2
    high = max(y + up for (_, y, _), up in places) / 2
    centre = (x + off * nz - 0.02 * nx, high, z - off * nx - 0.02 * nz)
    return Box(centre, (half, high, 0.02), turn_deg)


def _doorway(point: Vector) -> tuple[Shape, ...]:
    x, _, z = point
    half = _HALF_DOOR_M
    posts = tuple(Box((x + side * 0.50, half, z + 0.06), (0.05, half, 0.06)) for side in (-1, 1))
    # Without some wall beside them, posts look like a frame that stands in a room.
    walls = (
        Box((x + side * 0.65, half + 0.035, z + 0.06), (0.10, half + 0.035, 0.05))
        for side in (-1, 1)
    )
    return (*walls, *posts, Box((x, 2 * half + 0.035, z + 0.06), (0.55, 0.035, 0.06)))


_BARS: Final[dict[Equipment, tuple[float, float]]] = {
    "weight": (0.095, 0.0145),
    "foam_roller": (0.30, 0.5 * FOAM_ROLLER_M),
    "towel": (0.13, 0.5 * TOWEL_M),
}
"""Half the length and the radius of what is long and round; a towel is folded as high as rolled."""


def _held(prop: Prop, frames: Frames) -> tuple[Shape, ...]:
    place = prop.at_m or (0.0, 0.0, 0.0)
    across: Vector = turned(matrix_of(about_y(prop.turn_deg)), (1.0, 0.0, 0.0))
    if prop.at is not None:
        place, across = _carrier(prop.at, prop.kind, frames)
    held_by = (prop.at,) if prop.at in _HANDS else ()
    if prop.kind == "ball":
        return (Rod(place, place, BALL_RADIUS_M, held_by),)
    half, radius = _BARS[prop.kind]
    first, last = add(place, scaled(across, half)), sub(place, scaled(across, half))
    bar: tuple[Shape, ...] = (Rod(first, last, radius, held_by),)
    if prop.kind == "weight":
        bar += tuple(
            Rod(end, add(end, scaled(sub(end, place), 0.5)), 0.038, held_by)
            for end in (first, last)
        )
    return bar


def _carrier(name: str, kind: Equipment, frames: Frames) -> tuple[Vector, Vector]:
    """Where a thing is that a part or landmark carries, and the way its length lies."""
    if name in _HANDS:
        hand = INDEX[name]
        inward, down = _IN_PALM_M if kind == "ball" else _IN_FIST_M
        if name == "left_hand":
            inward = -inward
        turn = frames.turns[hand]
        return frames.point(hand, (inward, -down, 0.0)), turned(turn, (0.0, 0.0, 1.0))
    mark = LANDMARKS[name]
    away = BALL_RADIUS_M - _PRESSED_M if kind == "ball" else _BARS[kind][1]
    outward = turned(frames.turns[mark.segment], unit(mark.outward))
    side = turned(frames.turns[mark.segment], (1.0, 0.0, 0.0))
    return add(frames.point(mark.segment, mark.point), scaled(outward, away)), side


def _pieces(prop: Prop, frames: Frames) -> tuple[Band, ...]:
    """A band from one part to the next, each piece held by the hands at its ends.

    What runs below feet that stand on it comes out at the outer sides of their soles.
    """
    stops = [(name, _stop(name, prop, frames)) for name in prop.through if name in _STOPS]
    found = []
    for (one, first), (other, last) in pairwise(stops):
        points = [
            _beside_sole(near, frames) if near in _FEET and far in _HANDS else stop
            for near, far, stop in ((one, other, first), (other, one, last))
        ]
        ends = tuple(end for end in (one, other) if end in _HANDS | _FEET)
        if one in _HANDS:
            points.insert(0, _tail(one, frames))
        if other in _HANDS:
            points.append(_tail(other, frames))
        found.append(Band(tuple(points), ends))
    return tuple(found)


def _stop(name: str, prop: Prop, frames: Frames) -> Vector:
    """Where a band passes a part, a landmark, or what it is made fast to."""
    if name == "anchor":
        return prop.at_m or _ANCHOR
    if name in _HANDS:
        return _carrier(name, "band", frames)[0]
    if name in _FEET:
        return frames.point(INDEX[name], (0.0, -_SOLE_M, _INSTEP_M))
    mark = LANDMARKS[name]
    return frames.point(mark.segment, mark.point)


def _beside_sole(name: str, frames: Frames) -> Vector:
    outward = -_HALF_SOLE_M if name == "right_foot" else _HALF_SOLE_M
    return frames.point(INDEX[name], (outward, -_SOLE_M, _INSTEP_M))


def _tail(name: str, frames: Frames) -> Vector:
    """The end of a band, which looks out of the fist at the thumb."""
    place, along = _carrier(name, "band", frames)
    return add(place, scaled(along, _TAIL_M))
