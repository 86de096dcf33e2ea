"""Muscles: the library's wordings find their strips, sides and mirrors."""

from math import dist

import pytest

from posture_app.body.muscles import mirrored_strip, names_meant, strips, strips_of
from posture_app.body.skeleton import NEUTRAL, frames_of
from posture_app.body.volumes import ELLIPSOIDS, PARTS, reach


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("upper trapezius", ("upper trapezius",)),
        ("longus colli and capitis", ("deep neck flexors",)),
        ("lower and middle trapezius", ("lower trapezius", "middle trapezius")),
        ("biceps femoris long head", ("hamstrings",)),
        ("lumbar erector spinae", ("lumbar erector spinae",)),
        ("the heart", ()),
    ],
)
def test_a_wording_means_its_muscles(wording, names):
    assert names_meant(wording) == names


def test_one_side_only():
    both, right = strips_of(["levator scapulae"]), strips_of(["right levator scapulae"])
    assert len(both) == 2 * len(right)
    assert all(spot.point[0] < 0 for strip in right for spot in strip.spots)
    assert set(map(mirrored_strip, right)) == set(both) - set(right)


@pytest.mark.parametrize("name", sorted(strips()))
def test_every_strip_lies_on_the_body(name):
    frames = frames_of(NEUTRAL)
    parts = {part.name for part in PARTS}
    for strip, _ in strips()[name]:
        assert strip.part in parts
        for spot in strip.spots:
            x, y, z = frames.point(spot.segment, spot.point)
            high = max(reach(frames, one, (0, 1, 0)) for one in ELLIPSOIDS)
            assert 0 < y < high
            near = min(
                dist(frames.point(e.segment, e.centre), (x, y, z)) - max(e.radii)
                for e in ELLIPSOIDS
            )
            assert near < 0.03, (name, spot)
