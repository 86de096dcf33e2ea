"""What is asked of a motion: ranges of motion, contacts, sinking, balance, limbs in the body.

Every failure names its keyframe, the joint or part, and the number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from posture_app.body.contacts import (
    LANDMARKS,
    PLACES,
    PLANES,
    TRUNK_PARTS,
    Contact,
    ContactError,
    Plane,
    common,
    parse,
    surface_for,
)
from posture_app.body.geometry import (
    FORWARD,
    ORIGIN,
    Vector,
    add,
    convex_hull,
    dot,
    length,
    scaled,
    sub,
    turn_of,
)
from posture_app.body.measure import centre_of_mass, overlaps, solved_angles
from posture_app.body.motion import KeyStance, SolvedMotion, Way, solved_motion
from posture_app.body.muscles import names_meant
from posture_app.body.positions import SEAT_M
from posture_app.body.props import BACKREST_FOOT_M, BACKREST_TOP_M, props_of
from posture_app.body.ranges import SLACK_DEG, range_of
from posture_app.body.skeleton import INDEX, Frames, frames_of
from posture_app.body.solve import Pin, Room, plane_of
from posture_app.body.touch import CROSSED_ANKLE_M, PALM_DOWN_M, PALM_THICK_M, touch_point
from posture_app.body.volumes import ELLIPSOIDS, Ellipsoid, reach
from posture_app.errors import Message, sentence
from posture_app.library.motion import AHEAD, Motion
from posture_app.library.problems import Problem

IN_KEYFRAMES_M: Final = 0.01
BETWEEN_M: Final = 0.02
SINKING_M: Final = 0.01
SINKING_BETWEEN_M: Final = 0.015
THROUGH_M: Final = 0.04
"""How deep two limbs may press into each other: flesh gives way, bones do not."""
BALANCE_M: Final = 0.02

_SEAT_HALF_M: Final = 0.21
_PARTS: Final = {"right_hand", "left_hand", "right_foot", "left_foot"}
"""What is no landmark, but may be named."""
_SURFACES: Final[Mapping[str, Message]] = {
    "floor": sentence("the floor"),
    "seat": sentence("the seat"),
    "wall": sentence("the wall"),
    "backrest": sentence("the backrest"),
}


def _cm(metres: float) -> float:
    """Centimetres; whole where they are."""
    found = round(100 * metres, 1)
    return int(found) if found == int(found) else found


def _part(name: str) -> Message:
    """A part as a sentence names it; its words are listed in `words.anatomy.PARTS`."""
    side, _, rest = name.partition("_")
    if side == "right":
        return sentence("the right {part}", part=Message(rest.replace("_", " ")))
    if side == "left":
        return sentence("the left {part}", part=Message(rest.replace("_", " ")))
    return sentence("the {part}", part=Message(name.replace("_", " ")))


def motion_problems(motion: Motion, place: str = "motion") -> list[Problem]:
    """Everything that is wrong with a motion; `place` is its path in the file."""
    prefix = f"{place}." if place else ""
    problems = list(_structure(motion, prefix))
    if problems:
        return problems
    solved = solved_motion(motion)
    keys = [*solved.there.keys, *(solved.back.keys[1:-1] if _own_way_back(motion) else ())]
    for index, key in enumerate(keys):
        if index and key.place is None:
            continue  # a motion that ends in its start position
        where = _place(prefix, key)
        frames = frames_of(key.stance)
        if motion.beyond_range is None:
            problems += _ranges(key, where)
        problems += _contacts(frames, key.contacts, key.pins, solved.room, where, IN_KEYFRAMES_M)
        problems += _sinking(motion, frames, solved.room, where, SINKING_M)
        problems += _through(frames, where)
        if not motion.cycle_s and key.at in {0.0, 1.0}:
            # A body on its way, as in walking, may be falling forward.
            problems += _balance(key, frames, where)
    problems += _between(solved, solved.there, prefix)
    if _own_way_back(motion):
        problems += _between(solved, solved.back, prefix)
    return problems


def _own_way_back(motion: Motion) -> bool:
    return any(keyframe.phase == "return" for keyframe in motion.keyframes)


def _place(prefix: str, key: KeyStance) -> str:
    return f"{prefix}start" if key.place is None else f"{prefix}keyframes[{key.place}]"


def _structure(motion: Motion, prefix: str) -> Iterator[Problem]:
    """Names that mean nothing, and keyframes without their place in time."""
    for phase in ("start", "hold"):
        places = [i for i, key in enumerate(motion.keyframes) if key.phase == phase]
        for index in places[1:]:
            yield Problem(
                f"{prefix}keyframes[{index}]",
                sentence('is a second "{phase}"; expected one', phase=phase),
            )
    for index, keyframe in enumerate(motion.keyframes):
        where = f"{prefix}keyframes[{index}]"
        if keyframe.phase in {"move", "return"} and keyframe.at is None:
            yield Problem(
                f"{where}.at",
                sentence('is missing; a "{phase}" keyframe needs it', phase=keyframe.phase),
            )
        if keyframe.ghost and keyframe.phase == "hold":
            yield Problem(f"{where}.ghost", sentence('is not for "hold"; a still shows it anyway'))
        yield from _sentences(keyframe.contacts, f"{where}.contacts")
    yield from _sentences(motion.contacts, f"{prefix}contacts")
    yield from _names(motion, prefix)


def _names(motion: Motion, prefix: str) -> Iterator[Problem]:
    for field in ("works", "lengthens"):
        for index, name in enumerate(getattr(motion, field)):
            if not names_meant(name):
                yield Problem(
                    f"{prefix}{field}[{index}]",
                    sentence('"{name}" is no muscle that is drawn', name=name),
                )
    yield from _signs(motion, prefix)
    known = _PARTS | LANDMARKS.keys()
    for index, prop in enumerate(motion.props):
        where = f"{prefix}props[{index}]"
        for at, name in enumerate(prop.through):
            if name not in known | {"anchor"}:
                yield Problem(
                    f"{where}.through[{at}]", sentence('"{name}" is no part or landmark', name=name)
                )
        if prop.at is not None and prop.at not in known:
            yield Problem(f"{where}.at", sentence('"{name}" is no part or landmark', name=prop.at))


def _signs(motion: Motion, prefix: str) -> Iterator[Problem]:
    """What a still shows besides the body."""
    known = _PARTS | LANDMARKS.keys() | {"pelvis", AHEAD}
    for index, name in enumerate(motion.arrows):
        if name not in known:
            yield Problem(
                f"{prefix}arrows[{index}]", sentence('"{name}" is no part or landmark', name=name)
            )
    if motion.resisted and not motion.arrows:
        yield Problem(f"{prefix}resisted", sentence('needs the part that presses in "arrows"'))


def _sentences(contacts: Sequence[str], where: str) -> Iterator[Problem]:
    for index, text in enumerate(contacts):
        try:
            parse(text)
        except ContactError as error:
            yield Problem(
                f"{where}[{index}]", sentence('got "{text}"; {why}', text=text, why=error.why)
            )


def angles_reached(key: KeyStance) -> dict[str, float]:
    """The angles of a keyframe, those of limbs that rest on something as the contact bends them."""
    reaching = {
        f"{part.split('_')[0]}_{'arm' if part.endswith(('hand', 'forearm')) else 'leg'}"
        for contact in key.contacts
        for part in contact.parts
        if part not in TRUNK_PARTS
    }
    return dict(key.angles) | solved_angles(key.stance, sorted(reaching))


def _ranges(key: KeyStance, where: str) -> Iterator[Problem]:
    for name, value in angles_reached(key).items():
        limits = range_of(name)
        if limits is None:
            continue
        low, high = limits
        if not low - SLACK_DEG <= value <= high + SLACK_DEG:
            values = {"value": round(value), "low": round(low), "high": round(high)}
            if name.endswith("_cm"):
                what = sentence("comes to {value} cm; expected {low} to {high}", **values)
            else:
                what = sentence("comes to {value} degrees; expected {low} to {high}", **values)
            yield Problem(f"{where}.pose.{name}", what)


def _contacts(
    frames: Frames,
    contacts: Iterable[Contact],
    pins: Mapping[tuple[str, str], Pin],
    room: Room,
    where: str,
    limit_m: float,
) -> Iterator[Problem]:
    for contact in contacts:
        for part in contact.parts:
            surface = surface_for(contact, part)
            off = contact_gap(frames, part, surface, None if contact.slides else pins, room)
            if off > limit_m:
                yield Problem(
                    f"{where}.contacts",
                    sentence(
                        "{part} is {off} cm off {surface}; expected at most {most} cm",
                        part=part,
                        off=_cm(off),
                        surface=surface,
                        most=_cm(limit_m),
                    ),
                )


def contact_gap(
    frames: Frames,
    part: str,
    surface: str,
    pins: Mapping[tuple[str, str], Pin] | None,
    room: Room,
) -> float:
    """How far a part is off what it rests on, in metres; with `pins`, off its place there."""
    plane = plane_of(surface, room, frames)
    point = touch_point(frames, part, plane.normal)
    gap = abs(dot(sub(point, plane.point), plane.normal))
    if surface not in PLANES:
        if part.endswith("hand"):
            hand = INDEX[part]
            palm = frames.point(hand, (0.0, -PALM_DOWN_M, 0.0))
            return max(0.0, length(sub(palm, add(plane.point, scaled(plane.normal, PALM_THICK_M)))))
        ankle = frames.places[INDEX[part.replace("ankle", "foot")]]
        return abs(dot(sub(ankle, plane.point), plane.normal) - CROSSED_ANKLE_M)
    if pins is not None and (part, surface) in pins and part not in TRUNK_PARTS:
        away = sub(point, pins[part, surface].point)
        return max(gap, length(away))
    return gap


def _sinking(
    motion: Motion, frames: Frames, room: Room, where: str, limit_m: float
) -> Iterator[Problem]:
    for part, surface, depth in sunk(motion, frames, room, limit_m):
        yield Problem(
            where,
            sentence(
                "{part} sinks {depth} cm into {surface}; expected at most {most} cm",
                part=_part(part),
                depth=_cm(depth),
                surface=_SURFACES[surface],
                most=_cm(limit_m),
            ),
        )


def sunk(
    motion: Motion, frames: Frames, room: Room, limit_m: float
) -> Iterator[tuple[str, str, float]]:
    """What lies deeper than a limit in floor, seat, backrest or wall: part, surface and metres."""
    kinds = {prop.kind: prop for prop in props_of(motion)}
    chair = kinds.get("chair")
    wall = room.planes["wall"] if "wall" in kinds else None
    for ellipsoid in ELLIPSOIDS:
        low = -reach(frames, ellipsoid, (0.0, -1.0, 0.0))
        centre = frames.point(ellipsoid.segment, ellipsoid.centre)
        depths = [("floor", -low)]
        if chair is not None:
            away = sub(centre, chair.at_m or ORIGIN)
            if _over_seat(away):
                depths.append(("seat", SEAT_M - low))
            back = room.planes["backrest"]
            up = (chair.back_top_m or BACKREST_TOP_M) - BACKREST_TOP_M
            away = sub(away, (0.0, up, 0.0))
            if not chair.turn_deg and _before_backrest(away, dot(sub(centre, back.point), FORWARD)):
                depths.append(("backrest", _depth(frames, ellipsoid, back)))
        if wall is not None:
            depths.append(("wall", _depth(frames, ellipsoid, wall)))
        for surface, depth in depths:
            if depth > limit_m:
                yield ellipsoid.name, surface, depth


def _over_seat(away: Vector) -> bool:
    """Whether a point lies over the seat; `away` is from the chair's place on the floor."""
    x, y, z = away
    return abs(x) < _SEAT_HALF_M and -0.15 < z < 0.22 and y > SEAT_M - 0.03


