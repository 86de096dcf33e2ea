"""Words of the pose editor: joints and their angles in clinical terms, keyframes, what rests."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from posture_app.body.contacts import Contact, surface_for
from posture_app.body.keyframes import Key, keys_of
from posture_app.body.posing import PosedKeyframe
from posture_app.body.ranges import limits_of
from posture_app.library.motion import AHEAD, KeyPhase, LookAt, Motion, StartPosition
from posture_app.library.problems import Problem
from posture_app.words.catalogue import N_, _, ngettext, said
from posture_app.words.formats import enumerated, number
from posture_app.words.library import POSITIONS

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "neck": (
        "neck.flexion",
        "neck.lateral_flexion",
        "neck.rotation",
        "neck.retraction_cm",
        "head.nod",
        "head.jaw_opening_cm",
    ),
    "scapula": ("scapula.elevation_cm", "scapula.protraction_cm"),
    "shoulder": (
        "shoulder.flexion",
        "shoulder.abduction",
        "shoulder.horizontal_abduction",
        "shoulder.rotation",
    ),
    "elbow": ("elbow.flexion", "forearm.supination"),
    "hand": ("wrist.flexion", "wrist.deviation", "hand.grip"),
    "upper_back": ("thorax.flexion", "thorax.lateral_flexion", "thorax.rotation"),
    "low_back": (
        "lumbar.flexion",
        "lumbar.lateral_flexion",
        "lumbar.rotation",
        "abdomen.expansion_cm",
    ),
    "pelvis": ("pelvis.tilt", "pelvis.obliquity", "pelvis.rotation"),
    "hip": ("hip.flexion", "hip.abduction", "hip.rotation"),
    "knee": ("knee.flexion",),
    "ankle": ("ankle.dorsiflexion", "ankle.inversion", "toes.extension"),
}
"""The joints as the editor lists them, from the head down, each with its angles without a side."""
_GROUP_NAMES: Final[Mapping[str, str]] = {
    "neck": N_("Neck and head"),
    "scapula": N_("Shoulder blade"),
    "shoulder": N_("Shoulder joint"),
    "elbow": N_("Elbow and forearm"),
    "hand": N_("Wrist and hand"),
    "upper_back": N_("Thoracic spine"),
    "low_back": N_("Lumbar spine and belly"),
    "pelvis": N_("Pelvis"),
    "hip": N_("Hip joint"),
    "knee": N_("Knee"),
    "ankle": N_("Ankle and toes"),
}
_ANGLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "neck.flexion": (N_("Flexion / extension"), N_("flexion"), N_("extension")),
    "neck.lateral_flexion": (
        N_("Lateral flexion, right / left"),
        N_("lateral flexion to the right"),
        N_("lateral flexion to the left"),
    ),
    "neck.rotation": (
        N_("Rotation, right / left"),
        N_("rotation to the right"),
        N_("rotation to the left"),
    ),
    "neck.retraction_cm": (N_("Retraction / protraction"), N_("retraction"), N_("protraction")),
    "head.nod": (
        N_("Nod: chin in / chin up"),
        N_("upper cervical flexion"),
        N_("upper cervical extension"),
    ),
    "head.jaw_opening_cm": (N_("Mouth opening"), N_("mouth open"), N_("mouth open")),
    "scapula.elevation_cm": (N_("Elevation / depression"), N_("elevation"), N_("depression")),
    "scapula.protraction_cm": (
        N_("Protraction / retraction"),
        N_("protraction"),
        N_("retraction"),
    ),
    "shoulder.flexion": (N_("Flexion / extension"), N_("flexion"), N_("extension")),
    "shoulder.abduction": (N_("Abduction / adduction"), N_("abduction"), N_("adduction")),
    "shoulder.horizontal_abduction": (
        N_("Horizontal abduction / adduction"),
        N_("horizontal abduction"),
        N_("horizontal adduction"),
    ),
    "shoulder.rotation": (
        N_("External / internal rotation"),
        N_("external rotation"),
        N_("internal rotation"),
    ),
    "elbow.flexion": (N_("Flexion"), N_("flexion"), N_("extension")),
    "forearm.supination": (N_("Supination / pronation"), N_("supination"), N_("pronation")),
    "wrist.flexion": (
        N_("Palmar flexion / dorsiflexion"),
        N_("palmar flexion"),
        N_("dorsiflexion"),
    ),
    "wrist.deviation": (
        N_("Radial / ulnar deviation"),
        N_("radial deviation"),
        N_("ulnar deviation"),
    ),
    "hand.grip": (N_("Closing of the hand"), N_("closed"), N_("closed")),
    "thorax.flexion": (N_("Flexion / extension"), N_("flexion"), N_("extension")),
    "thorax.lateral_flexion": (
        N_("Lateral flexion, right / left"),
        N_("lateral flexion to the right"),
        N_("lateral flexion to the left"),
    ),
    "thorax.rotation": (
        N_("Rotation, right / left"),
        N_("rotation to the right"),
        N_("rotation to the left"),
    ),
    "lumbar.flexion": (N_("Flexion / extension"), N_("flexion"), N_("extension")),
    "lumbar.lateral_flexion": (
        N_("Lateral flexion, right / left"),
        N_("lateral flexion to the right"),
        N_("lateral flexion to the left"),
    ),
    "lumbar.rotation": (
        N_("Rotation, right / left"),
        N_("rotation to the right"),
        N_("rotation to the left"),
    ),
    "abdomen.expansion_cm": (
        N_("Belly forward with the breath"),
        N_("belly forward"),
        N_("belly forward"),
    ),
    "pelvis.tilt": (
        N_("Anterior / posterior tilt"),
        N_("anterior tilt"),
        N_("posterior tilt"),
    ),
    "pelvis.obliquity": (
        N_("Drop of the right / left side"),
        N_("right side dropped"),
        N_("left side dropped"),
    ),
    "pelvis.rotation": (
        N_("Turn to the right / left"),
        N_("turned to the right"),
        N_("turned to the left"),
    ),
    "hip.flexion": (N_("Flexion / extension"), N_("flexion"), N_("extension")),
    "hip.abduction": (N_("Abduction / adduction"), N_("abduction"), N_("adduction")),
    "hip.rotation": (
        N_("External / internal rotation"),
        N_("external rotation"),
        N_("internal rotation"),
    ),
    "knee.flexion": (N_("Flexion"), N_("flexion"), N_("extension")),
    "ankle.dorsiflexion": (
        N_("Dorsiflexion / plantar flexion"),
        N_("dorsiflexion"),
        N_("plantar flexion"),
    ),
    "ankle.inversion": (N_("Inversion / eversion"), N_("inversion"), N_("eversion")),
    "toes.extension": (N_("Toes, extension / flexion"), N_("toe extension"), N_("toe flexion")),
}
_HANDLES: Final[Mapping[str, str]] = {
    "head": N_("Head"),
    "chin": N_("Chin"),
    "chest": N_("Upper trunk"),
    "pelvis": N_("Pelvis"),
    "right_shoulder": N_("Right shoulder"),
    "left_shoulder": N_("Left shoulder"),
    "right_elbow": N_("Right elbow"),
    "left_elbow": N_("Left elbow"),
    "right_hand": N_("Right hand"),
    "left_hand": N_("Left hand"),
    "right_fingers": N_("Right fingers"),
    "left_fingers": N_("Left fingers"),
    "right_knee": N_("Right knee"),
    "left_knee": N_("Left knee"),
    "right_foot": N_("Right foot"),
    "left_foot": N_("Left foot"),
    "right_toes": N_("Right toes"),
    "left_toes": N_("Left toes"),
}
_MORE_POSITIONS: Final[Mapping[str, str]] = {
    "standing_facing_wall": N_("Standing, facing a wall"),
    "prone_on_elbows": N_("On your front, on the elbows"),
}
_POSITIONS: Final[Mapping[str, str]] = {str(key): words for key, words in POSITIONS.items()}
_PARTS: Final[Mapping[str, str]] = {
    "hand": N_("Hand"),
    "forearm": N_("Forearm"),
    "foot": N_("Foot"),
    "toes": N_("Toes, heel raised"),
    "heel": N_("Heel"),
    "ankle": N_("Ankle"),
    "knee": N_("Knee"),
    "pelvis": N_("Pelvis"),
    "lower_back": N_("Low back"),
    "belly": N_("Belly"),
    "back": N_("The back"),
    "chest": N_("Chest"),
    "head": N_("Head"),
    "forehead": N_("Forehead"),
    "shoulder": N_("Shoulder"),
    "hip": N_("Hip"),
}
_SURFACES: Final[Mapping[str, str]] = {
    "floor": N_("floor"),
    "seat": N_("seat of the chair"),
    "backrest": N_("backrest"),
    "desk": N_("desk"),
    "wall": N_("wall"),
    "doorway": N_("door frame"),
    "pillow": N_("pillow"),
    "towel": N_("towel"),
    "foam_roller": N_("foam roller"),
    "step": N_("step"),
    "head_back": N_("back of the head"),
    "back_of_head": N_("back of the head"),
    "occiput": N_("lower back of the head"),
    "head_top": N_("top of the head"),
    "head_side": N_("side of the head"),
    "forehead": N_("forehead"),
    "chin": N_("chin"),
    "cheek": N_("cheek"),
    "jaw": N_("jaw"),
    "temple": N_("temple"),
    "chest": N_("chest"),
    "ribs": N_("ribs"),
    "collarbone": N_("collarbone"),
    "belly": N_("belly"),
    "lower_back": N_("low back"),
    "waist": N_("waist"),
    "hip": N_("hip"),
    "hip_crease": N_("hip crease"),
    "back_of_pelvis": N_("back of the pelvis"),
    "shoulder": N_("shoulder"),
    "shoulder_blade": N_("shoulder blade"),
    "upper_arm": N_("upper arm"),
    "elbow": N_("elbow"),
    "forearm": N_("forearm"),
    "palm": N_("palm of the hand"),
    "back_of_hand": N_("back of the hand"),
    "thigh": N_("thigh"),
    "thigh_back": N_("back of the thigh"),
    "thigh_outside": N_("outside of the thigh"),
    "knee": N_("knee"),
    "shin": N_("shin"),
    "ankle": N_("ankle"),
    "foot": N_("foot"),
    "seat_edge": N_("edge of the seat"),
    "seat_rear_edge": N_("rear edge of the seat"),
    "chair_back": N_("back of the chair"),
}
LOOKS: Final[Mapping[LookAt, str]] = {
    "whole_body": N_("The whole body"),
    "head_and_arms": N_("Head and arms"),
    "head_and_shoulders": N_("Head and shoulders"),
    "head_to_seat": N_("From the head to the seat"),
    "head": N_("The head"),
    "trunk": N_("Trunk and hips"),
    "pelvis": N_("From the ribs to the knees"),
}
"""What of the body a picture shows; `upper_body` and `lower_body` show all of it, too."""
ARROWS: Final[Mapping[str, str]] = {
    "head_top": N_("Head"),
    "forehead": N_("Forehead"),
    "chin": N_("Chin"),
    "chest": N_("Chest"),
    "pelvis": N_("Pelvis"),
    "right_shoulder": N_("Right shoulder"),
    "right_hand": N_("Right hand"),
    "left_hand": N_("Left hand"),
    "right_knee": N_("Right knee"),
    "right_foot": N_("Right foot"),
    "left_foot": N_("Left foot"),
    AHEAD: N_("Whole body, as in walking"),
}
"""Whose way a still can show by its arrow."""
_PHASES: Final[Mapping[KeyPhase, str]] = {"start": N_("Beginning"), "hold": N_("Held position")}


MOST_TOLD: Final = 5
"""Where one part sinks into the floor, ten others do as well."""


def group_of(name: str) -> str:
    """The joint of the editor's list that an angle belongs to."""
    bare = _bare(name)
    return next(group for group, names in GROUPS.items() if bare in names)


