"""Real windows under Xvfb with a window manager: who has the keyboard, what is covered."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.there import there

TOOLS = ("Xvfb", "openbox", "xdotool", "xprop")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    # On CI the tools must be there, so that this never goes untested in silence.
    pytest.mark.skipif(
        bool(MISSING) and os.environ.get("CI") != "true",
        reason=f"not installed: {', '.join(MISSING)}",
    ),
]


class Screen:
    """An X server with a window manager and one process that shows a break."""

    def __init__(self):
        self._running = []
        self._child = None
        self.env = None

    def start(self):
        # Otherwise it begins anew when a last client leaves, which the next one does not survive.
        server = self._run("Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24", "-noreset")
        number = server.stdout.readline().strip()
        self.env = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self._run("openbox")
        # The root window says so when there is a window manager.
        asked = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        for _ in range(1000):
            told = subprocess.run(
                asked, env=self.env, capture_output=True, text=True, check=False, timeout=60
            )
            if "window id" in told.stdout:
                return
        pytest.fail("openbox did not start")

    def _run(self, *command, **options):
        process = subprocess.Popen(
            command,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            **options,
        )
        self._running.append(process)
        return process

    def show(self, what):
        self._child = self._run(
            sys.executable,
            "-m",
            "tests.ui.overlay.x11_card",
            what,
            stdin=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        assert self._child.stdout.readline() == "ready\n"
        return self.ask("show")

    def ask(self, *words):
        child = there(self._child)
        print(*words, file=child.stdin, flush=True)
        return json.loads(child.stdout.readline())

    def tool(self, *arguments):
        subprocess.run(["xdotool", *arguments], env=self.env, check=True, timeout=60)

    def close(self):
        for process in reversed(self._running):
            process.terminate()
            process.wait(60)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


@pytest.fixture
def screen():
    one = Screen()
    try:
        one.start()
        yield one
    finally:
        one.close()


@pytest.mark.parametrize("what", ["card", "notice"])
def test_typing_goes_on_while_the_card_is_there(screen, what):
    state = screen.show(what)
    assert len(state["surfaces"]) == 1
    assert state["field_active"]
    assert state["active"] == [False]
    screen.tool("type", "--delay", "20", "abc")
    state = screen.ask("pass", "3")
    assert state["typed"] == "abc"
    left, top, width, height = state["surfaces"][0]
    assert left + width <= 1280
    assert top + height <= 720
    assert left > 640, state
    assert top > 360


def test_the_card_is_used_by_the_pointer_and_leaves_the_keyboard_alone(screen):
    left, top, _, height = screen.show("card")["surfaces"][0]
    screen.ask("pass", "3")
    screen.tool("mousemove", str(left + 50), str(top + height - 36), "click", "1")
    state = screen.ask("pass", "0")
    assert state["told"] == ["done"]
    assert state["field_active"]


def test_the_overlay_covers_the_screen_and_escape_held_leads_out(screen):
    state = screen.show("strict")
    assert state["surfaces"] == [state["screen"]]
    assert state["active"] == [True]
    screen.tool("type", "--delay", "20", "abc")
    assert screen.ask("pass", "3")["typed"] == ""
    screen.tool("keydown", "Escape")
    screen.ask("pass", "0.1")
    state = screen.ask("pass", "2")
    screen.tool("keyup", "Escape")
    assert state["told"] == ["leave"]
    assert state["surfaces"] == []