def _before_backrest(away: Vector, ahead_m: float) -> bool:
    """Whether a point is close before a chair's backrest of the usual height."""
    x, y, _ = away
    return abs(x) < _SEAT_HALF_M and BACKREST_FOOT_M < y < BACKREST_TOP_M and 0 < ahead_m < 0.2


def _depth(frames: Frames, ellipsoid: Ellipsoid, plane: Plane) -> float:
    """How far an ellipsoid reaches behind a plane, in metres."""
    behind = reach(frames, ellipsoid, scaled(plane.normal, -1.0))
    return behind + dot(plane.point, plane.normal)


def _through(frames: Frames, where: str) -> Iterator[Problem]:
    for one, other, depth in overlaps(frames):
        if depth > THROUGH_M:
            yield Problem(
                where,
                sentence(
                    "{part} passes {depth} cm into {other}; expected at most {most} cm",
                    part=_part(one),
                    depth=_cm(depth),
                    other=_part(other),
                    most=_cm(THROUGH_M),
                ),
            )


def _balance(key: KeyStance, frames: Frames, where: str) -> Iterator[Problem]:
    """The centre of mass over the support, where feet, knees and hands on the floor are all."""
    held = any(
        part in TRUNK_PARTS
        or surface_for(contact, part) not in {"floor", *LANDMARKS}
        or surface_for(contact, part) in PLACES
        for contact in key.contacts
        for part in contact.parts
    )
    if held:
        return
    points = [
        point
        for contact in key.contacts
        for part in contact.parts
        if surface_for(contact, part) == "floor"
        for point in _support(frames, part)
    ]
    if not points:
        return
    x, _, z = centre_of_mass(frames)
    off = _outside(convex_hull(points), (x, z))
    if off > BALANCE_M:
        yield Problem(
            where,
            sentence(
                "the centre of mass lies {off} cm outside the support; expected at most {most} cm",
                off=_cm(off),
                most=_cm(BALANCE_M),
            ),
        )


