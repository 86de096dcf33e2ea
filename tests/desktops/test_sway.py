"""No key is lost on the cheapest real Wayland desktop, which also tiles what it can."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.desktops.scenario import WORDS, Seen, play
from tests.desktops.sessions import Sway

pytestmark = [
    pytest.mark.slow,
    # On CI it must be there, so that this never goes untested in silence.
    pytest.mark.skipif(
        bool(Sway.missing()) and os.environ.get("CI") != "true",
        reason=f"not installed: {', '.join(Sway.missing())}",
    ),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path, as a socket's has at most 107 characters.

    It is none of pytest's, into which the user that sway runs as may not come.
    """
    with TemporaryDirectory(prefix="sway") as folder:
        yield Path(folder)


def test_without_xwayland_too_a_break_is_used_by_keyboard_on_the_monitor_with_the_pointer(
    folder: Path,
):
    with Sway(folder) as sway:
        seen = play(sway, QT_QPA_PLATFORM="wayland")
    assert seen == Seen(
        platform="wayland",
        typed={"notice": len(WORDS), "card": len(WORDS)},
        # No card, as it would have the keyboard; and no service shows messages here.
        corner={"notice": False, "card": False},
        by_message=seen.by_message,
        covered=True,
        seen=True,
        keyboard_leads=True,
        tab="break_later",
        enter=["snooze"],
        space=["snooze"],
        escape=["leave"],
        two_monitors=True,
        follows_pointer=True,
        monitors=["come", "leave"],
    )


def test_typing_goes_on_and_a_break_is_used_by_keyboard(folder: Path):
    with Sway(folder) as sway:
        seen = play(sway)
    assert seen == Seen(
        platform="xcb",
        typed={"notice": len(WORDS), "card": len(WORDS)},
        corner={"notice": True, "card": True},
        covered=True,
        seen=True,
        keyboard_leads=True,
        tab="break_later",
        enter=["snooze"],
        space=["snooze"],
        escape=["leave"],
        two_monitors=True,
        follows_pointer=True,
        monitors=["come", "leave"],
    )
