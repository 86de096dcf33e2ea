"""Starting with the computer: an entry of the person's own, where the system keeps such entries.

Linux: a file in the autostart folder of the XDG base directories. Windows: a value of the Run key
in the registry. macOS: a launch agent. All are the person's alone and need no rights. Windows and
macOS were written from what their makers document, on a machine that has neither.
"""

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

from posture_app.errors import Message, reason, sentence

NAME: Final = "Posture App"
ENTRY: Final = "posture-app"
DATA_DIR: Final = "--data-dir"
LABEL: Final = "org.posture-app.start"
RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the task manager's switch for a program that starts with Windows is kept."""

LONGEST_COMMAND: Final = 260
"""Characters of a value of the Run key."""

_MUST_QUOTE: Final = re.compile(r"""[\s"'\\><~|&;$*?#()`]""")
_MUST_ESCAPE: Final = re.compile(r'(["`$\\])')
_EXEC: Final = re.compile(r"^Exec\s*=\s*(.*)$", re.MULTILINE)
_VALUE_ESCAPE: Final = re.compile(r"\\(.)")
_VALUE_ESCAPES: Final = {"n": "\n", "t": "\t", "s": " ", "r": "\r"}
_WORD: Final = re.compile(r'"(?:\\.|[^"\\])*"|[^\s"]+', re.DOTALL)
_WORD_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_OFF: Final = re.compile(
    r"^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE
)


class Autostart(Protocol):
    """One system's way."""

    def is_on(self) -> bool:
        """Whether the program starts with the computer, as the system has it now.

        An entry whose program is gone starts nothing.
        """
        ...

    def repair(self) -> Message | None:
        """Let an entry that is on start this copy where its program is gone.

        Entries of another data folder are another one's. Returns a sentence where it failed.
        """
        ...

    def turn(self, *, on: bool) -> Message | None:
        """Make or take away the entry; returns a sentence where that failed."""
        ...


def autostart_of_this_computer(
    data_folder: Path | None = None,
    comment: str = "",
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
) -> Autostart:
    """This system's way.

    Args:
        data_folder: Named in the entry where it is not the usual one.
        comment: What the program does, for a list of what starts with the computer.
        platform: The system's name.
        environ: The environment's variables.
    """
    command = start_command(data_folder)
    if platform == "win32":
        return RunKey(command)
    if platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", command)
    return DesktopEntry(_config_folder(environ) / "autostart", command, comment)


def start_command(
    data_folder: Path | None = None,
    executable: Path | None = None,
    script: Path | None = None,
) -> Sequence[str]:
    """The words that start this copy of the program without its window.

    The installed command is taken where there is one beside Python, a checkout's `main.py` where
    the program was started by that, else the package. On Windows it is Python without a console,
    whose window would stay open.
    """
    named = [] if data_folder is None else [DATA_DIR, str(data_folder)]
    words = program_command(executable, script)
    without_console = (executable or Path(sys.executable)).with_name("pythonw.exe")
    if without_console.is_file():
        rest = words[1:] or ("-m", "posture_app")
        words = [str(without_console), *rest]
    return [*words, *named, "--hidden"]


def program_command(executable: Path | None = None, script: Path | None = None) -> Sequence[str]:
    """The words that start this copy of the program; see `start_command`."""
    executable = executable or Path(sys.executable)
    script = script or Path(sys.argv[0] or ".").absolute()
    installed = executable.with_name("posture-app.exe" if os.name == "nt" else "posture-app")
    words = [str(executable), "-m", "posture_app"]
    if script.name == "main.py" and script.is_file():
        words = [str(executable), str(script)]
    elif installed.is_file():
        words = [str(installed)]
    return words