def group_name(group: str) -> str:
    """A joint of the editor's list."""
    return _(_GROUP_NAMES[group])


def angle_name(name: str) -> str:
    """An angle without its joint: `Flexion / extension`."""
    return _(_ANGLES[_bare(name)][0])


def angle_title(name: str) -> str:
    """An angle with its joint and side: `Shoulder joint, right: Abduction / adduction`."""
    joint, angle = group_name(group_of(name)), angle_name(name)
    if name.startswith("right_"):
        return _("{joint}, right: {angle}").format(joint=joint, angle=angle)
    if name.startswith("left_"):
        return _("{joint}, left: {angle}").format(joint=joint, angle=angle)
    return _("{joint}: {angle}").format(joint=joint, angle=angle)


def angle_value(name: str, value: float) -> str:
    """The size of an angle: `82°`, `-1.5 cm`, `30 %`."""
    if name.endswith("_cm"):
        return _("{centimetres} cm").format(centimetres=number(value))
    if name.endswith(".grip"):
        return _("{percent} %").format(percent=round(100 * value))
    return _("{degrees}°").format(degrees=round(value))


def angle_said(name: str, value: float) -> str:
    """An angle by the name of its direction: `abduction 82°`, `extension 20°`."""
    _title, more, less = _ANGLES[_bare(name)]
    size = angle_value(name, abs(value))
    return _("{direction} {size}").format(direction=_(less if value < 0 else more), size=size)


