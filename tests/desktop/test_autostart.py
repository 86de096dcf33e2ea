"""Starting with the computer: what is written, where, and that the true state is told."""

import os
import plistlib
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.desktop.autostart import (
    APPROVED_KEY,
    LABEL,
    LONGEST_COMMAND,
    NAME,
    RUN_KEY,
    DesktopEntry,
    LaunchAgent,
    RunKey,
    autostart_of_this_computer,
    desktop_entry,
    exec_line,
    exec_words,
    start_command,
)

COMMAND = ("/opt/posture app/posture-app", "--hidden")


@pytest.fixture(autouse=True)
def gone(monkeypatch):
    """Programs that are not there; all others are."""
    gone: set[str] = set()
    monkeypatch.setattr(
        "posture_app.desktop.autostart.shutil.which", lambda name: None if name in gone else name
    )
    return gone


def words_of(entry):
    """The words of `Exec` as a desktop reads them: first the value's escapes, then the quoting."""
    value = next(line for line in entry.split("\n") if line.startswith("Exec="))[5:]
    escapes = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\s": " ", "\\r": "\r"}
    value = re.sub(r"\\[\\ntsr]", lambda match: escapes[match[0]], value)
    words = []
    for word in _split(value):
        assert not re.search(r"%[^%]", word.replace("%%", ""))
        words.append(word.replace("%%", "%"))
    return words


def _split(value):
    """Words apart at spaces; in double quotes a backslash stands before what it escapes."""
    words, at = [], 0
    while at < len(value):
        if value[at] == " ":
            at += 1
        elif value[at] == '"':
            word, at = "", at + 1
            while value[at] != '"':
                if value[at] == "\\":
                    at += 1
                word += value[at]
                at += 1
            at += 1
            words.append(word)
        else:
            end = value.find(" ", at)
            end = len(value) if end < 0 else end
            assert not re.search(r"""[\s"'\\><~|&;$*?#()`]""", value[at:end])
            words.append(value[at:end])
            at = end
    return words


def test_the_entry_is_made_and_taken_away(tmp_path):
    entry = DesktopEntry(tmp_path / "config" / "autostart", COMMAND)
    assert not entry.is_on()
    assert entry.turn(on=True) is None
    assert entry.is_on()
    text = entry.path.read_text(encoding="utf-8")
    assert text.startswith("[Desktop Entry]\nType=Application\nName=Posture App\n")
    assert 'Exec="/opt/posture app/posture-app" --hidden\n' in text
    assert "X-GNOME-Autostart-enabled=true\n" in text
    assert entry.turn(on=False) is None
    assert not entry.is_on()
    assert not entry.path.exists()
    assert entry.turn(on=False) is None


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_has_switched_off_is_off(tmp_path, line):
    entry = DesktopEntry(tmp_path, COMMAND)
    entry.turn(on=True)
    key = line.partition("=")[0]
    text = entry.path.read_text(encoding="utf-8")
    kept = [one for one in text.splitlines() if not one.startswith(key)]
    entry.path.write_text("\n".join([*kept, line, ""]), encoding="utf-8")
    assert not entry.is_on()
    entry.turn(on=True)
    assert entry.is_on()


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "autostart").write_text("", encoding="utf-8")
    for one in (
        DesktopEntry(tmp_path / "autostart", COMMAND),
        LaunchAgent(tmp_path / "autostart", COMMAND),
    ):
        sentence = str(one.turn(on=True))
        assert sentence.startswith("Starting with the computer could not be changed: ")
        assert str(one.path) in sentence
        assert not one.is_on()


