"""What the fields of clothes and hair are told in: shares of bones, and places in their frames."""

import numpy as np
from bodies import Joints
from source import Floats
from surface import Surface

from posture_app.ui.figure.bones import BONE_INDEX as INDEX


def weight(surface: Surface, *bones: str) -> Floats:
    """The share of bones together; a name without its side counts the left one."""
    columns = [INDEX[name if name in INDEX else f"left_{name}"] for name in bones]
    return np.asarray(surface.weights[:, columns].sum(1))


def local(surface: Surface, joints: Joints, segment: str) -> Floats:
    """Places in the rest frame of a segment."""
    return np.asarray((surface.even - joints.origins[segment]) @ joints.frames[segment].T)
