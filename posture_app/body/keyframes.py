"""Edits of a motion's keyframes: each takes a motion and returns another one.

Angles are the flat mapping of `angles.py`, with every limb's side: `right_knee.flexion`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Final, NamedTuple

from posture_app.body.angles import BOTH, angles_of, with_thighs_still
from posture_app.body.contacts import PLURALS, Contact, effective, limb_of, surface_for
from posture_app.body.motion import keyframes_in_order
from posture_app.body.positions import position, position_angles
from posture_app.body.props import other_side, props_of
from posture_app.library.motion import (
    Abdomen,
    AnkleAngles,
    Flexion,
    ForearmAngles,
    Hand,
    HeadAngles,
    HipAngles,
    Keyframe,
    KeyPhase,
    Motion,
    NeckAngles,
    PelvisAngles,
    Pose,
    Prop,
    ScapulaTravel,
    ShoulderAngles,
    SpineAngles,
    StartPosition,
    Toes,
    WristAngles,
)
from posture_app.library.schema import Equipment

_JOINTS: Final = {
    "pelvis": PelvisAngles,
    "lumbar": SpineAngles,
    "thorax": SpineAngles,
    "neck": NeckAngles,
    "head": HeadAngles,
    "abdomen": Abdomen,
    "scapula": ScapulaTravel,
    "shoulder": ShoulderAngles,
    "elbow": Flexion,
    "forearm": ForearmAngles,
    "wrist": WristAngles,
    "hand": Hand,
    "hip": HipAngles,
    "knee": Flexion,
    "ankle": AnkleAngles,
    "toes": Toes,
}
_PLURALS: Final = {one: both for both, one in BOTH.items()}
ANGLES: Final[tuple[str, ...]] = tuple(
    f"{joint}.{angle.name}" for joint, kind in _JOINTS.items() for angle in fields(kind)
)
"""Every angle that a pose can state, without a side."""
_TURNS_OVER: Final = ("rotation", "lateral_flexion", "obliquity")
"""What a mirror turns into its opposite in joints that have no side."""
_SIDED_STARTS: Final[frozenset[StartPosition]] = frozenset({"side_lying", "half_kneeling"})
MOST_KEYFRAMES: Final = 24
"""So many a library file takes."""


class Key(NamedTuple):
    """What tells a keyframe from the others of its motion: `at` is None for a start and a hold."""

    phase: KeyPhase
    at: float | None = None


START: Final = Key("start")
HOLD: Final = Key("hold")


def has_sides(name: str) -> bool:
    """Whether an angle such as `shoulder.flexion` is one of two limbs."""
    return name.partition(".")[0] in _PLURALS


def other_angle(name: str) -> str:
    """The same angle of the other limb; that of a joint without a side is its own."""
    return other_side(name)


def is_symmetric(start: StartPosition) -> bool:
    """Whether left and right lie alike in a start position, so that a pose can be mirrored."""
    return start not in _SIDED_STARTS


def keys_of(motion: Motion) -> tuple[Key, ...]:
    """The keyframes in the order in which they are passed.

    A start is always there, and a hold unless the motion goes round.
    """
    found: list[Key] = []
    for _, keyframe in keyframes_in_order(motion):
        if keyframe is None:
            found.append(HOLD if found else START)
        else:
            found.append(Key(keyframe.phase, keyframe.at))
    return tuple(dict.fromkeys(found))


def keyframe_at(motion: Motion, key: Key) -> Keyframe:
    """A keyframe; one that the motion leaves unsaid is the start position."""
    place = _place(motion, key)
    return Keyframe(phase=key.phase, at=key.at) if place is None else motion.keyframes[place]


def stated_at(motion: Motion, key: Key) -> dict[str, float]:
    """The angles that a keyframe states."""
    return angles_of(keyframe_at(motion, key).pose)


def angles_at(motion: Motion, stated: Mapping[str, float]) -> dict[str, float]:
    """All angles of a pose that states some, before contacts are solved; 0 where nobody says."""
    said = {**position_angles(motion.start), **stated}
    found = with_thighs_still(said, stated)
    return {name: found.get(name, 0.0) for name in all_names()}


def all_names() -> tuple[str, ...]:
    """Every angle with its side."""
    return _ALL


def with_keyframe(motion: Motion, keyframe: Keyframe) -> Motion:
    """The motion with this keyframe in the place of the one of its phase and time, or added."""
    place = _place(motion, Key(keyframe.phase, keyframe.at))
    frames = list(motion.keyframes)
    if place is None:
        frames.append(keyframe)
        frames.sort(key=_order)
    else:
        frames[place] = keyframe
    return replace(motion, keyframes=tuple(frames))


def with_stated(motion: Motion, key: Key, stated: Mapping[str, float]) -> Motion:
    """The motion with other angles in a keyframe."""
    return with_keyframe(motion, replace(keyframe_at(motion, key), pose=pose_of(stated)))


def pose_of(stated: Mapping[str, float]) -> Pose:
    """A pose that states these angles, those that both limbs share once."""
    told: dict[str, dict[str, float]] = {}
    for name, value in stated.items():
        joint, _, angle = name.partition(".")
        side, _, single = joint.partition("_")
        if side not in {"right", "left"}:
            told.setdefault(joint, {})[angle] = value
            continue
        if stated.get(other_angle(name)) == value:
            joint = _PLURALS[single]
        told.setdefault(joint, {})[angle] = value
    made = {
        joint: _JOINTS[BOTH.get(joint, joint).removeprefix("right_").removeprefix("left_")](**given)
        for joint, given in told.items()
    }
    return Pose(**made)


def copied(motion: Motion, source: Key, target: Key) -> Motion:
    """The motion with a keyframe's pose and contacts in another one."""
    given = keyframe_at(motion, source)
    into = keyframe_at(motion, target)
    return with_keyframe(motion, replace(into, pose=given.pose, contacts=given.contacts))


