"""Every zone, muscle and part has its name, in both languages."""

import re

import pytest

from posture_app.body.muscles import MUSCLES
from posture_app.body.trigger_points import PATTERNS
from posture_app.body.volumes import ELLIPSOIDS
from posture_app.body.zones import zones, zones_by_id
from posture_app.library.files import builtin_path, read
from posture_app.words import anatomy, trigger_points
from posture_app.words.catalogue import speaking


@pytest.mark.parametrize("language", ["en", "de"])
def test_zones_have_names_of_their_own(language: str) -> None:
    every = zones()
    with speaking(language):
        assert len({(anatomy.zone_title(zone), zone.face) for zone in every}) == len(every)
        for zone in every:
            assert anatomy.anatomical_name(zone)
            assert anatomy.zone_in_a_sentence(zone.name)


def test_there_are_no_names_for_what_is_not_there() -> None:
    assert anatomy.ZONES.keys() == anatomy.ANATOMICAL.keys() == {zone.name for zone in zones()}
    assert set(trigger_points.PATTERNS) == {pattern.id for pattern in PATTERNS}


def test_a_side_is_said_once() -> None:
    zone = zones_by_id()["low_back_left"]
    assert anatomy.zone_title(zone) == "Low back, left"
    with speaking("de"):
        assert anatomy.zone_title(zone) == "Unterer Rücken, links"
        assert anatomy.zone_title(zones_by_id()["forehead"]) == "Stirn"


def test_every_muscle_of_the_library_and_the_figure_has_a_german_name() -> None:
    exercises = read(builtin_path()).exercises
    named = {name for one in exercises for name in (*one.muscles.primary, *one.muscles.secondary)}
    assert set(MUSCLES) | named <= set(anatomy.MUSCLES)
    with speaking("de"):
        assert anatomy.muscle_name("upper trapezius") == (
            "Kapuzenmuskel, oberer Teil (M. trapezius)"
        )
        assert anatomy.muscle_name("left scalenes") == "Treppenmuskeln (Mm. scaleni), links"
        assert anatomy.muscle_name("a muscle of my own") == "a muscle of my own"


def test_every_part_that_a_check_can_name_has_its_words() -> None:
    names = {re.sub("^(right|left)_", "", one.name).replace("_", " ") for one in ELLIPSOIDS}
    assert names <= set(anatomy.PARTS)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_pattern_is_told_in_whole_sentences(pattern, language) -> None:
    with speaking(language):
        words = trigger_points.pattern_words(pattern)
        told = [words.lies, words.usual_point, words.aggravated_by]
        told += [words.feels_like, trigger_points.refers_to(pattern)]
        assert all(line[0].isupper() and line.endswith(".") for line in told)
        assert not words.title.endswith(".")


def test_what_a_muscle_refers_to_is_one_list() -> None:
    (pattern,) = (one for one in PATTERNS if one.id == "piriformis")
    assert trigger_points.refers_to(pattern) == (
        "Buttock, sacrum and sacro-iliac joint, outer hip and back of the thigh."
        " Can irritate the sciatic nerve."
    )
    with speaking("de"):
        assert trigger_points.refers_to(pattern).startswith("Gesäß, Kreuzbein und ")
