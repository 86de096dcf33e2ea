"""The real window, a real bus for assistive technology, and somebody who reads it from there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SYSTEM_PYTHON = "/usr/bin/python3"
_READER = """
import json, sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

def everything(found):
    yield found
    for number in range(found.get_child_count()):
        inside = found.get_child_at_index(number)
        if inside is not None:
            yield from everything(inside)

def tabs():
    return [one for one in everything(desktop) if one.get_role() == Atspi.Role.PAGE_TAB]

def chosen():
    selected = Atspi.StateType.SELECTED
    return [one.get_name() for one in tabs() if one.get_state_set().contains(selected)]

def look():
    global before
    if before is None and tabs():
        before = chosen()
        [wanted] = [tab for tab in tabs() if tab.get_name() == sys.argv[1]]
        wanted.do_action(0)
    elif before is not None and chosen() != before:
        met = [[one.get_role_name(), one.get_name()] for one in everything(desktop)]
        print(json.dumps({"before": before, "after": chosen(), "met": met}))
        loop.quit()
    return True

before = None
Atspi.init()
desktop = Atspi.get_desktop(0)
loop = GLib.MainLoop()
GLib.timeout_add(100, look)
GLib.timeout_add_seconds(60, loop.quit)
loop.run()
"""
"""A screen reader, by the system's own Python: presses a tab, and tells what it met as JSON."""
_BINDING = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing() -> list[str]:
    """What is not installed of what this needs."""
    programs = [one for one in ("Xvfb", "dbus-run-session") if shutil.which(one) is None]
    launchers = (Path(folder) / "at-spi-bus-launcher" for folder in ("/usr/libexec", "/usr/lib"))
    if not any(one.exists() for one in launchers):
        programs.append("at-spi2-core")
    asked = [_SYSTEM_PYTHON, "-c", _BINDING]
    if (
        not Path(_SYSTEM_PYTHON).exists()
        or subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode
    ):
        programs.append("Atspi for the system's Python")
    return programs


@pytest.fixture(scope="module")
def needed() -> None:
    absent = missing() if sys.platform == "linux" else ["Linux"]
    if absent and os.environ.get("CI") == "true":
        pytest.fail(f"missing: {', '.join(absent)}")
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


_PLAY = """
mkfifo "$PLACE/display"
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$PLACE/display" 2>/dev/null &
server=$!
read number <"$PLACE/display"
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb
"$PYTHON" -m posture_app >"$PLACE/program" 2>&1 &
program=$!
"$SYSTEM_PYTHON" -W ignore -c "$READER" Move
code=$?
kill $program
wait $program
kill $server
exit $code
"""


@pytest.mark.slow
@pytest.mark.usefixtures("needed")
def test_a_screen_reader_finds_its_way(tmp_path):
    environ = {
        **os.environ,
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
        "PLACE": str(tmp_path),
        "PYTHON": sys.executable,
        "SYSTEM_PYTHON": _SYSTEM_PYTHON,
        "READER": _READER,
        "POSTURE_APP_DATA_DIR": str(tmp_path / "data"),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    tmp_path.chmod(0o700)
    ended = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", _PLAY],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, (ended.stderr, (tmp_path / "program").read_text())
    read = json.loads(ended.stdout.splitlines()[-1])  # the bus says hello before
    assert (read["before"], read["after"]) == (["Today"], ["Move"])
    met = [tuple(one) for one in read["met"]]
    assert ("page tab", "Settings") in met
    assert any(role == "heading" and name for role, name in met)
    assert any(role == "radio button" for role, _name in met)