def with_between(motion: Motion, phase: KeyPhase, at: float) -> Motion:
    """The motion with one more keyframe on the way there (`move`) or back (`return`).

    It has the pose halfway between its neighbours, so that little changes.
    """
    key = Key(phase, at)
    keys = keys_of(motion)
    before = max((one for one in keys if _order_of(one) < _order_of(key)), key=_order_of)
    after = min(
        (one for one in keys if _order_of(one) > _order_of(key)), key=_order_of, default=START
    )
    one, other = stated_at(motion, before), stated_at(motion, after)
    whole, ended = angles_at(motion, one), angles_at(motion, other)
    pose = pose_of(
        {name: round((whole[name] + ended[name]) / 2, 2) for name in sorted({*one, *other})}
    )
    contacts = keyframe_at(motion, before).contacts
    return with_keyframe(motion, Keyframe(phase=phase, at=at, pose=pose, contacts=contacts))


def without(motion: Motion, key: Key) -> Motion:
    """The motion without a keyframe; the last one stays."""
    place = _place(motion, key)
    if place is None or len(motion.keyframes) == 1:
        return motion
    frames = motion.keyframes[:place] + motion.keyframes[place + 1 :]
    return replace(motion, keyframes=frames)


def with_time(motion: Motion, key: Key, at: float) -> Motion:
    """The motion with a keyframe on its way at another time; where one is already, nothing."""
    if Key(key.phase, at) in keys_of(motion) or key.at is None:
        return motion
    moved = replace(keyframe_at(motion, key), at=at)
    return with_keyframe(without(motion, key), moved)


def mirrored_key(motion: Motion, key: Key) -> Motion:
    """The motion with left and right changed over in a keyframe.

    A start position that has sides itself cannot be mirrored: the motion stays as it is.
    """
    if not is_symmetric(motion.start):
        return motion
    frame = keyframe_at(motion, key)
    stated = {
        other_angle(name): -value if _turns_over(name) else value
        for name, value in angles_of(frame.pose).items()
    }
    # What the motion says for all keyframes has sides as well, so that it is said here anew.
    own = resting_at(motion, key)
    others = {other_side(part): (other_side(surface), slides) for part, (surface, slides) in own}
    swapped = with_keyframe(motion, replace(frame, pose=pose_of(stated)))
    return _with_resting(swapped, key, others)


def one_side_as_other(motion: Motion, key: Key, side: str) -> Motion:
    """The motion with the limbs of the other side posed as those of `side`; the trunk stays."""
    stated = stated_at(motion, key)
    found = {name: value for name, value in stated.items() if not _is_of(name, _OTHER[side])}
    for name, value in stated.items():
        if _is_of(name, side):
            found[other_angle(name)] = value
    resting = dict(resting_at(motion, key))
    taken = {part: held for part, held in resting.items() if not part.startswith(_OTHER[side])}
    for part, (surface, slides) in resting.items():
        if part.startswith(side):
            taken[other_side(part)] = (other_side(surface), slides)
    return _with_resting(with_stated(motion, key, found), key, taken)


def resting_at(motion: Motion, key: Key) -> tuple[tuple[str, tuple[str, bool]], ...]:
    """What rests on what in a keyframe: part, and its surface and whether it may glide along it."""
    frame = keyframe_at(motion, key)
    held = effective(position(motion.start).contacts, motion.contacts, frame.contacts)
    return _parts(held)


def with_resting(
    motion: Motion, key: Key, part: str, surface: str | None, *, slides: bool = False
) -> Motion:
    """The motion with a part on another surface in a keyframe, or (None) in the air."""
    resting = dict(resting_at(motion, key))
    resting = {name: held for name, held in resting.items() if limb_of(name) != limb_of(part)}
    if surface is not None:
        resting[part] = (surface, slides)
    return _with_resting(motion, key, resting)