def text():
    return st.text(
        st.characters(codec="utf-8", exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
        max_size=30,
    )


@given(words=st.lists(text(), min_size=1, max_size=5))
def test_every_word_comes_back_from_the_entry(words):
    entry = desktop_entry(words)
    assert words_of(entry) == words
    assert exec_words(exec_line(words)) == words


@pytest.fixture
def open_umask():
    """What one's group may write to, too, launchd does not read."""
    before = os.umask(0o002)
    yield
    os.umask(before)


def test_the_launch_agent_is_made_and_taken_away(tmp_path, open_umask):
    agent = LaunchAgent(tmp_path / "LaunchAgents", COMMAND)
    assert not agent.is_on()
    assert agent.turn(on=True) is None
    assert agent.is_on()
    entry = plistlib.loads(agent.path.read_bytes())
    assert entry["Label"] == LABEL
    assert entry["ProgramArguments"] == list(COMMAND)
    assert entry["RunAtLoad"] is True
    if sys.platform != "win32":
        assert agent.path.stat().st_mode & 0o777 == 0o644
    agent.path.write_bytes(plistlib.dumps({**entry, "Disabled": True}))
    assert not agent.is_on()
    agent.path.write_bytes(b"not a list")
    assert not agent.is_on()
    assert agent.turn(on=False) is None
    assert not agent.path.exists()


class HandRegistry:
    """What of `winreg` is used, in memory."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "user", 2, 1

    def __init__(self):
        self.values = {}
        self.refuses = False

    class Key:
        def __init__(self, path):
            self.path = path

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def OpenKey(self, _root, path, *_more):  # noqa: N802 - as in winreg
        if not any(one[0] == path for one in self.values):
            raise FileNotFoundError
        return self.Key(path)

    def CreateKeyEx(self, _root, path, *_more):  # noqa: N802 - as in winreg
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        return self.Key(path)

    def SetValueEx(self, key, name, _reserved, kind, value):  # noqa: N802 - as in winreg
        self.values[key.path, name] = (value, kind)

    def QueryValueEx(self, key, name):  # noqa: N802 - as in winreg
        if (key.path, name) not in self.values:
            raise FileNotFoundError
        return self.values[key.path, name]

    def DeleteValue(self, key, name):  # noqa: N802 - as in winreg
        if self.values.pop((key.path, name), None) is None:
            raise FileNotFoundError


def test_the_run_key_is_made_and_taken_away():
    registry = HandRegistry()
    entry = RunKey(("C:\\Posture App\\posture-app.exe", "--hidden"), registry)
    assert not entry.is_on()
    assert entry.turn(on=False) is None
    assert entry.turn(on=True) is None
    assert entry.is_on()
    assert registry.values[RUN_KEY, NAME] == ('"C:\\Posture App\\posture-app.exe" --hidden', 1)
    assert entry.turn(on=False) is None
    assert not entry.is_on()


def test_what_the_task_manager_has_switched_off_is_off_until_it_is_turned_on_here():
    registry = HandRegistry()
    entry = RunKey(COMMAND, registry)
    entry.turn(on=True)
    registry.values[APPROVED_KEY, NAME] = (bytes([3, 0, 0, 0]), 3)
    assert not entry.is_on()
    registry.values[APPROVED_KEY, NAME] = (bytes([2, 0, 0, 0]), 3)
    assert entry.is_on()
    registry.values[APPROVED_KEY, NAME] = (bytes([3, 0, 0, 0]), 3)
    entry.turn(on=True)
    assert entry.is_on()


OLDER = ("/old place/posture-app", "--hidden")


def ways(tmp_path, command):
    """Every system's way, with a command."""
    registry = HandRegistry()
    return [
        lambda command=command: DesktopEntry(tmp_path / "autostart", command),
        lambda command=command: LaunchAgent(tmp_path / "LaunchAgents", command),
        lambda command=command: RunKey(command, registry),
    ]


def test_an_entry_whose_program_is_gone_is_off_and_is_repaired(tmp_path, gone):
    for way in ways(tmp_path, COMMAND):
        assert way(OLDER).turn(on=True) is None
        assert way().repair() is None
        gone.add(OLDER[0])
        assert not way().is_on()
        assert way().repair() is None
        assert way().is_on()
        gone.clear()
        gone.add(COMMAND[0])
        assert not way().is_on()  # it is this copy that is named now
        gone.clear()


def test_only_what_is_on_and_ones_own_is_repaired(tmp_path, gone):
    for way in ways(tmp_path, (*COMMAND[:1], "--data-dir", "/mine", "--hidden")):
        gone.add(OLDER[0])
        assert way().repair() is None
        assert not way().is_on()  # nothing was there
        way((*OLDER[:1], "--data-dir", "/another", "--hidden")).turn(on=True)
        assert way().repair() is None
        assert not way().is_on()
        way((*OLDER[:1], "--data-dir", "/mine", "--hidden")).turn(on=True)
        way().repair()
        assert way().is_on()
        gone.clear()


def test_a_script_that_is_gone_starts_nothing(tmp_path):
    script = tmp_path / "main.py"
    script.touch()
    entry = DesktopEntry(tmp_path, ("/usr/bin/python3", str(script), "--hidden"))
    entry.turn(on=True)
    assert entry.is_on()
    script.unlink()
    assert not entry.is_on()


def test_what_a_desktop_has_switched_off_is_not_repaired(tmp_path, gone):
    entry = DesktopEntry(tmp_path, OLDER)
    entry.turn(on=True)
    entry.path.write_text(entry.path.read_text() + "Hidden=true\n")
    gone.add(OLDER[0])
    assert DesktopEntry(tmp_path, COMMAND).repair() is None
    assert OLDER[0] in entry.path.read_text()


def test_a_registry_that_refuses_is_told():
    registry = HandRegistry()
    registry.refuses = True
    sentence = RunKey(COMMAND, registry).turn(on=True)
    assert str(sentence) == "Starting with Windows could not be changed: permission denied."


def test_a_command_that_is_too_long_for_windows_is_told():
    registry = HandRegistry()
    long = RunKey(("C:\\" + "x" * LONGEST_COMMAND, "--hidden"), registry)
    assert "has 272 characters, and Windows takes 260 at most" in str(long.turn(on=True))
    assert registry.values == {}
    assert long.turn(on=False) is None


def test_on_windows_no_console_is_opened(tmp_path):
    python, installed = tmp_path / "python.exe", tmp_path / "posture-app"
    without_console = tmp_path / "pythonw.exe"
    script = tmp_path / "main.py"
    for file in (python, installed, without_console, script):
        file.touch()
    first = [str(without_console)]
    assert start_command(None, python, script) == [*first, str(script), "--hidden"]
    package = [*first, "-m", "posture_app", "--hidden"]
    assert start_command(None, python, tmp_path / "other") == package


def test_the_command_is_that_of_this_copy(tmp_path):
    python, script = tmp_path / "python", tmp_path / "main.py"
    python.touch()
    assert start_command(None, python, tmp_path / "other") == [
        str(python),
        "-m",
        "posture_app",
        "--hidden",
    ]
    installed = tmp_path / ("posture-app.exe" if sys.platform == "win32" else "posture-app")
    installed.touch()
    assert start_command(None, python, tmp_path / "other") == [str(installed), "--hidden"]
    script.touch()
    assert start_command(Path("data"), python, script) == [
        str(python),
        str(script),
        "--data-dir",
        "data",
        "--hidden",
    ]


@pytest.mark.parametrize(("config", "below"), [("given", "given"), ("", "home/.config")])
def test_the_place_is_the_persons_own(tmp_path, monkeypatch, config, below):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    environ = {"XDG_CONFIG_HOME": str(tmp_path / config)} if config else {"XDG_CONFIG_HOME": "odd"}
    entry = autostart_of_this_computer(None, "", "linux", environ)
    assert isinstance(entry, DesktopEntry)
    assert entry.path == tmp_path / below / "autostart" / "posture-app.desktop"
    agent = autostart_of_this_computer(None, "", "darwin", environ)
    assert isinstance(agent, LaunchAgent)
    assert agent.path.parent == tmp_path / "home" / "Library" / "LaunchAgents"
