"""The parts of every system that can be checked on any: files, arithmetic, meanings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.desktop.sensors import macos, windows
from posture_app.desktop.sensors.linux_files import camera_in_use, microphone_in_use
from posture_app.desktop.sensors.system import has_session_bus


def test_whether_there_is_a_session_bus(tmp_path: Path):
    assert not has_session_bus({})
    assert not has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert has_session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/bus"})
    (tmp_path / "bus").touch()
    assert has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})


def sound_card(folder: Path, stream: str, state: str) -> None:
    status = folder / "card0" / stream / "sub0" / "status"
    status.parent.mkdir(parents=True, exist_ok=True)
    status.write_text(state)


def test_a_microphone_in_use(tmp_path: Path):
    sound_card(tmp_path, "pcm0p", "state: RUNNING\nowner_pid   : 1\n")
    with pytest.raises(FileNotFoundError):
        microphone_in_use(tmp_path)
    sound_card(tmp_path, "pcm0c", "closed\n")
    assert not microphone_in_use(tmp_path), "playing is not recording"
    sound_card(tmp_path, "pcm1c", "state: RUNNING\nowner_pid   : 1\n")
    assert microphone_in_use(tmp_path)
    sound_card(tmp_path, "pcm1c", "state: PREPARED\n")
    assert not microphone_in_use(tmp_path)


def test_a_camera_in_use(tmp_path: Path):
    video, modules = tmp_path / "video4linux", tmp_path / "module"
    with pytest.raises(FileNotFoundError):
        camera_in_use(video, modules)
    (modules / "uvcvideo").mkdir(parents=True)
    (modules / "loopback").mkdir()
    driver = video / "video0" / "device" / "driver"
    driver.mkdir(parents=True)
    (driver / "module").symlink_to(modules / "loopback")
    (modules / "loopback" / "refcnt").write_text("2\n")
    with pytest.raises(FileNotFoundError):
        camera_in_use(video, modules)
    (driver / "module").unlink()
    (driver / "module").symlink_to(modules / "uvcvideo")
    (modules / "uvcvideo" / "refcnt").write_text("0\n")
    assert not camera_in_use(video, modules)
    (modules / "uvcvideo" / "refcnt").write_text("1\n")
    assert camera_in_use(video, modules)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**31 - 1))
def test_windows_idle_time_survives_the_wrap(last_input_ms: int, idle_ms: int):
    tick_ms = (last_input_ms + idle_ms) % 2**32
    assert windows.idle_s(tick_ms, last_input_ms) == idle_ms / 1000


def test_an_input_between_the_two_readings_is_no_idle_time():
    assert windows.idle_s(1000, 1016) == 0
    assert windows.idle_s(0xFFFFFFF0, 5) == 0


def test_windows_notification_states():
    meaning = {
        state: (windows.is_fullscreen(state), windows.is_quiet(state)) for state in range(1, 8)
    }
    nothing, fullscreen, quiet = (False, False), (True, False), (False, True)
    assert meaning == {
        1: nothing,  # not present
        2: fullscreen,  # busy
        3: fullscreen,  # Direct3D
        4: quiet,  # presentation mode
        5: nothing,  # accepts notifications
        6: quiet,  # quiet time
        7: fullscreen,  # a store app
    }


def test_a_windows_window_that_covers_its_monitor():
    monitor = (1920, 0, 3840, 1080)
    assert windows.covers(monitor, monitor)
    assert windows.covers((1912, -8, 3848, 1088), monitor)
    assert not windows.covers((1920, 0, 3840, 1040), monitor), "the task bar is free"
    assert not windows.covers((0, 0, 1920, 1080), monitor)


def test_windows_recording():
    assert not windows.is_recording([])
    assert not windows.is_recording([(0, 0), (132, 133)])
    assert windows.is_recording([(132, 133), (140, 0)])


def test_macos_selectors():
    assert macos.four_chars("dev#") == 0x64657623


@pytest.mark.parametrize("seconds", [-1.0, 1e12, float("nan")])
def test_macos_impossible_idle_times(seconds: float):
    with pytest.raises(ValueError, match="an idle time of"):
        macos.believable_idle_s(seconds)
    assert macos.believable_idle_s(3.5) == 3.5


def test_macos_recording():
    told = {(1, "prs#"): (7, 8, 9), (7, "piri"): (0,), (9, "piri"): (0,)}

    def ask(owner: int, selector: str) -> tuple[int, ...]:
        if (owner, selector) not in told:  # a process that has just ended, for example
            raise OSError("there is none")
        return told[owner, selector]

    assert not macos.is_recording(ask)
    told[9, "piri"] = (1,)
    assert macos.is_recording(ask)
    del told[1, "prs#"]
    told[1, "dIn "], told[4, "gone"] = (4,), (1,)
    assert macos.is_recording(ask), "macOS before 14"
    del told[1, "dIn "]
    with pytest.raises(OSError, match="there is none"):
        macos.is_recording(ask)
