"""Workplaces to be drawn: the person, the furniture, and where on them each question points.

Places are in metres: x to the person's left, y up, z forward, from the floor below the hips. Seat
and desk have the heights that the guide's page about the desk asks for, for the figure's own size.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from posture_app.body.geometry import Vector
from posture_app.body.positions import SEAT_M
from posture_app.body.props import Box, PlacedProp
from posture_app.body.skeleton import Frames
from posture_app.dataclass import dataclass
from posture_app.journal.workplace import WorkplaceKey
from posture_app.library.model import Diagram
from posture_app.library.motion import (
    Flexion,
    ForearmAngles,
    Hand,
    HipAngles,
    Keyframe,
    Motion,
    NeckAngles,
    Pose,
    ShoulderAngles,
    StartPosition,
    WristAngles,
)
from posture_app.ui.figure.scene import scene_of_motion

Drawn = Diagram | Literal["above"]
"""What can be drawn: the diagrams of the guide, and a usual desk from above."""

DESK_M: Final = 0.715
_HIGHER_M: Final = 0.374
"""How much higher elbows and eyes are in standing."""
_EYE: Final[Vector] = (-0.03, 1.275, 0.13)
_SCREEN_Z: Final = 0.84
_SCREEN_HALF: Final[Vector] = (0.29, 0.17, 0.011)


@dataclass(frozen=True, slots=True)
class EllipseMark:
    """An ellipse in the picture around a place, with its radii in metres."""

    centre: Vector
    across_m: float
    up_m: float


@dataclass(frozen=True, slots=True)
class DistanceMark:
    """A line between two places, with a tip at its end, or at both."""

    first: Vector
    last: Vector
    both: bool = True


SceneryMark = EllipseMark | DistanceMark


@dataclass(frozen=True, slots=True)
class Scenery:
    """One workplace.

    Attributes:
        frames: The person.
        furniture: What stands behind the person.
        devices: What stands on the desk, in another colour.
        before: What stands between the person and the viewer.
        yaw_deg, pitch_deg: From where it is seen, as `library.motion.Camera` has it.
    """

    frames: Frames
    furniture: tuple[PlacedProp, ...]
    devices: tuple[PlacedProp, ...]
    before: tuple[PlacedProp, ...] = ()
    yaw_deg: float = 80.0
    pitch_deg: float = 8.0

    @property
    def is_from_above(self) -> bool:
        """Whether the desk lies before the legs, and the arms before the desk."""
        return self.pitch_deg > 45


_ON_KEYS: Final = Pose(
    neck=NeckAngles(flexion=4),
    shoulders=ShoulderAngles(flexion=14, abduction=9, rotation=2),
    elbows=Flexion(flexion=78),
    forearms=ForearmAngles(supination=-85),
    wrists=WristAngles(flexion=-4),
    hands=Hand(grip=0.15),
    hips=HipAngles(abduction=-5),
)


def _block(centre: Vector, half: Vector, turn_deg: float = 0.0) -> PlacedProp:
    return PlacedProp("step", (Box(centre, half, turn_deg),))


def _chair() -> tuple[PlacedProp, ...]:
    feet = tuple(_block((0.0, 0.045, 0.02), (0.27, 0.018, 0.025), turn) for turn in (20, 80, 140))
    return (
        *feet,
        _block((0.0, 0.21, 0.02), (0.028, 0.15, 0.028)),
        _block((0.0, SEAT_M - 0.035, 0.035), (0.23, 0.030, 0.21)),
        _block((0.0, SEAT_M + 0.13, -0.185), (0.05, 0.16, 0.012)),
        _block((0.0, SEAT_M + 0.33, -0.165), (0.20, 0.17, 0.018)),
    )


def _arm_rest(side: int) -> tuple[PlacedProp, ...]:
    top_m = DESK_M - 0.02
    return (
        _block((side * 0.275, 0.52, 0.03), (0.014, top_m - 0.52 - 0.02, 0.022)),
        _block((side * 0.275, top_m - 0.012, 0.055), (0.034, 0.012, 0.115)),
    )


def _desk(top_m: float) -> tuple[PlacedProp, ...]:
    half_m = 0.5 * (top_m - 0.03)
    return (
        _block((0.52, 0.02, 0.64), (0.03, 0.02, 0.32)),
        _block((0.52, half_m, 0.68), (0.03, half_m, 0.04)),
        _block((0.0, top_m - 0.014, 0.65), (0.66, 0.014, 0.36)),
    )


def _screen(
    top_m: float, desk_m: float, x_m: float = 0.0, turn_deg: float = 0.0
) -> list[PlacedProp]:
    z_m = _SCREEN_Z - abs(turn_deg) / 200
    middle_m = top_m - _SCREEN_HALF[1]
    post_m = 0.5 * (middle_m - desk_m)
    return [
        _block((x_m, desk_m + 0.006, z_m + 0.02), (0.11, 0.006, 0.085), turn_deg),
        _block((x_m, desk_m + post_m, z_m + 0.03), (0.025, post_m, 0.012), turn_deg),
        _block((x_m, middle_m, z_m), _SCREEN_HALF, turn_deg),
    ]


def _keys(desk_m: float) -> list[PlacedProp]:
    return [
        _block((0.0, desk_m + 0.008, 0.43), (0.215, 0.008, 0.062)),
        _block((-0.29, desk_m + 0.012, 0.43), (0.028, 0.012, 0.048)),
    ]


def _laptop() -> list[PlacedProp]:
    lid_m = 0.105
    base_m = _EYE[1] - 0.02 - 2 * lid_m
    post_m = 0.5 * (base_m - DESK_M)
    return [
        _block((0.0, DESK_M + 0.006, 0.76), (0.12, 0.006, 0.10)),
        _block((0.0, DESK_M + post_m, 0.80), (0.03, post_m, 0.015)),
        _block((0.0, base_m - 0.006, 0.72), (0.165, 0.008, 0.115)),
        _block((0.0, base_m + lid_m, 0.83), (0.165, lid_m, 0.006)),
    ]


def _lamp() -> list[PlacedProp]:
    """It reaches over the screen from behind, so that it is seen from the side."""
    return [
        _block((0.40, DESK_M + 0.008, 0.93), (0.07, 0.008, 0.06)),
        _block((0.40, DESK_M + 0.36, 0.93), (0.010, 0.36, 0.010)),
        _block((0.40, DESK_M + 0.715, 0.80), (0.010, 0.008, 0.14)),
        _block((0.40, DESK_M + 0.70, 0.66), (0.055, 0.025, 0.075)),
    ]


def _phone() -> list[PlacedProp]:
    return [_block((-0.48, DESK_M + 0.005, 0.60), (0.038, 0.005, 0.075))]


def _papers() -> list[PlacedProp]:
    return [_block((-0.47, DESK_M + 0.16, _SCREEN_Z - 0.05), (0.11, 0.15, 0.008), 20)]


def _window() -> tuple[PlacedProp, ...]:
    return (
        _block((0.86, 0.5, 0.42), (0.035, 0.5, 0.72)),
        _block((0.86, 1.05, 0.42), (0.018, 0.06, 0.42)),
    )


def _person(start: StartPosition) -> Frames:
    """Somebody whose hands are on the keyboard."""
    motion = Motion(
        start=start,
        contacts=("right_hand free", "left_hand free"),
        keyframes=(Keyframe(phase="start"), Keyframe(phase="hold", pose=_ON_KEYS)),
    )
    return scene_of_motion(motion).there()[-1]


@lru_cache(maxsize=8)
def scenery(drawn: Drawn) -> Scenery:
    """The workplace of a drawing."""
    eye_m = _EYE[1]
    if drawn == "standing":
        desk_m = DESK_M + _HIGHER_M
        devices = [*_screen(eye_m + _HIGHER_M, desk_m), *_keys(desk_m)]
        return Scenery(_person("standing"), _desk(desk_m), tuple(devices))
    person, desk = _person("sitting"), _desk(DESK_M)
    seated = (*_chair(), *_arm_rest(1), *desk)
    if drawn == "laptop":
        return Scenery(person, seated, (*_laptop(), *_keys(DESK_M)), _arm_rest(-1))
    one = (*_screen(eye_m, DESK_M), *_keys(DESK_M), *_phone())
    if drawn == "desk":
        return Scenery(person, seated, (*_lamp(), *one), _arm_rest(-1))
    above = {"yaw_deg": 180.0, "pitch_deg": 86.0}
    chair = (*_chair(), *_arm_rest(1), *_arm_rest(-1))
    if drawn == "two_screens":
        halves = [part for x in (-0.285, 0.285) for part in _screen(eye_m, DESK_M, x, 50 * x)]
        return Scenery(person, chair, (*halves, *_keys(DESK_M)), desk, **above)
    return Scenery(person, (*chair, *_window()), (*one, *_papers()), desk, **above)


_TOP_M: Final = DESK_M
MARKS: Final[Mapping[WorkplaceKey, tuple[Drawn, tuple[SceneryMark, ...]]]] = {
    "feet": ("desk", (EllipseMark((-0.13, 0.05, 0.43), 0.17, 0.10),)),
    "knees": ("desk", (EllipseMark((-0.2, 0.42, 0.30), 0.10, 0.10),)),
    "back": ("desk", (EllipseMark((-0.1, 0.68, -0.14), 0.10, 0.17),)),
    "leg_room": ("desk", (EllipseMark((-0.1, 0.38, 0.62), 0.26, 0.24),)),
    "elbows": ("desk", (EllipseMark((-0.22, 0.75, 0.07), 0.11, 0.11),)),
    "arm_rests": ("desk", (EllipseMark((-0.275, 0.66, 0.07), 0.15, 0.08),)),
    "keyboard": ("above", (EllipseMark((0.0, _TOP_M, 0.42), 0.27, 0.12),)),
    "mouse": ("above", (EllipseMark((-0.29, _TOP_M, 0.43), 0.085, 0.10),)),
    "distance": ("desk", (DistanceMark(_EYE, (-0.03, 1.275, _SCREEN_Z - 0.02)),)),
    "height": (
        "desk",
        (
            DistanceMark(_EYE, (-0.03, 1.275, _SCREEN_Z - 0.02), both=False),
            EllipseMark((0.0, 1.262, _SCREEN_Z), 0.11, 0.07),
        ),
    ),
    "middle": (
        "above",
        (DistanceMark((0.0, 1.2, 0.14), (0.0, 1.2, _SCREEN_Z - 0.03), both=False),),
    ),
    "laptop": ("laptop", (EllipseMark((0.0, 1.10, 0.78), 0.20, 0.24),)),
    "papers": ("above", (EllipseMark((-0.47, 1.0, _SCREEN_Z - 0.05), 0.17, 0.10),)),
    "window": ("above", (EllipseMark((0.86, 1.1, 0.42), 0.10, 0.46),)),
    "lamp": ("desk", (EllipseMark((0.40, 1.42, 0.66), 0.17, 0.09),)),
    "glasses": ("desk", (EllipseMark(_EYE, 0.075, 0.065),)),
    "calls": ("desk", (EllipseMark((-0.08, 1.26, 0.03), 0.075, 0.075),)),
    "phone": (
        "desk",
        (
            EllipseMark((-0.48, _TOP_M, 0.60), 0.12, 0.07),
            DistanceMark((-0.48, _TOP_M + 0.07, 0.60), (-0.48, 1.2, 0.42), both=False),
        ),
    ),
    "change": ("standing", (DistanceMark((-0.66, 0.72, 0.40), (-0.66, 1.36, 0.40)),)),
    "away": ("desk", (DistanceMark((0.0, 0.98, -0.27), (0.0, 1.36, -0.27), both=False),)),
}
"""What is drawn for each question, and what of it is marked."""
