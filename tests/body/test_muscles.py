"""Muscles: the library's wordings find their strips, sides and mirrors."""

from math import dist

import pytest

from posture_app.body.muscles import (
    MUSCLES,
    Muscle,
    mirrored_muscle,
    mirrored_strip,
    muscles_of,
    names_meant,
    strips,
    strips_of,
)
from posture_app.body.skeleton import NEUTRAL, frames_of
from posture_app.body.volumes import ELLIPSOIDS, PARTS, reach
from posture_app.library.files import builtin_path, read


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("upper trapezius", ("upper trapezius",)),
        ("longus colli and capitis", ("deep neck flexors",)),
        ("lower and middle trapezius", ("lower trapezius", "middle trapezius")),
        ("biceps femoris long head", ("hamstrings",)),
        ("lumbar erector spinae", ("lumbar erector spinae",)),
        ("gluteus minimus", ("gluteus minimus",)),
        ("serratus posterior superior", ("serratus posterior superior",)),
        ("internal oblique", ("internal oblique",)),
        ("the heart", ()),
    ],
)
def test_a_wording_means_its_muscles(wording, names):
    assert names_meant(wording) == names


def test_one_side_only_is_one_muscle():
    both, right = muscles_of(["levator scapulae"]), muscles_of(["right levator scapulae"])
    assert right == (Muscle("levator scapulae", "right"),)
    assert set(both) == {*right, *map(mirrored_muscle, right)}


def test_every_muscle_of_the_library_is_drawn():
    exercises = read(builtin_path()).exercises
    named = {name for one in exercises for name in (*one.muscles.primary, *one.muscles.secondary)}
    for one in exercises:
        if one.motion is not None:
            named |= {*one.motion.works, *one.motion.lengthens}
    assert named
    for name in named:
        assert names_meant(name), name
        assert set(names_meant(name)) <= set(MUSCLES)


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
