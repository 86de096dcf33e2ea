"""Hands and feet: fingers held together in small pictures, and what tells them apart in large."""

from dataclasses import replace

import numpy as np
import pytest

from posture_app.body.skeleton import NEUTRAL, frames_of
from posture_app.preferences import BODIES
from posture_app.ui.figure.details import details_of
from posture_app.ui.figure.hands import POSES
from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.small_hands import drawn_mesh
from posture_app.ui.figure.topology import topology_of
from posture_app.ui.figure.view import looking
from posture_app.ui.figure.waist import with_one_hem


def lines_on(part, yaw, scale, pose="grip", body="narrow", level="fine", pitch=0.0):
    """How many fine lines are drawn on a part of somebody who stands."""
    topology = topology_of(drawn_mesh(body, level))
    number = topology.mesh.parts.index(part)
    hands = POSES[pose], POSES[pose]
    view = replace(looking(yaw, pitch), scale=scale)
    projection = Projection(topology, frames_of(NEUTRAL), view, hands)
    projection.place([number])
    return sum(len(one.path.toSubpathPolygons()) for one in details_of(projection, number, 0.0))


@pytest.mark.parametrize(("level", "most_m"), [("coarse", 0.0085), ("medium", 0.004)])
def test_only_fingers_are_wider_and_only_in_small_pictures(level, most_m):
    close = with_one_hem(load_mesh("narrow", "fine"))
    assert np.array_equal(drawn_mesh("narrow", "fine").rest, close.rest)
    drawn, mesh = drawn_mesh("narrow", level), with_one_hem(load_mesh("narrow", level))
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


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("side", "outside"), [("right", 90), ("left", -90)])
def test_a_fist_has_a_line_between_any_two_fingers_where_its_knuckles_are_seen(body, side, outside):
    hand = f"{side}_hand"
    assert lines_on(hand, outside, 500.0, body=body, pitch=-45.0) == 3
    assert lines_on(hand, outside, 500.0, "hook", body) == 3
    for pose in ("flat", "relaxed"):  # there the fingers have edges of their own
        assert lines_on(hand, outside, 500.0, pose, body) == 0
    assert lines_on(hand, outside, 250.0, "hook", body) == 0


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("side", "outside"), [("right", 90), ("left", -90)])
def test_fingers_are_told_apart_from_the_palm_too(body, side, outside):
    """They were a mitten: where they are straight, in pictures whose mesh holds them together."""
    hand = f"{side}_hand"
    for yaw in (outside, -outside):
        assert lines_on(hand, yaw, 350.0, "flat", body, "medium") == 3
        assert lines_on(hand, yaw, 250.0, "flat", body, "medium") == 0
    # Of a fist the thumb hides some.
    assert lines_on(hand, -outside, 500.0, body=body) == 2


@pytest.mark.parametrize("level", ["coarse", "medium", "fine"])
@pytest.mark.parametrize(("foot", "outside"), [("right_foot", 90), ("left_foot", -90)])
def test_a_sock_has_toes_from_before_a_heel_from_behind_and_both_from_beside(foot, outside, level):
    seen = [lines_on(foot, yaw, 300.0, level=level) for yaw in (0, 180, outside)]
    assert seen == [1, 1, 2]
    assert lines_on(foot, outside, 100.0, level=level) == 0
