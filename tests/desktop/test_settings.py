import errno
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.desktop.private_files import write_privately
from posture_app.desktop.settings import (
    SettingsFile,
    StateFile,
    read_settings,
    read_state,
    settings_path,
    state_path,
    write_settings,
    write_state,
)
from posture_app.errors import FailedError
from posture_app.preferences import BODIES, SKIN_TONES, Preferences

TODAY = date(2026, 3, 1)

CHOSEN = st.builds(
    Preferences,
    appearance=st.sampled_from(["system", "light", "dark"]),
    text_scale=st.floats(1, 2),
    volume=st.integers(0, 100),
    muted=st.booleans(),
    reduced_motion=st.booleans(),
    breaks=st.booleans(),
    posture=st.sampled_from(["sitting", "standing"]),
    discreet=st.booleans(),
    language=st.sampled_from(["", "en", "de"]),
    figure_body=st.sampled_from(BODIES),
    figure_skin=st.sampled_from(SKIN_TONES),
)
SOUND = st.builds(
    SettingsFile,
    preferences=CHOSEN,
    unknown=st.dictionaries(
        st.text(min_size=1).map(lambda name: f"x_{name}"), st.none() | st.integers() | st.text()
    ),
)


def write_raw(folder, content):
    path = settings_path(folder)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_a_first_start_has_the_defaults_and_nothing_to_tell(tmp_path):
    assert read_settings(tmp_path, TODAY) == (SettingsFile(), None)
    assert not settings_path(tmp_path).exists()


@given(chosen=SOUND)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again(tmp_path, chosen):
    write_settings(tmp_path, chosen)
    assert read_settings(tmp_path, TODAY) == (chosen, None)


def test_fields_of_another_version_are_kept(tmp_path):
    write_raw(tmp_path, {"version": 1, "volume": 20, "week_start": "sunday"})
    read, problem = read_settings(tmp_path, TODAY)
    write_settings(tmp_path, read)
    assert problem is None
    assert json.loads(settings_path(tmp_path).read_bytes())["week_start"] == "sunday"


def test_the_files_are_their_owners_only(tmp_path):
    write_settings(tmp_path, SettingsFile())
    assert stat.S_IMODE(settings_path(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(settings_path(tmp_path).parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"3", b"{}", b'{"version": 2}'],
    ids=["empty", "cut", "encoding", "deep", "list", "number", "no version", "newer"],
)
def test_a_bad_file_is_set_aside_and_the_defaults_are_used(tmp_path, content):
    path = write_raw(tmp_path, content)
    read, problem = read_settings(tmp_path, TODAY)
    assert read == SettingsFile()
    assert str(problem).startswith("settings.json: ")
    assert "settings.bad-2026-03-01.json" in str(problem)
    assert not path.exists()
    assert path.with_name("settings.bad-2026-03-01.json").read_bytes() == content


def test_a_second_bad_file_of_the_day_does_not_replace_the_first(tmp_path):
    for content in (b"first", b"second"):
        path = write_raw(tmp_path, content)
        read_settings(tmp_path, TODAY)
    assert path.with_name("settings.bad-2026-03-01.json").read_bytes() == b"first"
    assert path.with_name("settings.bad-2026-03-01-2.json").read_bytes() == b"second"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appearance", "blue"),
        ("appearance", ["dark"]),
        ("text_scale", 0.5),
        ("text_scale", "big"),
        ("text_scale", True),
        ("volume", 101),
        ("volume", 0.5),
        ("volume", True),
        ("muted", 1),
        ("posture", "lying"),
        ("discreet", 0),
        ("reduced_motion", None),
        ("language", 3),
        ("figure_body", "tall"),
        ("figure_skin", 2),
    ],
)
def test_a_wrong_value_is_named_and_the_others_count(tmp_path, name, value):
    sound = {"appearance": "dark", "text_scale": 1.5, "volume": 30, "muted": True}
    write_raw(tmp_path, {"version": 1, **sound, name: value})
    read, problem = read_settings(tmp_path, TODAY)
    assert f"{name}: got {json.dumps(value)}; expected" in str(problem)
    assert getattr(read.preferences, name) == getattr(Preferences(), name)
    for other, chosen in sound.items():
        if other != name:
            assert getattr(read.preferences, other) == chosen


def test_a_full_disk_leaves_the_old_settings(tmp_path, monkeypatch):
    write_settings(tmp_path, SettingsFile(preferences=Preferences(volume=10)))

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FailedError, match="no space left on device"):
        write_settings(tmp_path, SettingsFile(preferences=Preferences(volume=90)))
    assert read_settings(tmp_path, TODAY)[0].preferences.volume == 10
    assert [path.name for path in settings_path(tmp_path).parent.iterdir()] == ["settings.json"]


