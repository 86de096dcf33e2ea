"""The zone that a machine is in, however its system says so: the time on its clock counts."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from posture_app.breaks.hours import zone_called
from posture_app.desktop import clock
from posture_app.desktop.clock import SystemClock, local_time_zone

ZONES = Path("/usr/share/zoneinfo")
TOKYO = ZONES / "Asia" / "Tokyo"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not TOKYO.is_file(), reason="other systems have no TZ and its files"
)

_TOLD = """
import time
from posture_app.desktop.clock import SystemClock, local_time_zone
print(local_time_zone(), time.localtime().tm_gmtoff)
"""


def told(before: str = "", **environ: str) -> tuple[str, int]:
    """What a process of its own finds, and its C library's offset in seconds."""
    bare = {name: value for name, value in os.environ.items() if name != "TZ"}
    found = subprocess.run(
        [sys.executable, "-c", before + _TOLD],
        env={**bare, **environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    name, offset_s = found.stdout.split()
    return name, int(offset_s)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tz", "name"),
    [
        ("UTC-3", "UTC+03:00"),
        ("<+0530>-5:30", "UTC+05:30"),
        ("ABC3:30", "UTC-03:30"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", None),
        (str(TOKYO), "Asia/Tokyo"),
        (f":{TOKYO}", "Asia/Tokyo"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("", None),
        ("Nowhere/City", "UTC+00:00"),
    ],
)
def test_whatever_tz_says_the_offset_is_the_systems(tz, name):
    found, offset_s = told(TZ=tz)
    assert name in {None, found}
    local = SystemClock().read().wall.astimezone(zone_called(found))
    assert local.utcoffset() == timedelta(seconds=offset_s)


@pytest.mark.slow
def test_without_the_files_of_the_zones_there_is_still_the_offset():
    # Neither those of the system nor those that another package has brought.
    without = "import sys\nsys.modules['tzdata'] = None\n"
    name, offset_s = told(without, TZ="Asia/Tokyo", PYTHONTZPATH="")
    assert (name, offset_s) == ("UTC+09:00", 9 * 3600)


def test_a_localtime_that_was_copied_and_has_no_name(tmp_path, monkeypatch):
    """As containers and small systems have it; Qt takes such a machine to be in UTC."""
    copied = tmp_path / "localtime"
    shutil.copy(TOKYO, copied)
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock, "LOCALTIME", copied)
    assert local_time_zone() == "UTC+09:00"


def test_a_machine_without_any_file_of_its_zone(tmp_path, monkeypatch):
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock, "LOCALTIME", tmp_path / "none")
    zone_called(local_time_zone())
