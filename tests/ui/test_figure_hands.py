"""Hands in small pictures: fingers held together, so that they do not look like a comb."""

import numpy as np

from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.mitten import drawn_mesh

MOST_M = 0.0085


def test_only_fingers_are_wider_and_only_at_the_coarsest():
    for level in ("fine", "medium"):
        assert drawn_mesh("narrow", level) is load_mesh("narrow", level)
    drawn, mesh = drawn_mesh("narrow", "coarse"), load_mesh("narrow", "coarse")
    way = np.sqrt(((drawn.rest - mesh.rest) ** 2).sum(axis=1))
    assert 0 < way.max() < MOST_M
    most = mesh.influence_weights.argmax(axis=1)
    carriers = mesh.influence_bones[np.arange(len(way)), most][way > 0]
    assert all("finger" in mesh.bones[one] for one in carriers)


def test_both_hands_are_alike():
    rest = drawn_mesh("broad", "coarse").rest
    mirrored = rest * np.array((-1, 1, 1), np.float32)
    apart = np.sqrt(((rest[:, None] - mirrored[None]) ** 2).sum(axis=2)).min(axis=1)
    assert apart.max() < 1e-4
