"""The cues as sounds: measured from the wave files, not from the recipe."""

import io
import itertools
import math
import wave
from array import array
from typing import get_args

import pytest

from posture_app.coach.session import CueName
from posture_app.desktop import tones

NAMES = sorted(tones.CUES)
SHRILL_HZ = 2_500


def played(name, volume=100):
    with wave.open(io.BytesIO(tones.wave_file(name, volume))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        rate = file.getframerate()
        values = array("h", file.readframes(file.getnframes()))
    return rate, [value / 32_768 for value in values]


def strength_at(hz, values, rate):
    """How much of a pitch is in the samples (Goertzel's algorithm)."""
    turn = 2 * math.cos(2 * math.pi * hz / rate)
    before, last = 0.0, 0.0
    for value in values:
        before, last = last, value + turn * last - before
    return math.sqrt(abs(before**2 + last**2 - turn * before * last)) / len(values)


def test_every_cue_of_the_coach_has_a_sound():
    assert set(NAMES) == set(get_args(CueName))


@pytest.mark.parametrize("name", NAMES)
def test_it_begins_and_ends_in_silence_and_never_clips(name):
    _, values = played(name)
    assert abs(values[0]) < 0.01
    assert abs(values[-1]) < 0.01
    assert 0.3 < max(map(abs, values)) < 0.8


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_clicks(name):
    """A jump from sample to sample that a tone below 2.5 kHz cannot make is heard as a click."""
    rate, values = played(name)
    steepest = 2 * math.pi * SHRILL_HZ / rate * max(map(abs, values))
    assert max(abs(b - a) for a, b in itertools.pairwise(values)) < steepest


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_shrill(name):
    rate, values = played(name)
    step = rate / 1024
    low = max(strength_at(step * bin_, values[:1024], rate) for bin_ in range(5, 60))
    high = max(strength_at(step * bin_, values[:1024], rate) for bin_ in range(130, 500, 7))
    assert high < low / 50


def test_a_count_is_short_enough_for_its_second_and_done_is_the_longest():
    lengths = {name: len(played(name)[1]) / played(name)[0] for name in NAMES}
    assert lengths["tick"] < 0.2
    assert max(lengths, key=lambda name: lengths[name]) == "done"
    assert max(lengths.values()) < 2
    assert lengths == {name: pytest.approx(tones.length_s(name)) for name in NAMES}


def test_no_two_cues_begin_alike():
    """What tells them apart is heard in the first half second."""

    def melody(name):
        rate, values = played(name)
        pitches = [262, 330, 392, 523, 587, 659, 784]
        windows = [values[start : start + 2048] for start in range(0, 5 * 2048, 2048)]
        return [
            max(pitches, key=lambda hz: strength_at(hz, window, rate))
            for window in windows
            if len(window) == 2048 and max(map(abs, window)) > 0.02
        ]

    melodies = {name: tuple(melody(name)) for name in NAMES}
    assert len(set(melodies.values())) == len(NAMES), melodies


def test_the_volume_scales_the_loudness():
    _, loud = played("start", 100)
    _, half = played("start", 50)
    _, silent = played("start", 0)
    assert max(map(abs, half)) == pytest.approx(max(map(abs, loud)) / 4, rel=0.01)
    assert set(silent) == {0.0}
