"""No key is lost on the cheapest real Wayland desktop, which also tiles what it can."""

import os
from pathlib import Path

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short path, as a socket's may have no more than 107 characters."""
    folder = tmp_path_factory.mktemp("s")
    # As root, sway runs as another user, who has to come here.
    for one in (folder.parent, folder.parent.parent):
        one.chmod(one.stat().st_mode | 0o011)
    return folder


def test_typing_goes_on_and_a_break_is_used_by_keyboard(folder: Path):
    with Sway(folder) as sway:
        seen = play(sway)
    assert seen == Seen(
        platform="xcb",
        typed={"notice": len(WORDS), "card": len(WORDS)},
        corner={"notice": True, "card": True},
        covered=True,
        keyboard_leads=True,
        tab="break_later",
        enter=["snooze"],
        escape=["leave"],
    )
