"""Ranges of motion: how far joints of healthy adults go, in degrees.

Norms of the American Academy of Orthopaedic Surgeons (Greene WB, Heckman JD, The Clinical
Measurement of Joint Motion, 1994) as clinical tables give them. Where the Academy measures the
trunk as a whole, its parts share it: thoracolumbar flexion 80, extension 25, lateral flexion 35,
rotation 45. Deep knee flexion (kneeling back on the heels) goes beyond the Academy's 135: getting
out of a low chair or a bath takes up to 160 (Walker and others, as given at the ASME Summer
Bioengineering Conference 2007). A wrist that is leaned on goes to 90, against an active
70. Travel of the shoulder blade is in centimetres, and that of the belly in a breath is drawn
larger than it is, so that it can be seen.
"""

from collections.abc import Mapping
from typing import Final

RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "lumbar.flexion": (-25, 60),
    "lumbar.lateral_flexion": (-25, 25),
    "lumbar.rotation": (-18, 18),
    "thorax.flexion": (-25, 45),
    "thorax.lateral_flexion": (-30, 30),
    "thorax.rotation": (-50, 50),
    "neck.flexion": (-45, 45),
    "neck.lateral_flexion": (-45, 45),
    "neck.rotation": (-60, 60),
    "neck.retraction_cm": (-5, 4),
    "head.nod": (-20, 20),
    "head.jaw_opening_cm": (0, 5),
    "abdomen.expansion_cm": (0, 4),
    "scapula.elevation_cm": (-2, 6),
    "scapula.protraction_cm": (-4, 5),
    "shoulder.flexion": (-60, 180),
    "shoulder.abduction": (-30, 180),
    "shoulder.horizontal_abduction": (-135, 90),
    "shoulder.rotation": (-70, 90),
    "elbow.flexion": (0, 150),
    "forearm.supination": (-80, 80),
    "wrist.flexion": (-90, 80),
    "wrist.deviation": (-30, 20),
    "hip.flexion": (-30, 120),
    "hip.abduction": (-30, 45),
    "hip.rotation": (-45, 45),
    "knee.flexion": (0, 160),
    "ankle.dorsiflexion": (-50, 20),
    "ankle.inversion": (-15, 35),
    "toes.extension": (-30, 70),
    "hand.grip": (0, 1),
}
"""By joint and angle, without a side."""

SLACK_DEG: Final = 3.0
"""A goniometer's reading is not more exact than this."""


def range_of(name: str) -> tuple[float, float] | None:
    """The range of an angle such as `right_knee.flexion`; None where none is known."""
    return RANGES.get(name.removeprefix("right_").removeprefix("left_"))


PELVIS: Final[Mapping[str, tuple[float, float]]] = {
    "pelvis.tilt": (-90, 90),
    "pelvis.obliquity": (-90, 90),
    "pelvis.rotation": (-90, 90),
}
"""How far an editor turns the pelvis in space, which is no joint and has no range of its own."""


def limits_of(name: str) -> tuple[float, float]:
    """Between what an angle is edited: its range of motion, and for the pelvis a quarter turn."""
    return range_of(name) or PELVIS[name]
