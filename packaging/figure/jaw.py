"""The broad body's jaw: wider at its angle and at the chin.

It is moved after the mesh has been simplified, so that both bodies keep the triangles they had.
"""

from typing import Final

import numpy as np
from bodies import Joints
from dressing import HAIR
from garments import local, weight
from source import Floats, Ints
from surface import Surface

_BROAD: Final = 1
_ANGLE: Final = (0.0060, -0.040, 0.026)
"""How much wider the jaw is at its angle, how high that lies in the head's frame, and how far that
reaches up and down, in metres."""
_CHIN: Final = (0.0050, -0.070, 0.020, 0.016)
"""The same of the chin, and how far from the middle it is widest."""
_DROP_M: Final = 0.0030
"""How much lower the chin ends."""


def squared(surface: Surface, joints: Joints, material: Ints) -> Floats:
    """The places of the bodies, with that jaw."""
    bodies = surface.bodies.copy()
    x, y, z = local(surface, joints, "head").T
    hair = np.zeros(len(x))
    hair[surface.triangles[material == HAIR]] = 1.0
    average = surface.averages()
    for _ in range(3):
        hair = average @ hair
    own = np.clip(1.6 * weight(surface, "head", "jaw") - 0.4, 0, 1)
    own = own * (1 - np.clip(hair, 0, 1)) * (1 - np.clip(1.5 * surface.marks["ear"], 0, 1))
    wider, middle, reach = _ANGLE
    bell = np.exp(-(((y - middle) / reach) ** 2))
    aside = wider * bell * np.clip(x / 0.05, 0, 1) ** 1.5
    wider, middle, reach, out = _CHIN
    ahead = np.clip((z - 0.03) / 0.03, 0, 1)
    below = np.exp(-(((y - middle) / reach) ** 2)) * ahead
    beyond = np.exp(-((np.clip(x - out, 0, 1) / 0.02) ** 2))
    aside += wider * below * np.clip(x / out, 0, 1) * beyond
    bodies[:, _BROAD, 0] += own * aside
    bodies[:, _BROAD, 1] -= own * _DROP_M * below
    return bodies
