"""The sound cues, made by the program itself: soft struck notes as samples and as wave files.

They differ by pitch and by shape, so that one can tell them apart with closed eyes: short and
single to count, rising to begin, long and level to hold, up and down to change sides, falling to
rest. No partial lies above 2.4 kHz: nothing is shrill.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from posture_app.dataclass import dataclass

RATE_HZ: Final = 22_050
RECIPE: Final = 1
"""Counted up when a cue below changes, for the files of the old recipe are kept until then."""

_PEAK: Final = 0.7
"""Of full scale, for the loudest sample of a cue: leaves room where other programs play too."""
_PARTIALS: Final = ((1, 1.0), (2, 0.22), (3, 0.06))
"""Multiples of the pitch and their strength: a mallet on wood rather than an alarm."""
_RELEASE_S: Final = 0.03
"""The end of a note fades, for a cut is heard as a click."""

_C4, _E4, _G4, _C5, _D5, _E5, _G5 = 261.63, 329.63, 392.00, 523.25, 587.33, 659.26, 783.99


@dataclass(frozen=True, slots=True)
class StruckNote:
    """A struck note: when it begins, how long it sounds, how it rises and dies away.

    `decay_s` is the time in which it falls to 1/e.
    """

    pitch_hz: float
    at_s: float
    length_s: float
    decay_s: float
    attack_s: float = 0.006


CUES: Final[Mapping[str, tuple[float, tuple[StruckNote, ...]]]] = {
    # Name: the loudness against the other cues, and the notes.
    "get_ready": (0.8, (StruckNote(_G4, 0, 0.4, 0.14), StruckNote(_C5, 0.2, 0.5, 0.18))),
    "tick": (0.45, (StruckNote(_E5, 0, 0.12, 0.03),)),
    "start": (1.0, (StruckNote(_C5, 0, 0.3, 0.10), StruckNote(_G5, 0.1, 0.5, 0.16))),
    "hold": (0.8, (StruckNote(_E4, 0, 0.8, 0.6, attack_s=0.08),)),
    "change_side": (
        0.9,
        (
            StruckNote(_G4, 0, 0.25, 0.1),
            StruckNote(_D5, 0.15, 0.25, 0.1),
            StruckNote(_G4, 0.3, 0.45, 0.16),
        ),
    ),
    "rest": (0.8, (StruckNote(_C5, 0, 0.35, 0.15), StruckNote(_G4, 0.18, 0.7, 0.28))),
    "done": (
        0.9,
        (
            StruckNote(_C4, 0, 0.9, 0.35),
            StruckNote(_E4, 0.14, 0.9, 0.35),
            StruckNote(_G4, 0.28, 0.9, 0.35),
            StruckNote(_C5, 0.42, 1.1, 0.45),
        ),
    ),
}


@cache
def samples(name: str) -> Sequence[float]:
    """A cue at full volume: mono, `RATE_HZ` samples a second, each from -1 to 1.

    Raises:
        KeyError: There is no such cue.
    """
    loudness, notes = CUES[name]
    struck = [(round(note.at_s * RATE_HZ), _struck(note)) for note in notes]
    mixed = [0.0] * max(first + len(values) for first, values in struck)
    for first, values in struck:
        for place, value in enumerate(values, first):
            mixed[place] += value
    scale = _PEAK * loudness / max(map(abs, mixed))
    return array("d", (value * scale for value in mixed))


def wave_file(name: str, volume: int) -> bytes:
    """A cue as a wave file: mono, 16 bits.

    Args:
        name: The cue.
        volume: Per cent. Half of it sounds about half as loud: the gain is its square.
    """
    gain = 32_767 * (volume / 100) ** 2
    frames = array("h", (round(value * gain) for value in samples(name)))
    if sys.byteorder == "big":
        frames.byteswap()  # a wave file is little-endian on every machine
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(frames.tobytes())
    return content.getvalue()


ANNOUNCING: Final = frozenset({"get_ready", "done"})
"""Cues that belong to no exact moment."""


def length_of_notes_s(name: str) -> float:
    """How much there is to reckon for a cue: the lengths of its notes together."""
    return sum(note.length_s for note in CUES[name][1])


def length_s(name: str) -> float:
    """How long a cue sounds."""
    return len(samples(name)) / RATE_HZ


def _struck(note: StruckNote) -> list[float]:
    values = []
    for index in range(round(note.length_s * RATE_HZ)):
        at_s = index / RATE_HZ
        envelope = (
            math.exp(-at_s / note.decay_s)
            * _eased(at_s / note.attack_s)
            * _eased((note.length_s - at_s) / _RELEASE_S)
        )
        angle = 2 * math.pi * note.pitch_hz * at_s
        tone = sum(weight * math.sin(multiple * angle) for multiple, weight in _PARTIALS)
        values.append(envelope * tone)
    return values


def _eased(share: float) -> float:
    """From 0 to 1 along half a cosine, without a corner at either end."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(share, 0.0), 1.0))
