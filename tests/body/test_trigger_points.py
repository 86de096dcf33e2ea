"""The trigger points and zones name only what is there, and lie on the body."""

import pytest

from posture_app.body.muscles import MUSCLES
from posture_app.body.trigger_points import (
    PATTERNS,
    REFERENCES,
    patterns,
    points_on,
    referring_to,
    without_exercise,
)
from posture_app.body.zones import (
    FACES,
    sided,
    standing,
    zone_at,
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
    "semispinalis",
    "masseter",
    "temporalis",
    "rhomboids",
    "serratus-posterior-superior",
    "latissimus-dorsi",
    "supraspinatus",
    "infraspinatus",
    "pectorals",
    "rectus-abdominis",
    "thoracic-erector-spinae",
    "lumbar-erector-spinae",
    "multifidus",
    "quadratus-lumborum",
    "gluteus-medius",
    "gluteus-minimus",
    "gluteus-maximus",
    "piriformis",
    "iliopsoas",
]


def test_every_muscle_of_the_tradition_is_there_once():
    assert [one.id for one in PATTERNS] == ROWS


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_names_only_what_is_there(pattern):
    assert set(pattern.muscles) <= set(MUSCLES)
    assert pattern.refers_to
    assert set(pattern.refers_to) <= {zone.name for zone in zones()}
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


@pytest.mark.parametrize(
    ("pattern_id", "zones_taught"),
    [
        ("piriformis", {"sacrum", "outer_hip", "buttock", "back_of_thigh"}),
        ("sternocleidomastoid", {"back_of_head", "front_of_neck", "upper_chest", "forehead"}),
        ("infraspinatus", {"back_of_forearm", "back_of_hand", "beside_shoulder_blade"}),
        ("splenius", {"back_of_neck", "crown", "eye"}),
        ("gluteus-medius", {"outer_hip", "sacrum", "low_back"}),
        ("multifidus", {"sacrum", "lower_abdomen"}),
        ("lumbar-erector-spinae", {"low_back", "buttock"}),
        ("scalenes", {"front_of_upper_arm", "upper_chest"}),
        ("suboccipitals", {"forehead", "back_of_head"}),
    ],
)
def test_a_pattern_has_the_places_that_are_published(pattern_id, zones_taught):
    assert zones_taught <= set(patterns()[pattern_id].refers_to)


def test_multifidus_is_not_said_to_reach_the_middle_of_the_back():
    assert "mid_back" not in patterns()["multifidus"].refers_to


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_has_a_source_beside_the_manual_itself(pattern):
    assert len(set(pattern.sources) - {55}) >= 1
    assert len(set(pattern.sources)) == len(pattern.sources)


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
