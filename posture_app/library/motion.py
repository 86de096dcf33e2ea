"""How an exercise moves, as it stands in a library file: see docs/motions.md.

Angles are degrees as a clinician states them, from the anatomical neutral position with the
forearm midway between pronation and supination. A pose lists only what differs from the start
position. Sides are authored for the right; `body` mirrors them.
"""

from dataclasses import field
from typing import Annotated, Final, Literal

from posture_app.dataclass import dataclass
from posture_app.library.ranges import Ge, Gt, Le, MaxLen, MinLen
from posture_app.library.schema import Equipment, FileObject, Text

StartPosition = Literal[
    "standing",
    "standing_at_wall",
    "standing_facing_wall",
    "sitting",
    "long_sitting",
    "supine",
    "hook_lying",
    "prone",
    "prone_on_elbows",
    "side_lying",
    "quadruped",
    "kneeling",
    "half_kneeling",
]
KeyPhase = Literal["start", "move", "hold", "return"]
LookAt = Literal[
    "whole_body",
    "upper_body",
    "head_and_arms",
    "head_to_seat",
    "head_and_shoulders",
    "head",
    "trunk",
    "pelvis",
    "lower_body",
]

HandShape = Literal["flat", "relaxed", "grip", "hook", "pinch", "clasped", "one_finger"]

AHEAD: Final = "ahead"
"""What may stand for a part in `Motion.arrows`: see there."""

