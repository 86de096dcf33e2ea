"""Which entries are meant by what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.ui.palette.entry import PaletteEntry
from posture_app.words.search_index import SearchIndex, one_slip_apart

ENTRIES = (
    PaletteEntry("Today", "Page"),
    PaletteEntry("Breaks", "Page", ("pauses", "schedule")),
    PaletteEntry("Pause breaks for an hour", "Command"),
    PaletteEntry("Take a break now", "Command"),
    PaletteEntry("Shoulder blade squeeze", "Exercise, upper back"),
    PaletteEntry("Upper trapezius stretch", "Exercise, neck", ("shoulder",)),
    PaletteEntry("Dehnung für den Schultergürtel", "Übung", ("Füße",)),
    PaletteEntry("Five minutes for the neck", "Routine"),
)


def index(entries):
    return SearchIndex((entry, entry.searched) for entry in entries)


def titles(typed):
    return [entry.title for entry in index(ENTRIES).find(typed)]


def test_without_words_all_are_there_in_their_order():
    assert index(ENTRIES).find("  ") == list(ENTRIES)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pause hour", "Pause breaks for an hour"),
        ("hour pau", "Pause breaks for an hour"),
        ("breaks", "Breaks"),
        ("BREAK", "Take a break now"),
        ("should", "Shoulder blade squeeze"),
        ("five neck", "Five minutes for the neck"),
        ("trap", "Upper trapezius stretch"),
        ("schedule", "Breaks"),
        ("ubung", "Dehnung für den Schultergürtel"),
        ("uebung", "Dehnung für den Schultergürtel"),
        ("gürtel", "Dehnung für den Schultergürtel"),
        ("fusse", "Dehnung für den Schultergürtel"),
    ],
)
def test_the_best_comes_first(typed, first):
    assert titles(typed)[0] == first


@pytest.mark.parametrize("typed", ["shuolder", "shulder", "shoullder", "shoukder", "sholder bla"])
def test_a_slip_of_the_fingers_is_forgiven(typed):
    assert titles(typed)[0] == "Shoulder blade squeeze"


def test_the_title_counts_more_than_the_rest():
    assert titles("shoulder") == ["Shoulder blade squeeze", "Upper trapezius stretch"]


def test_a_word_counts_more_the_nearer_it_stands_to_the_beginning():
    entries = [PaletteEntry("Jaw and shoulders"), PaletteEntry("Shoulders")]
    assert index(entries).find("shoul") == entries[::-1]
    assert index(entries).find("shuold") == entries[::-1]


def test_every_word_must_be_found():
    assert titles("shoulder hour") == []
    assert titles("xyz") == []


def test_short_words_allow_no_slip():
    assert "Today" not in titles("tab")
    assert not titles("zn")


@given(st.text(alphabet="abcd", min_size=1, max_size=6), st.data())
def test_any_one_slip_is_one(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcd"))
    before, at, after = word[:place], word[place], word[place + 1 :]
    for other in (
        before + after,
        before + letter + after,
        before + letter + at + after,
        before + after[:1] + at + after[1:],
    ):
        assert one_slip_apart(word, other)
        assert one_slip_apart(other, word)


@pytest.mark.parametrize(("one", "other"), [("neck", "back"), ("abc", "cab"), ("a", "abc")])
def test_two_slips_are_not_one(one, other):
    assert not one_slip_apart(one, other)


@given(st.text(max_size=20))
def test_anything_can_be_typed(typed):
    assert set(titles(typed)) <= {entry.title for entry in ENTRIES}
