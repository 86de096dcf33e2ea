"""The trigger points and zones name only what is there, and lie on the body."""

import pytest

from posture_app.body.muscles import MUSCLES
from posture_app.body.trigger_points import (
    PATTERNS,
    REFERENCES,
    points_on,
    referring_to,
    without_exercise,
)
from posture_app.body.zones import (
    FACES,
    sided,
    standing,
    zone_at,
    zone_names,
    zones,
    zones_by_id,
)

ROWS = [
    "upper-trapezius",
    "middle-trapezius",
    "lower-trapezius",
    "levator-scapulae",
    "sternocleidomastoid",
    "scalenes",
    "suboccipitals",
    "splenius",
    "rhomboids",
    "infraspinatus",
    "pectorals",
    "thoracic-erector-spinae",
    "lumbar-erector-spinae",
    "multifidus",
    "quadratus-lumborum",
    "gluteus-medius",
    "piriformis",
    "iliopsoas",
]


def test_every_muscle_of_the_tradition_is_there_once():
    assert [one.id for one in PATTERNS] == ROWS


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_names_only_what_is_there(pattern):
    assert set(pattern.muscles) <= set(MUSCLES)
    assert pattern.refers_to
    assert set(pattern.refers_to) <= zone_names()
    assert set(pattern.sources) <= REFERENCES.keys()
    assert 55 in pattern.sources


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
@pytest.mark.parametrize("side", ["right", "left"])
def test_trigger_points_lie_on_a_zone_of_their_side(pattern, side):
    points = points_on(pattern, side)
    assert points
    for point in points:
        x, y, _ = standing().point(point.spot.segment, point.spot.point)
        zone = zone_at(point.face, x, y)
        assert zone is not None
        assert zone.side in {side, "middle"}


def test_the_left_is_the_mirror_of_the_right():
    for pattern in PATTERNS:
        for right, left in zip(
            points_on(pattern, "right"), points_on(pattern, "left"), strict=True
        ):
            x, y, z = standing().point(right.spot.segment, right.spot.point)
            assert standing().point(left.spot.segment, left.spot.point) == pytest.approx((-x, y, z))


def test_zones_have_names_of_their_own():
    every = zones()
    assert len({zone.id for zone in every}) == len(every)
    assert all(zone.regions for zone in every)


def test_zones_lie_on_their_side_and_have_a_twin():
    for zone in zones():
        x, y = zone.centre
        if zone.side == "middle":
            assert x == pytest.approx(0)
        else:
            assert (x < 0) == (zone.side == "right")
            other = "left" if zone.side == "right" else "right"
            twin = zones_by_id()[f"{zone.name}_{other}"]
            assert twin.centre == pytest.approx((-x, y))


def test_every_joint_of_the_standing_figure_lies_in_a_zone_on_both_faces():
    for x, y, _ in standing().places:
        for face in FACES:
            aside = x or 0.01
            assert zone_at(face, aside, y) is not None, (face, x, y)


def test_beside_the_body_there_is_no_zone():
    assert zone_at("front", 0.45, 1.6) is None
    assert zone_at("back", 0.0, 2.0) is None


def test_a_zone_finds_the_muscles_that_refer_to_it():
    found = [one.id for one in referring_to("buttock_left")]
    assert "piriformis" in found
    assert "scalenes" not in found
    with pytest.raises(KeyError):
        referring_to("left_buttock")


def test_the_middle_stands_for_both_sides():
    assert sided("low_back", "middle") == ("low_back_right", "low_back_left")
    assert sided("low_back", "left") == ("low_back_left",)
    assert sided("crown", "right") == ("crown",)


def test_a_library_without_its_exercises_leaves_a_muscle_alone():
    pattern = PATTERNS[0]
    others = [key for one in PATTERNS for key in one.exercises if key not in pattern.exercises]
    assert pattern in without_exercise(others)
    assert pattern not in without_exercise([*others, pattern.exercises[-1]])
    assert without_exercise([]) == PATTERNS
