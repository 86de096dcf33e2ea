"""What the page says of the sensors."""

import pytest

from posture_app.desktop.sensors.model import State
from posture_app.errors import sentence
from posture_app.words import sensors
from posture_app.words.catalogue import speaking


def test_values_in_words() -> None:
    assert [sensors.value(v) for v in (None, True, False, 3.2, 600.0)] == [
        "not known yet",
        "yes",
        "no",
        "3 s",
        "10 min",
    ]


def test_an_answer_names_who_gave_it() -> None:
    working = sensors.last_answer(sentence("X11 screen saver extension"), 3.0)
    assert working == "X11 screen saver extension, last value: 3 s"
    assert sensors.last_answer("X", None) == "X, last value: not known yet"
    with speaking("de"):
        assert sensors.last_answer("X", True) == "X, letzter Wert: ja"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word(state: State) -> None:
    assert sensors.state(state.value)
