"""The start positions: how the body lies, sits, kneels or stands before an exercise begins."""

from typing import Final

from posture_app.body.geometry import STILL, Quaternion, Vector, about_x, about_z
from posture_app.dataclass import dataclass
from posture_app.library.motion import StartPosition
from posture_app.library.schema import Equipment

SEAT_M: Final = 0.43
DESK_M: Final = 0.70
PILLOW_M: Final = 0.05
PILLOW_ON_SIDE_M: Final = 0.17
"""Lying on the side: as high as the shoulder is broad, so that the neck stays level."""
TOWEL_M: Final = 0.033
FOAM_ROLLER_M: Final = 0.15
STEP_M: Final = 0.15


@dataclass(frozen=True, slots=True)
class BodyPosition:
    """A start position.

    Attributes:
        turn: The pelvis in space.
        angles: Clinical angles, as in `angles.Angles`; a name without a side is for both.
        contacts: What rests on what; the first one holds the body in its place.
        props: What belongs to it.
        root: The middle between the hips; only what no contact decides counts.
    """

    turn: Quaternion
    angles: dict[str, float]
    contacts: tuple[str, ...]
    props: tuple[Equipment, ...] = ()
    root: Vector = (0.0, 0.9, 0.0)


_HANGING: Final = {
    "shoulder.abduction": 7.0,
    "shoulder.rotation": -10.0,
    "elbow.flexion": 8.0,
    "hand.grip": 0.2,
}
_STANDING: Final = {"hip.rotation": 7.0, "hip.abduction": 2.0}
_LYING_ARMS: Final = {
    "neck.flexion": 7.0,
    "shoulder.abduction": 20.0,
    "shoulder.rotation": -5.0,
    "forearm.supination": -75.0,
    "hand.grip": 0.15,
}
_SITTING: Final = {
    "hip.flexion": 86.0,
    "hip.abduction": 4.0,
    "knee.flexion": 90.0,
    "shoulder.flexion": 22.0,
    "shoulder.abduction": 6.0,
    "elbow.flexion": 60.0,
    "forearm.supination": -80.0,
    "hand.grip": 0.15,
}
_ON_BACK: Final = about_x(-92.5)
"""Lying, the buttocks are as far behind as the blades: the trunk leans towards the head."""
_ON_FRONT: Final = about_x(86.3)
_ON_LEFT_SIDE: Final = about_z(-90.0)