def _support(frames: Frames, part: str) -> Iterator[tuple[float, float]]:
    side, _, name = part.partition("_")
    segment, spots = {
        "foot": ("foot", ((0.04, 0.0, -0.06), (-0.04, 0.0, -0.06), (0.05, 0.0, 0.17),
                          (-0.05, 0.0, 0.17))),
        "toes": ("foot", ((0.05, 0.0, 0.10), (-0.05, 0.0, 0.10), (0.0, 0.0, 0.17))),
        "heel": ("foot", ((0.03, 0.0, -0.05), (-0.03, 0.0, -0.05))),
        "ankle": ("foot", ((0.0, 0.03, -0.05), (0.0, -0.05, -0.05), (0.0, -0.05, 0.17))),
        "knee": ("shank", ((0.04, 0.0, 0.03), (-0.04, 0.0, 0.03), (0.0, -0.42, 0.0))),
        "hand": ("hand", ((0.0, -0.02, 0.0), (0.0, -0.17, 0.0))),
        "forearm": ("forearm", ((0.0, 0.0, 0.0), (0.0, -0.24, 0.0))),
    }.get(name, ("foot", ()))  # fmt: skip
    for spot in spots:
        x, _, z = frames.point(INDEX[f"{side}_{segment}"], spot)
        yield x, z


