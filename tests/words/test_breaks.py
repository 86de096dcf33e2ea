"""The breaks in words: every key has its sentence, in English and in German."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posture_app.breaks.effects import EFFECTS, NoticeGiven, Refused
from posture_app.breaks.reasons import HoldKey, Refusal, Request
from posture_app.breaks.settings import DEFAULT_KINDS, BreakKind
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.state_json import from_json
from posture_app.breaks.view import HoldView
from posture_app.words import breaks, breaks_on_screen, catalogue
from posture_app.words.status import status_lines
from tests.words.test_catalogues import catalogues

DAY = Path(__file__).parents[1] / "breaks" / "samples" / "breaks-state-1.json"
"""A state in which nearly everything was decided that can be."""
AT = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def state() -> SchedulerState:
    return from_json(json.loads(DAY.read_bytes()))


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    catalogues().compile_all()


def test_nearly_everything_was_decided(state: SchedulerState) -> None:
    assert {effect.what for effect in state.decisions} == set(EFFECTS)


def test_decisions_in_german(state: SchedulerState) -> None:
    english = [breaks.decision(state, one) for one in state.decisions]
    with catalogue.speaking("de"):
        german = [breaks.decision(state, one) for one in state.decisions]
    assert not set(english) & set(german)
    assert "Kurzpause: zurückgehalten (Gespräch seit 15:00)." in german
    assert "Long: angekündigt nach 89 min Aktivität." in german
    assert any(one.startswith("Auslassen abgelehnt: Es läuft keine Pause.") for one in german)


def test_how_things_stand_in_german(state: SchedulerState) -> None:
    with catalogue.speaking("de"):
        explained = breaks.explained(state, state.now_s)
        lines = status_lines(state)
    assert explained == [
        "Pausen werden zurückgehalten: Gespräch seit 15:00.",
        "Kurzpause: fällig und zurückgehalten seit 15:30.",
        "Long: nicht fällig, gezählt sind 33 min von 90 min Aktivität.",
    ]
    assert lines == [
        "Pausen werden zurückgehalten: Gespräch seit 15:00.",
        "Als Nächstes: Kurzpause, schon fällig.",
    ]


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_refusal_and_every_hold_is_a_sentence(language: str) -> None:
    with catalogue.speaking(language):
        refusals = [
            breaks.refusal(Refused(0, Request.SKIP, one, snoozes=2, wanted="nope"))
            for one in Refusal
        ]
        holds = [breaks.hold(one, "14:02") for one in HoldKey]
    assert len(set(refusals)) == len(Refusal)
    assert all(one.endswith(".") and "{" not in one for one in refusals)
    assert len(set(holds)) == len(HoldKey)
    assert all("14:02" in one for one in holds)


def test_a_name_is_translated_unless_the_person_gave_it(state: SchedulerState) -> None:
    mine = BreakKind(id="micro", name="Tea", every_s=900, length_s=60)
    with catalogue.speaking("de"):
        assert [breaks.kind_name(kind) for kind in DEFAULT_KINDS] == [
            "Kurzpause",
            "Bewegungspause",
            "Haltungswechsel",
            "Augenpause",
        ]
        assert breaks.kind_name(mine) == "Tea"
    assert [breaks.kind_name(kind) for kind in DEFAULT_KINDS] == [k.name for k in DEFAULT_KINDS]
    gone = NoticeGiven(0, "gone", 60.0, 20.0, 0)
    assert breaks.decision(state, gone) == "gone: announced after 60 s of activity."


@pytest.mark.parametrize(
    ("keys", "english", "german"),
    [
        ((), "Break held back", "Pause zurückgehalten"),
        (
            (HoldKey.CALL, HoldKey.SHARING),
            "Break held back: a call since 14:02 and a shared screen since 14:02",
            "Pause zurückgehalten: Gespräch seit 14:02 und Bildschirm geteilt seit 14:02",
        ),
        (
            (HoldKey.CALL, HoldKey.DND, HoldKey.PAUSED),
            "Break held back: a call since 14:02, do-not-disturb since 14:02 and "
            "a pause since 14:02",
            "Pause zurückgehalten: Gespräch seit 14:02, „Nicht stören“ seit 14:02 und "
            "von Ihnen angehalten seit 14:02",
        ),
    ],
)
def test_several_holds_in_one_line(keys: tuple[HoldKey, ...], english: str, german: str) -> None:
    held = [HoldView(key, AT) for key in keys]
    assert breaks_on_screen.held_break(held) == english
    with catalogue.speaking("de"):
        assert breaks_on_screen.held_break(held) == german
