import os
import stat
from pathlib import Path

import platformdirs
import pytest

from posture_app.desktop.paths import VARIABLE, data_folder, private_folder
from posture_app.errors import FailedError


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_command_line_counts_more_than_the_environment(tmp_path):
    environ = {VARIABLE: str(tmp_path / "from-environment")}
    assert data_folder(tmp_path / "given", environ) == tmp_path / "given"
    assert data_folder(None, environ) == tmp_path / "from-environment"
    assert (tmp_path / "from-environment").is_dir()


def test_without_either_it_is_the_systems_place_for_a_persons_data(tmp_path, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name, **_: str(tmp_path / name))
    assert data_folder(None, {VARIABLE: ""}) == tmp_path / "posture-app"


def test_a_new_folder_is_its_owners_only_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        folder = data_folder(tmp_path / "new" / "data", {})
    finally:
        os.umask(before)
    assert mode(folder) == 0o700


@pytest.mark.parametrize("rights", [0o755, 0o770, 0o2775])
def test_a_folder_that_the_program_did_not_make_keeps_its_rights(tmp_path, rights):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(rights)
    assert mode(data_folder(folder, {})) == rights


def test_only_the_last_folder_is_private(tmp_path):
    """Those above it may be anything, such as the place of all programs' data."""
    before = os.umask(0o022)
    try:
        folder = data_folder(tmp_path / "share" / "posture-app", {})
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o755


def test_a_folder_for_everybody_is_left_as_it_is(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    private_folder(shared)
    assert mode(shared) == 0o1777


def test_a_relative_folder_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    relative = Path("data")
    assert data_folder(relative, {}) == tmp_path / "data"


@pytest.mark.parametrize("below", [(), ("deeper",), ("deeper", "still")])
def test_a_file_in_the_way_is_named(tmp_path, below):
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(FailedError, match=r"is a file; name another one with --data-dir") as told:
        data_folder(file.joinpath(*below), {})
    assert str(file) in str(told.value)
    assert file.read_text() == "mine"


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, monkeypatch):
    # Root may write everywhere, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda path, rights: not rights & os.W_OK)
    with pytest.raises(FailedError, match="cannot be written to"):
        data_folder(tmp_path, {})


def test_a_folder_that_cannot_be_made_says_why():
    with pytest.raises(FailedError, match=r"cannot be made \("):
        data_folder(Path("/proc/posture-app/data"), {})