def _outside(hull: Sequence[tuple[float, float]], point: tuple[float, float]) -> float:
    """How far a point lies outside a counter-clockwise hull; 0 inside."""
    worst = 0.0
    for a, b in zip(hull, (*hull[1:], hull[0]), strict=True):
        side = hypot(b[0] - a[0], b[1] - a[1])
        if side > 1e-6:
            worst = max(worst, -turn_of(a, b, point) / side)
    return worst


def _between(solved: SolvedMotion, way: Way, prefix: str) -> Iterator[Problem]:
    """Contacts while moving, told once for each stretch between two keyframes."""
    last = len(way.stances) - 1
    for first, second in pairwise(way.keys):
        kept = common(first.contacts, second.contacts)
        pins = {**second.pins, **first.pins}
        worst: dict[str, Problem] = {}
        steps = [
            stance for step, stance in enumerate(way.stances) if first.at < step / last < second.at
        ]
        for stance in steps:
            frames = frames_of(stance)
            where = f"{_place(prefix, first)} to {_place('', second)}"
            for problem in (
                *_contacts(frames, kept, pins, solved.room, where, BETWEEN_M),
                *_sinking(solved.motion, frames, solved.room, where, SINKING_BETWEEN_M),
            ):
                worst.setdefault(str(problem.what.values["part"]), problem)
        yield from worst.values()
