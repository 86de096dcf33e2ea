"""How the figure is seen where there is nothing to show: poses that no library has to hold."""

from collections.abc import Mapping
from typing import Final, Literal

from posture_app.library.model import Dose, Exercise, Position
from posture_app.library.motion import (
    Camera,
    Flexion,
    Keyframe,
    Motion,
    NeckAngles,
    Pose,
    ScapulaTravel,
    ShoulderAngles,
)

StatePose = Literal["looking", "reaching", "sitting", "resting"]

_POSITIONS: Final[Mapping[StatePose, Position]] = {
    "looking": "sitting",
    "reaching": "standing",
    "sitting": "sitting",
    "resting": "hook_lying",
}
_CAMERAS: Final[Mapping[StatePose, Camera]] = {
    "looking": Camera(yaw_deg=12, pitch_deg=6, look_at="head_and_shoulders"),
    "reaching": Camera(yaw_deg=14, pitch_deg=4, look_at="head_and_arms"),
    "sitting": Camera(yaw_deg=40, pitch_deg=6, look_at="upper_body"),
    "resting": Camera(yaw_deg=75, pitch_deg=12),
}
_POSES: Final[Mapping[StatePose, Pose]] = {
    "looking": Pose(neck=NeckAngles(rotation=38)),
    "reaching": Pose(
        shoulders=ShoulderAngles(abduction=125, flexion=15),
        elbows=Flexion(flexion=25),
        scapulae=ScapulaTravel(elevation_cm=1.5),
        neck=NeckAngles(flexion=4),
    ),
    "sitting": Pose(),
    "resting": Pose(),
}
"""A head that leans back hides its knot of hair, and is somebody else's than in the session."""


def at_rest(pose: StatePose) -> Exercise:
    """Somebody who looks to the side, stretches both arms, sits or lies, with nothing to do."""
    position = _POSITIONS[pose]
    return Exercise(
        id=f"at-rest-{pose}",
        name="",
        purpose="",
        category="relaxation",
        regions=("neck",),
        position=position,
        sides="together",
        dose=Dose(model="continuous", duration_s=1),
        steps=("",),
        motion=Motion(
            start=position,
            camera=_CAMERAS[pose],
            keyframes=(Keyframe(phase="start"), Keyframe(phase="hold", pose=_POSES[pose])),
        ),
    )
