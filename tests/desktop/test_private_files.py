"""Files that are written whole or not at all, and what lies in a file's place."""

import os
import subprocess
import sys

import pytest

from posture_app.desktop.diagnostics import Diagnostics
from posture_app.desktop.private_files import (
    open_to_append,
    read_file,
    write_privately,
    written_whole,
)
from posture_app.desktop.settings import read_settings, read_state, settings_path, state_path
from posture_app.reminders.engine import load_settings
from posture_app.reminders.engine import settings_path as breaks_path
from tests.store.records import MORNING

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")


def names(folder):
    return sorted(one.name for one in folder.iterdir())


@posix
def test_a_pipe_in_the_place_of_a_file_is_no_wait(tmp_path, qapp):
    for path in (settings_path(tmp_path), state_path(tmp_path), breaks_path(tmp_path)):
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)
    with pytest.raises(OSError, match="not a file"):
        read_file(settings_path(tmp_path))
    with pytest.raises(OSError, match=r"not a file|No such device"):
        open_to_append(state_path(tmp_path))
    settings, problem = read_settings(tmp_path, MORNING.date())
    assert settings.preferences is not None
    assert "not a file" in str(problem)
    assert read_state(tmp_path).page == ""
    assert "not a file" in load_settings(tmp_path)[1]


@posix
@pytest.mark.warns_in_diagnostics
def test_pipes_in_the_place_of_the_diagnostics_are_no_wait(tmp_path, qapp):
    (tmp_path / "logs").mkdir()
    for name in ("posture-app.log", "crash.log"):
        os.mkfifo(tmp_path / "logs" / name)
    diagnostics = Diagnostics(tmp_path)
    assert diagnostics.start() is False
    diagnostics.bug(ValueError("of the test"))
    diagnostics.close()


def write_much(path, content):
    with written_whole(path) as file:
        file.write(content)


@posix
@pytest.mark.parametrize("write", [write_privately, write_much])
def test_what_a_killed_process_left_is_removed_with_the_next_writing(tmp_path, write):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".settings.json.{ended.pid}").write_text("half of it")
    (tmp_path / f".settings.json.{os.getppid()}").write_text("just being written")
    (tmp_path / ".settings.json.old").write_text("somebody's own")
    write(tmp_path / "settings.json", b"{}")
    assert names(tmp_path) == [
        f".settings.json.{os.getppid()}",
        ".settings.json.old",
        "settings.json",
    ]
