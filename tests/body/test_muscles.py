"""Muscles: the library's wordings find their strips, sides and mirrors."""

import pytest

from posture_app.body.muscles import (
    MUSCLES,
    Muscle,
    mirrored_muscle,
    muscles_of,
    names_meant,
)
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
