"""Hands in small pictures: fingers held together, so that they do not look like a comb."""

import numpy as np
import pytest

from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.small_hands import drawn_mesh


@pytest.mark.parametrize(("level", "most_m"), [("coarse", 0.0085), ("medium", 0.004)])
def test_only_fingers_are_wider_and_only_in_small_pictures(level, most_m):
    assert drawn_mesh("narrow", "fine") is load_mesh("narrow", "fine")
    drawn, mesh = drawn_mesh("narrow", level), load_mesh("narrow", level)
    way = np.sqrt(((drawn.rest - mesh.rest) ** 2).sum(axis=1))
    assert 0.8 * most_m < way.max() < most_m
    most = mesh.influence_weights.argmax(axis=1)
    carriers = mesh.influence_bones[np.arange(len(way)), most][way > 0]
    assert all("finger" in mesh.bones[one] for one in carriers)


@pytest.mark.parametrize("level", ["coarse", "medium"])
def test_both_hands_are_alike(level):
    rest = drawn_mesh("broad", level).rest
    mirrored = rest * np.array((-1, 1, 1), np.float32)
    apart = np.sqrt(((rest[:, None] - mirrored[None]) ** 2).sum(axis=2)).min(axis=1)
    assert apart.max() < 1e-4
