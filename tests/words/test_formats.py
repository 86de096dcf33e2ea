import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from posture_app.words import formats
from posture_app.words.catalogue import babel_locale, speaking


@pytest.fixture
def german() -> Iterator[None]:
    with speaking("de"):
        yield


@pytest.mark.parametrize(
    ("seconds", "exact", "rounded"),
    [
        (45, "45 s", "45 s"),
        (54.4, "54 s", "54 s"),
        (59.4, "59 s", "1 min"),
        (60, "1 min", "1 min"),
        (270, "4 min 30 s", "4 min"),
        (321, "5 min 21 s", "5 min"),
        (3600, "1 h", "1 h"),
        (3900, "1 h 5 min", "1 h 5 min"),
    ],
)
def test_duration(seconds: float, exact: str, rounded: str) -> None:
    assert formats.duration(seconds) == exact
    assert formats.rounded_duration(seconds) == rounded


@given(st.floats(min_value=0, max_value=86_400))
def test_rounded_duration_is_within_half_a_unit(seconds: float) -> None:
    words = formats.rounded_duration(seconds).split()
    units = {"s": 1, "min": 60, "h": 3600}
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert abs(told - seconds) <= 30


@given(st.floats(min_value=0, max_value=3599))
def test_a_length_below_an_hour_is_exact(seconds: float) -> None:
    words = formats.duration(seconds).split()
    units = {"s": 1, "min": 60, "h": 3600}
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert abs(told - seconds) <= 0.5


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (2.5, "2.5 seconds"),
        (90, "1 minute 30 seconds"),
        (7260, "2 hours 1 minute"),
    ],
)
def test_spoken_duration(seconds: float, words: str) -> None:
    assert formats.spoken_duration(seconds) == words


def test_a_stopwatch_always_has_minutes() -> None:
    assert [formats.clock(s) for s in (0, 14, 270, 3900)] == ["0:00", "0:14", "4:30", "1:05:00"]


def test_numbers_and_lists_by_language(german: None) -> None:
    assert formats.number(12345.56) == "12.345,6"
    assert formats.percent(0.45) == "45\N{NO-BREAK SPACE}%"
    assert formats.listed(["Stuhl", "Tisch", "Wand"]) == "Stuhl, Tisch und Wand"
    assert formats.listed_alternatives(["Stuhl", "Wand"]) == "Stuhl oder Wand"
    with speaking("en"):
        assert formats.number(12.5) == "12.5"
        assert formats.number(3.0) == "3"
        assert formats.percent(0.45) == "45%"
        assert formats.listed(["chair", "desk", "wall"]) == "chair, desk and wall"
        assert formats.listed(["chair"]) == "chair"
        assert formats.listed([]) == formats.listed_alternatives([]) == ""


def test_dates_by_language(german: None) -> None:
    day, today = date(2026, 3, 10), date(2026, 3, 12)
    assert formats.long_date(day) == "Dienstag, 10. März"
    assert formats.full_date(day) == "Dienstag, 10. März 2026"
    assert formats.medium_date(day) == "10.03.2026"
    assert formats.month(day) == "März 2026"
    assert formats.relative_date(today, today) == "Heute"
    assert formats.relative_date(date(2026, 3, 11), today) == "Gestern"
    assert formats.relative_date(date(2025, 3, 10), today) == "Montag, 10. März 2025"
    assert formats.weekdays()[0] == "Montag"
    assert formats.weekdays_short() == ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
    with speaking("en"):
        assert formats.long_date(day) == "Tuesday, 10 March"
        assert formats.weekdays_short()[6] == "Sun"


@pytest.mark.parametrize(("language", "pattern"), [("en", "EEEE, d MMMM"), ("de", "EEEE, d. MMMM")])
def test_dates_with_a_weekday_are_those_of_unicode(language: str, pattern: str) -> None:
    with speaking(language):
        for day in (date(2026, 1, 1) + timedelta(days=days) for days in range(365)):
            whole = format_date(day, pattern, locale=babel_locale())
            assert formats.long_date(day) == whole
            assert formats.full_date(day) == f"{whole} 2026"


def test_times_and_lengths_by_language(german: None) -> None:
    assert formats.time_of_day(datetime(2026, 3, 12, 9, 5, tzinfo=UTC)) == "09:05"
    assert formats.spoken_duration(90) == "1 Minute 30 Sekunden"
    assert formats.spoken_duration(2.5) == "2,5 Sekunden"


def test_what_waits_in_the_tray_does_not_load_babel() -> None:
    code = """
import sys
from datetime import datetime, UTC
from posture_app.words import formats
formats.duration(90), formats.rounded_duration(90), formats.spoken_duration(90)
formats.clock(90), formats.time_of_day(datetime(2026, 3, 12, 9, 5, tzinfo=UTC))
formats.long_date(datetime(2026, 3, 12)), formats.full_date(datetime(2026, 3, 12))
sys.exit(any(name.split(".")[0] in {"babel", "PySide6"} for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_are_put_one_after_the_other_in_every_language(language):
    with speaking(language):
        assert [formats.enumerated(["a", "b", "c"][:count]) for count in range(4)] == [
            "",
            "a",
            "a, b",
            "a, b, c",
        ]