def range_words(name: str) -> str:
    """Between what an angle can be: `-30° to 180°`."""
    low, high = limits_of(name)
    return _("{low} to {high}").format(low=angle_value(name, low), high=angle_value(name, high))


def group_summary(posed: PosedKeyframe, group: str, side: str) -> str:
    """What a joint does, in a row: `flexion 10°, abduction 82°`; empty where it is straight."""
    told = []
    for bare in GROUPS[group]:
        name = next(one for one in (bare, f"{side}_{bare}") if one in posed.angles)
        value = posed.angles[name]
        if angle_value(name, abs(value)) != angle_value(name, 0.0):
            told.append(angle_said(name, value))
    return enumerated(told)


def handle_name(name: str) -> str:
    """A place of the body that is dragged: `Right elbow`."""
    return _(_HANDLES[name])


def key_name(key: Key) -> str:
    """A keyframe: `Beginning`, `Held position`, `On the way, at 50 %`."""
    if key.phase in _PHASES:
        return _(_PHASES[key.phase])
    share = round(100 * (key.at or 0.5))
    if key.phase == "move":
        return _("On the way, at {percent} %").format(percent=share)
    return _("On the way back, at {percent} %").format(percent=share)


def start_position(name: StartPosition) -> str:
    """A start position, with those that only a motion has."""
    return _(_MORE_POSITIONS[name] if name in _MORE_POSITIONS else _POSITIONS[name])


