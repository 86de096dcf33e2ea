"""Motions for tests, as an author writes them."""

import json
from typing import Any

from posture_app.library.files import motion_from_json
from posture_app.library.motion import Motion


def motion(start: str = "standing", **fields: Any) -> Motion:
    fields.setdefault("keyframes", [{"phase": "hold"}])
    read = motion_from_json(json.dumps({"start": start, **fields}))
    assert isinstance(read, Motion), read
    return read


CAT_COW = motion(
    "quadruped",
    keyframes=[
        {
            "phase": "start",
            "pose": {
                "pelvis": {"tilt": 17},
                "lumbar": {"flexion": -15},
                "thorax": {"flexion": -10},
                "neck": {"flexion": -15},
                "scapulae": {"protraction_cm": 0.5},
            },
        },
        {
            "phase": "hold",
            "pose": {
                "pelvis": {"tilt": -26},
                "lumbar": {"flexion": 20},
                "thorax": {"flexion": 25},
                "neck": {"flexion": 25},
                "head": {"nod": 8},
                "scapulae": {"protraction_cm": 3},
            },
        },
    ],
)
BRIDGE = motion(
    "hook_lying",
    contacts=["hands slide on floor"],
    keyframes=[
        {
            "phase": "hold",
            "pose": {
                "pelvis": {"tilt": -23},
                "thorax": {"flexion": 8},
                "hips": {"flexion": 0},
                "neck": {"flexion": 43},
                "shoulders": {"flexion": -25},
            },
        }
    ],
)
TURN = motion("sitting", keyframes=[{"phase": "hold", "pose": {"neck": {"rotation": 60}}}])