_POSITIONS: Final[dict[StartPosition, BodyPosition]] = {
    "standing": BodyPosition(STILL, _HANGING | _STANDING, ("feet on floor",)),
    "standing_at_wall": BodyPosition(
        about_x(-2.5),
        _HANGING | _STANDING | {"neck.flexion": 7.0, "hip.flexion": 14.0, "knee.flexion": 10.0},
        ("back slides on wall", "feet on floor"),
        ("wall",),
    ),
    "standing_facing_wall": BodyPosition(
        about_x(18.0),
        _STANDING
        | {
            "shoulder.flexion": 112.0,
            "shoulder.abduction": 0.0,
            "elbow.flexion": 5.0,
            "ankle.dorsiflexion": 18.0,
        },
        ("feet on floor", "hands on wall"),
        ("wall",),
    ),
    "sitting": BodyPosition(
        STILL,
        _SITTING,
        ("pelvis on seat", "feet on floor", "hands on thighs"),
        ("chair",),
    ),
    "long_sitting": BodyPosition(
        STILL,
        _HANGING
        | {
            "hip.flexion": 91.0,
            "hip.rotation": 7.0,
            "knee.flexion": 7.0,
            "ankle.dorsiflexion": -10.0,
            "shoulder.flexion": 35.0,
            "elbow.flexion": 25.0,
            "forearm.supination": -70.0,
        },
        ("pelvis on floor", "heels on floor", "hands on thighs"),
        ("mat",),
    ),
    "supine": BodyPosition(
        _ON_BACK,
        _LYING_ARMS
        | {
            "hip.flexion": 10.0,
            "hip.abduction": 5.0,
            "hip.rotation": 12.0,
            "knee.flexion": 10.0,
            "ankle.dorsiflexion": -30.0,
        },
        ("back on floor", "heels on floor", "hands on floor"),
        ("mat",),
    ),
    "hook_lying": BodyPosition(
        _ON_BACK,
        _LYING_ARMS | {"hip.flexion": 48.0, "hip.abduction": 4.0, "knee.flexion": 95.0},
        ("back on floor", "feet on floor", "hands on floor"),
        ("mat",),
    ),
    "prone": BodyPosition(
        _ON_FRONT,
        {
            "hip.flexion": -2.0,
            "neck.flexion": 9.5,
            "head.nod": 7.0,
            "hip.abduction": 4.0,
            "hip.rotation": -5.0,
            "ankle.dorsiflexion": -50.0,
            "shoulder.flexion": 9.0,
            "shoulder.abduction": 16.0,
            "shoulder.rotation": -20.0,
            "forearm.supination": -72.0,
            "hand.grip": 0.15,
        },
        ("chest on floor",),
        ("mat",),
    ),
    "prone_on_elbows": BodyPosition(
        _ON_FRONT,
        {
            "hip.flexion": -2.0,
            "hip.abduction": 4.0,
            "hip.rotation": -5.0,
            "ankle.dorsiflexion": -50.0,
            "lumbar.flexion": -19.0,
            "thorax.flexion": -12.0,
            "neck.flexion": -10.0,
            "shoulder.flexion": 75.0,
            "elbow.flexion": 95.0,
            "forearm.supination": -80.0,
        },
        ("pelvis on floor", "forearms on floor"),
        ("mat",),
    ),
    "side_lying": BodyPosition(
        _ON_LEFT_SIDE,
        {
            "hip.flexion": 60.0,
            "knee.flexion": 80.0,
            "lumbar.lateral_flexion": 9.5,
            "neck.lateral_flexion": -11.0,
            "left_scapula.protraction_cm": 3.5,
            "shoulder.flexion": 85.0,
            "elbow.flexion": 10.0,
            "hand.grip": 0.1,
        },
        ("left_hip on floor",),
        ("mat", "pillow"),
    ),
    "quadruped": BodyPosition(
        about_x(80.0),
        {
            "hip.flexion": 80.0,
            "hip.abduction": 2.0,
            "knee.flexion": 90.0,
            "ankle.dorsiflexion": -52.0,
            "toes.extension": -25.0,
            "shoulder.flexion": 80.0,
            "elbow.flexion": 3.0,
            "wrist.flexion": -75.0,
            "forearm.supination": -75.0,
        },
        ("knees on floor", "hands on floor"),
        ("mat",),
    ),
    "kneeling": BodyPosition(
        STILL,
        _HANGING
        | {"hip.abduction": 4.0, "knee.flexion": 90.0, "ankle.dorsiflexion": -52.0}
        | {"toes.extension": -25.0},
        ("knees on floor",),
        ("mat",),
    ),
    "half_kneeling": BodyPosition(
        STILL,
        _HANGING
        | {
            "left_hip.flexion": 90.0,
            "left_hip.abduction": 4.0,
            "left_knee.flexion": 90.0,
            "right_knee.flexion": 90.0,
            "right_ankle.dorsiflexion": -52.0,
            "right_toes.extension": -25.0,
        },
        ("right_knee on floor", "left_foot on floor"),
        ("mat",),
    ),
}

_SIDED: Final = (
    "scapula",
    "shoulder",
    "elbow",
    "forearm",
    "wrist",
    "hand",
    "hip",
    "knee",
    "ankle",
    "toes",
)


def position(name: StartPosition) -> BodyPosition:
    """A start position by its name."""
    return _POSITIONS[name]


def position_angles(name: StartPosition) -> dict[str, float]:
    """The angles of a start position, every limb with its side."""
    angles: dict[str, float] = {}
    for key, value in _POSITIONS[name].angles.items():
        if key.split(".")[0] in _SIDED:
            angles.setdefault(f"right_{key}", value)
            angles.setdefault(f"left_{key}", value)
        else:
            angles[key] = value
    return angles
