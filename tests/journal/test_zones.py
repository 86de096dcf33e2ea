from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.journal.zones import zone

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_zone_has_its_own_rules_for_summer():
    assert zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")
    assert NOON.astimezone(zone("Europe/Berlin")).hour == 14


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("UTC+05:30", 330), ("UTC-3", -180), ("UTC+0100", 60), ("UTC-09:30", -570)],
)
def test_an_offset_is_understood_where_a_system_gives_no_name(name, minutes):
    assert NOON.astimezone(zone(name)).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "Europe", "../../etc/passwd", "/etc/localtime", "UTC+99", "a\0b"]
)
def test_a_name_nobody_knows_is_utc(name):
    assert zone(name) == UTC


@given(st.text())
def test_no_name_stops_the_log_from_being_shown(name):
    assert NOON.astimezone(zone(name)) == NOON