def test_a_reader_never_sees_half_a_file(tmp_path, monkeypatch):
    """The old file is whole until the new one is whole."""
    path = tmp_path / "file"
    write_privately(path, b"old")
    seen = []
    replace = Path.replace

    def looking(self, target):
        seen.append((Path(target).read_bytes(), self.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", looking)
    write_privately(path, b"new")
    assert seen == [(b"old", b"new")]
    assert path.read_bytes() == b"new"


def test_the_state_is_kept_beside_the_settings(tmp_path):
    memory = StateFile(
        geometry="AdnQywAD",
        page="log",
        said=("welcomed", "breaks are on"),
        added_on="2026-03-01",
        added=("bridge", "of my own"),
    )
    write_state(tmp_path, memory)
    assert read_state(tmp_path) == memory
    assert not settings_path(tmp_path).exists()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"page": 3}', b'{"said": 1, "added": [2]}', b"\xff"]
)
def test_a_bad_state_is_that_of_a_first_start(tmp_path, content):
    state_path(tmp_path).parent.mkdir()
    state_path(tmp_path).write_bytes(content)
    assert read_state(tmp_path) == StateFile()


@pytest.mark.parametrize(
    ("added", "day", "exercises"),
    [("2026-03-01 bridge tuck", "2026-03-01", ("bridge", "tuck")), ("", "", ())],
)
def test_a_state_of_before_there_were_lists_in_it_is_read_without_loss(
    tmp_path, added, day, exercises
):
    state_path(tmp_path).parent.mkdir()
    older = {"page": "move", "said": "welcomed window-left", "added": added}
    state_path(tmp_path).write_text(json.dumps(older))
    assert read_state(tmp_path) == StateFile(
        page="move", said=("welcomed", "window-left"), added_on=day, added=exercises
    )


def test_what_cannot_be_read_is_set_aside_and_not_written_over(tmp_path):
    """A folder stands for everything that the system refuses to read, whoever asks."""
    path = settings_path(tmp_path)
    (path / "mine").mkdir(parents=True)
    read, problem = read_settings(tmp_path, TODAY)
    assert read == SettingsFile()
    assert "cannot be read" in str(problem)
    assert "settings.bad-2026-03-01.json" in str(problem)
    write_settings(tmp_path, SettingsFile())
    assert (path.with_name("settings.bad-2026-03-01.json") / "mine").is_dir()
    assert read_settings(tmp_path, TODAY) == (SettingsFile(), None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path):
    path = settings_path(tmp_path)
    path.parent.mkdir()
    os.mkfifo(path)
    assert read_settings(tmp_path, TODAY)[0] == SettingsFile()


def test_a_huge_file_is_not_read(tmp_path):
    path = write_raw(tmp_path, b" " * 9_000_000)
    _, problem = read_settings(tmp_path, TODAY)
    assert "cannot be read" in str(problem)
    assert not path.exists()


def linked(tmp_path, content=None) -> tuple[Path, Path]:
    """The settings' place as a link to a file elsewhere, as dotfiles are kept."""
    target = tmp_path / "dotfiles" / "posture.json"
    target.parent.mkdir()
    if content is not None:
        target.write_bytes(content)
    path = settings_path(tmp_path / "data")
    path.parent.mkdir(parents=True)
    path.symlink_to(target)
    return path, target


@pytest.mark.parametrize("content", [None, b'{"version": 1}'], ids=["nowhere", "a file"])
def test_a_link_stays_a_link_and_what_it_points_to_is_written(tmp_path, content):
    path, target = linked(tmp_path, content)
    assert read_settings(tmp_path / "data", TODAY) == (SettingsFile(), None)
    chosen = SettingsFile(preferences=Preferences(volume=7))
    write_settings(tmp_path / "data", chosen)
    assert path.is_symlink()
    assert json.loads(target.read_bytes())["volume"] == 7
    assert read_settings(tmp_path / "data", TODAY) == (chosen, None)
    assert [one.name for one in target.parent.iterdir()] == ["posture.json"]


def test_a_link_to_a_bad_file_stays_and_the_bad_one_is_copied(tmp_path):
    path, target = linked(tmp_path, b"{")
    _, problem = read_settings(tmp_path / "data", TODAY)
    assert "settings.bad-2026-03-01.json" in str(problem)
    assert path.with_name("settings.bad-2026-03-01.json").read_bytes() == b"{"
    assert path.is_symlink()
    assert target.read_bytes() == b"{"


def test_a_value_of_any_length_is_shown_short(tmp_path):
    write_raw(tmp_path, b'{"version": 1, "volume": ' + b"9" * 4000 + b"}")
    _, problem = read_settings(tmp_path, TODAY)
    assert len(str(problem)) < 300