Degrees = Annotated[float, Ge(-180), Le(180)]
Centimetres = Annotated[float, Ge(-20), Le(20)]
Metres = Annotated[float, Ge(-3), Le(3)]
PointInSpace = tuple[Metres, Metres, Metres]
Name = Annotated[str, MinLen(1), MaxLen(60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PelvisAngles(FileObject):
    """The pelvis in space, from where the start position has it, with the trunk upon it.

    `tilt` is anterior (+) or posterior (-), `obliquity` drops its right side (+), `rotation` turns
    it to the right (+).
    """

    tilt: Degrees | None = None
    obliquity: Degrees | None = None
    rotation: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineAngles(FileObject):
    """A stretch of the spine: flexion (+) or extension (-); to the right (+) or to the left (-)."""

    flexion: Degrees | None = None
    lateral_flexion: Degrees | None = None
    rotation: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeckAngles(FileObject):
    """The neck as a whole; retraction (+) and protraction (-) slide the head level."""

    flexion: Degrees | None = None
    lateral_flexion: Degrees | None = None
    rotation: Degrees | None = None
    retraction_cm: Centimetres | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadAngles(FileObject):
    """The joints of head and jaw: `nod` is craniocervical flexion (+) or extension (-)."""

    nod: Degrees | None = None
    jaw_opening_cm: Annotated[float, Ge(0), Le(5)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abdomen(FileObject):
    """The belly: how far a breath pushes it forward."""

    expansion_cm: Annotated[float, Ge(0), Le(4)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScapulaTravel(FileObject):
    """How far the shoulder blade glides; it turns upward with the arm by itself."""

    elevation_cm: Centimetres | None = None
    protraction_cm: Centimetres | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoulderAngles(FileObject):
    """The arm against the thorax; rotation is external (+) or internal (-).

    `horizontal_abduction` turns the raised arm outward and back (+) or across the chest (-).
    """

    flexion: Degrees | None = None
    abduction: Degrees | None = None
    horizontal_abduction: Degrees | None = None
    rotation: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flexion(FileObject):
    """A hinge: the elbow or the knee."""

    flexion: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForearmAngles(FileObject):
    """Supination (+) or pronation (-) from midway."""

    supination: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WristAngles(FileObject):
    """Flexion (+) or extension (-); radial (+) or ulnar (-) deviation."""

    flexion: Degrees | None = None
    deviation: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand(FileObject):
    """How far the fingers close: 0 flat, 1 a fist."""

    grip: Annotated[float, Ge(0), Le(1)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HipAngles(FileObject):
    """The thigh against the pelvis; rotation is external (+) or internal (-)."""

    flexion: Degrees | None = None
    abduction: Degrees | None = None
    rotation: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkleAngles(FileObject):
    """Dorsiflexion (+) or plantar flexion (-); inversion (+) or eversion (-)."""

    dorsiflexion: Degrees | None = None
    inversion: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toes(FileObject):
    """Extension (+) of the toes at the ball of the foot."""

    extension: Degrees | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose(FileObject):
    """What differs from the start position. `shoulders` is both; one side goes before both."""

    pelvis: PelvisAngles | None = None
    lumbar: SpineAngles | None = None
    thorax: SpineAngles | None = None
    neck: NeckAngles | None = None
    head: HeadAngles | None = None
    abdomen: Abdomen | None = None
    scapulae: ScapulaTravel | None = None
    right_scapula: ScapulaTravel | None = None
    left_scapula: ScapulaTravel | None = None
    shoulders: ShoulderAngles | None = None
    right_shoulder: ShoulderAngles | None = None
    left_shoulder: ShoulderAngles | None = None
    elbows: Flexion | None = None
    right_elbow: Flexion | None = None
    left_elbow: Flexion | None = None
    forearms: ForearmAngles | None = None
    right_forearm: ForearmAngles | None = None
    left_forearm: ForearmAngles | None = None
    wrists: WristAngles | None = None
    right_wrist: WristAngles | None = None
    left_wrist: WristAngles | None = None
    hands: Hand | None = None
    right_hand: Hand | None = None
    left_hand: Hand | None = None
    hips: HipAngles | None = None
    right_hip: HipAngles | None = None
    left_hip: HipAngles | None = None
    knees: Flexion | None = None
    right_knee: Flexion | None = None
    left_knee: Flexion | None = None
    ankles: AnkleAngles | None = None
    right_ankle: AnkleAngles | None = None
    left_ankle: AnkleAngles | None = None
    toes: Toes | None = None
    right_toes: Toes | None = None
    left_toes: Toes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandShapes(FileObject):
    """What the fingers of a hand do throughout, where closing them (`grip`) does not say it."""

    right: HandShape | None = None
    left: HandShape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera(FileObject):
    """From where the figure is seen.

    `yaw_deg` is 0 from the front, 90 from the figure's right side, 180 from behind; `pitch_deg` is
    how far the camera stands above the horizon. A mirrored motion mirrors its camera.
    """

    yaw_deg: Degrees = 35.0
    pitch_deg: Annotated[float, Ge(-90), Le(90)] = 10.0
    look_at: LookAt = "whole_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop(FileObject):
    """A thing that the exercise needs.

    It stands where its kind usually does; `at` names a part or landmark of the body that carries
    it, `at_m` a place (x to the figure's left, y up, z forward, from the floor below the start
    position). A band runs `through` parts in their order; the word `anchor` is the place `at_m`.
    `back_top_m` is how high above the floor a chair's back ends, where it is not its usual height.
    """

    kind: Equipment
    at: Name | None = None
    at_m: PointInSpace | None = None
    turn_deg: Degrees = 0.0
    through: Annotated[tuple[Name, ...], MaxLen(6)] = ()
    back_top_m: Annotated[float, Ge(0.7), Le(1.2)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyframe(FileObject):
    """A pose and when it is reached.

    `start` and `hold` are the two ends. `move` is passed at the share `at` of the way there, and
    `return` at that share of the way back. `contacts` replace the motion's for the parts they name.
    A `ghost` is drawn pale behind the still of what is held, so that both are seen in one picture.
    """

    phase: KeyPhase
    at: Annotated[float, Gt(0), Le(1)] | None = None
    pose: Pose = field(default_factory=Pose)
    contacts: Annotated[tuple[Name, ...], MaxLen(20)] = ()
    ghost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(FileObject):
    """How an exercise moves.

    `contacts` are sentences such as `left_hand on head_right_side`, `feet on floor`, `hands slide
    on floor` or `right_hand free`; they add to those of the start position, and replace them for
    the parts they name. `hands` are shapes of the fingers. `cycle_s` is one round of an exercise
    that goes on without a count. `works` and `lengthens` are the muscles to show at what is held,
    where the exercise's own list and category do not say it well; where they `alternate`, those
    that work at one end are stretched at the other. `arrows` are the parts or landmarks whose ways
    a still shows; without them it shows what moves most. `ahead` is where the whole body goes.
    What is `resisted` presses against a hand that does not give way. `beyond_range` says why a
    joint leaves its usual range.
    """

    start: StartPosition
    camera: Camera = field(default_factory=Camera)
    props: Annotated[tuple[Prop, ...], MaxLen(12)] = ()
    hands: HandShapes = field(default_factory=HandShapes)
    contacts: Annotated[tuple[Name, ...], MaxLen(20)] = ()
    keyframes: Annotated[tuple[Keyframe, ...], MinLen(1), MaxLen(24)]
    cycle_s: Annotated[float, Gt(0), Le(120)] | None = None
    works: Annotated[tuple[Text, ...], MaxLen(12)] = ()
    lengthens: Annotated[tuple[Text, ...], MaxLen(12)] = ()
    alternate: bool = False
    arrows: Annotated[tuple[Name, ...], MaxLen(3)] = ()
    resisted: bool = False
    beyond_range: Text | None = None
