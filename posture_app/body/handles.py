"""The places of the body that can be dragged, and the angles that move each of them."""

from collections.abc import Iterator, Mapping
from typing import Final

from posture_app.body.geometry import Vector
from posture_app.body.skeleton import INDEX, Frames
from posture_app.dataclass import dataclass


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


NOWHERE: Final[Vector] = (0.0, 0.0, 0.0)
_MIDDLE: Final = (
    ("head", "head", (0.0, 0.16, 0.01), "neck.flexion neck.lateral_flexion", "neck.rotation"),
    ("chin", "head", (0.0, -0.066, 0.094), "neck.retraction_cm head.nod", "head.nod"),
    (
        "chest",
        "lower_neck",
        NOWHERE,
        "lumbar.flexion thorax.flexion lumbar.lateral_flexion thorax.lateral_flexion",
        "thorax.flexion thorax.lateral_flexion",
    ),
    ("pelvis", "lumbar", NOWHERE, "pelvis.tilt pelvis.obliquity", "pelvis.rotation"),
)
_SIDED: Final = (
    (
        "shoulder",
        "upper_arm",
        NOWHERE,
        "scapula.elevation_cm scapula.protraction_cm",
        "scapula.elevation_cm",
        "",
    ),
    (
        "elbow",
        "forearm",
        NOWHERE,
        "shoulder.flexion shoulder.abduction",
        "shoulder.horizontal_abduction",
        "hand forearm",
    ),
    (
        "hand",
        "hand",
        NOWHERE,
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
        NOWHERE,
        "hip.flexion hip.abduction",
        "hip.flexion",
        "foot toes heel ankle knee",
    ),
    (
        "foot",
        "foot",
        NOWHERE,
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