def with_start_position(motion: Motion, start: StartPosition) -> Motion:
    """The motion from another start position: trunk and arms as they were, legs as it has them.

    What rests on what comes from the new position.
    """
    frames = tuple(
        replace(
            frame,
            contacts=(),
            pose=pose_of(
                {
                    name: value
                    for name, value in angles_of(frame.pose).items()
                    if not name.partition(".")[0].endswith(_OF_LEGS)
                }
            ),
        )
        for frame in motion.keyframes
    )
    return replace(motion, start=start, contacts=(), keyframes=frames)


def with_prop(motion: Motion, kind: Equipment, *, there: bool) -> Motion:
    """The motion with a prop in its usual place, or without any of its kind.

    What the start position brings along stays.
    """
    if not there:
        return replace(motion, props=tuple(one for one in motion.props if one.kind != kind))
    if any(one.kind == kind for one in props_of(motion)):
        return motion
    if kind == "weight":
        made = tuple(Prop(kind=kind, at=f"{side}_hand") for side in ("right", "left"))
    elif kind == "band":
        made = (Prop(kind=kind, through=("right_hand", "left_hand")),)
    elif kind in {"ball", "foam_roller", "towel"}:
        made = (Prop(kind=kind, at="right_hand"),)
    else:
        made = (Prop(kind=kind),)
    return replace(motion, props=(*motion.props, *made))


_BOTH_PARTS: Final = {one: both for both, one in PLURALS.items()}
_OTHER: Final = {"right": "left", "left": "right"}
_OF_LEGS: Final = ("pelvis", "hip", "knee", "ankle", "toes")
_PHASES: Final[tuple[KeyPhase, ...]] = ("start", "move", "hold", "return")
_ALL: Final = tuple(
    sided
    for name in ANGLES
    for sided in ((f"right_{name}", f"left_{name}") if has_sides(name) else (name,))
)


def _place(motion: Motion, key: Key) -> int | None:
    """Where a keyframe stands in the motion; None where it is left unsaid."""
    for place, frame in enumerate(motion.keyframes):
        if frame.phase == key.phase and (key.at is None or frame.at == key.at):
            return place
    return None


def _order_of(key: Key) -> tuple[int, float]:
    return _PHASES.index(key.phase), key.at or 0.0


def _order(frame: Keyframe) -> tuple[int, float]:
    return _order_of(Key(frame.phase, frame.at))


def _is_of(name: str, side: str) -> bool:
    return name.startswith(f"{side}_")


def _turns_over(name: str) -> bool:
    joint, _, angle = name.partition(".")
    return joint in {"pelvis", "lumbar", "thorax", "neck"} and angle in _TURNS_OVER


def _parts(contacts: Iterable[Contact]) -> tuple[tuple[str, tuple[str, bool]], ...]:
    return tuple(
        (part, (surface_for(contact, part), contact.slides))
        for contact in contacts
        for part in contact.parts
    )


def _with_resting(motion: Motion, key: Key, wanted: Mapping[str, tuple[str, bool]]) -> Motion:
    """The motion with what rests on what in a keyframe, said as shortly as it goes."""
    frame = keyframe_at(motion, key)
    usual = dict(_parts(effective(position(motion.start).contacts, motion.contacts)))
    changed = {
        limb_of(part)
        for part in (*wanted, *usual)
        if _of_limb(wanted, limb_of(part)) != _of_limb(usual, limb_of(part))
    }
    said = _sentences({part: held for part, held in wanted.items() if limb_of(part) in changed})
    limbs = {limb_of(part) for part in wanted}
    said += [f"{part} free" for part in usual if limb_of(part) not in limbs]
    return with_keyframe(motion, replace(frame, contacts=tuple(said)))


def _of_limb(resting: Mapping[str, tuple[str, bool]], limb: str) -> dict[str, tuple[str, bool]]:
    return {part: held for part, held in resting.items() if limb_of(part) == limb}


def _sentences(resting: Mapping[str, tuple[str, bool]]) -> list[str]:
    """Contacts in words, both sides in one where they are alike: then both carry."""
    said = []
    for part, (surface, slides) in resting.items():
        side, _, single = part.partition("_")
        verb = "slides on" if slides else "on"
        other = resting.get(other_side(part))
        alike = side in _OTHER and other == (other_side(surface), slides)
        if not alike or single not in _BOTH_PARTS:
            said.append(f"{part} {verb} {surface}")
        else:
            said.append(f"{_BOTH_PARTS[single]} {verb} {surface.removeprefix(f'{side}_')}")
    return list(dict.fromkeys(said))