class DesktopEntry:
    """Linux and its like: `posture-app.desktop` in the autostart folder.

    The format is that of the Desktop Entry Specification 1.5, its place that of the Desktop
    Application Autostart Specification 0.5.
    """

    def __init__(self, folder: Path, command: Sequence[str], comment: str = "") -> None:
        self.path = folder / f"{ENTRY}.desktop"
        self._command, self._comment = command, comment

    def is_on(self) -> bool:
        """Whether the file is there, starts something, and no desktop has switched it off."""
        return starts_something(self._words())

    def repair(self) -> Message | None:
        """Write the file anew where its program is gone."""
        return self.turn(on=True) if _is_ours_and_broken(self._words(), self._command) else None

    def _words(self) -> Sequence[str]:
        """The words of the entry; none where there is none or it is off."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ()
        found = _EXEC.search(text)
        return () if _OFF.search(text) or found is None else exec_words(found[1])

    def turn(self, *, on: bool) -> Message | None:
        """Write the file, or take it away."""
        try:
            if on:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.path.write_text(desktop_entry(self._command, self._comment), encoding="utf-8")
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            return _sentence(self.path, error)
        return None


def desktop_entry(command: Sequence[str], comment: str = "") -> str:
    """The text of the entry that starts `command`."""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        f"Name={NAME}\n"
        f"Comment={comment}\n"
        f"Exec={exec_line(command)}\n"
        f"Icon={ENTRY}\n"
        "Terminal=false\n"
        "StartupNotify=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def exec_line(command: Sequence[str]) -> str:
    """The words as the value of `Exec`."""
    return " ".join(_exec_word(word) for word in command)


def exec_words(line: str) -> Sequence[str]:
    """The words that a value of `Exec` stands for; what `exec_line` made comes back as it was."""
    line = _VALUE_ESCAPE.sub(lambda found: _VALUE_ESCAPES.get(found[1], found[1]), line)
    words = [
        _WORD_ESCAPE.sub(r"\1", quoted[1:-1]) if quoted.startswith('"') else quoted
        for quoted in _WORD.findall(line)
    ]
    return [word.replace("%%", "%") for word in words]


def starts_something(words: Sequence[str]) -> bool:
    """Whether the program that a command names is there, and so is its script, if it has one."""
    if not words or shutil.which(words[0]) is None:
        return False
    return not (len(words) > 1 and words[1].endswith(".py")) or Path(words[1]).is_file()


def _is_ours_and_broken(words: Sequence[str], command: Sequence[str]) -> bool:
    if not words or starts_something(words):
        return False
    return _data_dir(words) == _data_dir(command)


def _data_dir(words: Sequence[str]) -> str | None:
    for word, following in pairwise(words):
        if word == DATA_DIR:
            return following
    return None


def _exec_word(word: str) -> str:
    """A word of `Exec`: quoted where it must be, then escaped as every value is."""
    if not word or _MUST_QUOTE.search(word):
        word = '"' + _MUST_ESCAPE.sub(r"\\\1", word) + '"'
    word = word.replace("%", "%%")
    return word.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


class LaunchAgent:
    """macOS: a property list in the person's `LaunchAgents`, read at the next log-in."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self.path = folder / f"{LABEL}.plist"
        self._command = command

    def is_on(self) -> bool:
        """Whether the file is there, starts something, and is not disabled."""
        return starts_something(self._words())

    def repair(self) -> Message | None:
        """Write the file anew where its program is gone."""
        return self.turn(on=True) if _is_ours_and_broken(self._words(), self._command) else None

    def _words(self) -> Sequence[str]:
        import plistlib  # noqa: PLC0415 - only this system needs it, and it brings an XML parser

        try:
            entry = plistlib.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return ()
        if not isinstance(entry, dict) or entry.get("Disabled", False):
            return ()
        words = entry.get("ProgramArguments")
        return [str(word) for word in words] if isinstance(words, list) else ()

    def turn(self, *, on: bool) -> Message | None:
        """Write the file, or take it away."""
        import plistlib  # noqa: PLC0415 - see `_words`

        entry = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            if on:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_bytes(plistlib.dumps(entry))
                self.path.chmod(0o644)  # launchd reads none that others may write to
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            return _sentence(self.path, error)
        return None


class RunKey:
    """Windows: a value of the person's Run key. `registry` is the module `winreg`."""

    def __init__(self, command: Sequence[str], registry: Any = None) -> None:  # noqa: ANN401 - only Windows has its types
        if registry is None:
            import winreg as registry  # noqa: PLC0415 - only Windows has it
        self._registry = registry
        self._command = command

    def is_on(self) -> bool:
        """Whether the value is there, starts something, and the task manager lets it."""
        return starts_something(self._words())

    def repair(self) -> Message | None:
        """Write the value anew where its program is gone."""
        return self.turn(on=True) if _is_ours_and_broken(self._words(), self._command) else None

    def _words(self) -> Sequence[str]:
        value, approved = self._value(RUN_KEY), self._value(APPROVED_KEY)
        # The first byte is even for on; Windows writes nothing before the switch is first used.
        is_off = isinstance(approved, bytes) and approved[:1] and approved[0] % 2
        return () if is_off or not isinstance(value, str) else windows_words(value)

    def turn(self, *, on: bool) -> Message | None:
        """Write the value, or take it away."""
        registry = self._registry
        words = windows_command_line(self._command)
        if on and len(words) > LONGEST_COMMAND:
            return sentence(
                "Starting with Windows could not be changed: the command has {count} characters, "
                "and Windows takes {most} at most. Install the program in a folder with a shorter "
                "path.",
                count=len(words),
                most=LONGEST_COMMAND,
            )
        try:
            with registry.CreateKeyEx(
                registry.HKEY_CURRENT_USER, RUN_KEY, 0, registry.KEY_SET_VALUE
            ) as key:
                if on:
                    registry.SetValueEx(key, NAME, 0, registry.REG_SZ, words)
                else:
                    registry.DeleteValue(key, NAME)
            self._approve()
        except FileNotFoundError:
            return None  # it was not there
        except OSError as error:
            return sentence(
                "Starting with Windows could not be changed: {reason}.", reason=reason(error)
            )
        return None

    def _approve(self) -> None:
        """Forget a switch in the task manager, which would outlast the entry."""
        registry = self._registry
        try:
            with registry.OpenKey(
                registry.HKEY_CURRENT_USER, APPROVED_KEY, 0, registry.KEY_SET_VALUE
            ) as key:
                registry.DeleteValue(key, NAME)
        except FileNotFoundError:
            pass

    def _value(self, path: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
                value: object = registry.QueryValueEx(key, NAME)[0]
        except OSError:
            return None
        return value


def windows_command_line(command: Sequence[str]) -> str:
    """The words as one line that Windows programs take apart into the same words."""
    import subprocess  # noqa: PLC0415 - only for its quoting; nothing is started

    return subprocess.list2cmdline(command)


def windows_words(line: str) -> Sequence[str]:
    """The words of a line that `windows_command_line` wrote, where none has a quote in it."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def _config_folder(environ: Mapping[str, str]) -> Path:
    """`XDG_CONFIG_HOME`; one that is not absolute does not count, as its specification says."""
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".config"


def _sentence(path: Path, error: OSError) -> Message:
    return sentence(
        "Starting with the computer could not be changed: {path}: {reason}.",
        path=path,
        reason=reason(error),
    )