def part_name(part: str) -> str:
    """A part of the body that rests on something: `Hand, right`."""
    side, _underscore, bare = part.partition("_")
    if side == "right":
        return _("{part}, right").format(part=_(_PARTS[bare]))
    if side == "left":
        return _("{part}, left").format(part=_(_PARTS[bare]))
    return _(_PARTS[part])


def surface_name(surface: str, part: str = "") -> str:
    """What a part rests on: `wall`, `thigh`, and `left thigh` under the right hand."""
    name = surface.replace("right_", "", 1).replace("left_", "", 1)
    words = _(_SURFACES.get(name, name))
    side = next((one for one in ("right", "left") if f"{one}_" in surface), "")
    if not side or part.startswith(side):
        return words
    if side == "right":
        return _("{surface}, right").format(surface=words)
    return _("{surface}, left").format(surface=words)


def resting_words(contact: Contact, part: str) -> str:
    """What a part rests on: `Hand, right: wall`."""
    glides = _("{part}: {surface}, gliding along it")
    pattern = glides if contact.slides else _("{part}: {surface}")
    surface = surface_name(surface_for(contact, part), part)
    return pattern.format(part=part_name(part), surface=surface)


def pose_problem(motion: Motion, problem: Problem) -> str:
    """A fault of a motion as a sentence, by the name of its keyframe instead of its path."""
    place = said(problem.place).replace("motion.", "")
    values = {name: _value(name, value) for name, value in problem.what.values.items()}
    what = said(replace(problem.what, values=values))
    where, angle = _placed(motion, place)
    if angle:
        where = _("{keyframe}, {angle}").format(keyframe=where, angle=angle_title(angle))
    return _("{place}: {problem}").format(place=where, problem=what) if where else what


def _bare(name: str) -> str:
    return name.removeprefix("right_").removeprefix("left_")


def _value(name: str, value: object) -> object:
    """Parts and surfaces that a fault names as a file does, by what people call them."""
    if name == "part" and isinstance(value, str):
        bare = value.removeprefix("right_").removeprefix("left_")
        return part_name(value) if value in _PARTS or bare in _PARTS else value
    if name == "surface" and isinstance(value, str):
        return surface_name(value)
    return value


def _placed(motion: Motion, place: str) -> tuple[str, str]:
    """The name of a fault's keyframe, or of two that it lies between, and its angle."""
    first, _to, second = place.partition(" to ")
    if second:
        names = (_keyframe(motion, first), _keyframe(motion, second))
        return _("From {first} to {second}").format(first=names[0], second=names[1]), ""
    name = place.partition(".pose.")[2]
    angle = name if _bare(name) in _ANGLES else ""
    return _keyframe(motion, place), angle


def _keyframe(motion: Motion, place: str) -> str:
    index = place.partition("keyframes[")[2].partition("]")[0]
    if index.isdigit() and int(index) < len(motion.keyframes):
        frame = motion.keyframes[int(index)]
        return key_name(Key(frame.phase, frame.at))
    return key_name(keys_of(motion)[0]) if place.startswith("start") else ""


def pose_problems(motion: Motion, problems: Iterable[Problem]) -> list[str]:
    """The first faults of a motion as sentences, each once, and how many more there are."""
    told = list(dict.fromkeys(pose_problem(motion, problem) for problem in problems))
    more = len(told) - MOST_TOLD
    if more <= 0:
        return told
    rest = ngettext("And {count} more of this kind.", "And {count} more of this kind.", more)
    return [*told[:MOST_TOLD], rest.format(count=more)]
