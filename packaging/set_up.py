"""Sets up a checkout: system packages, `.venv`, pinned dependencies and the project, editable.

`make run` and `make test` call it each time; it does nothing where all is in place. It needs Python
3.11 and its standard library. Nothing is installed into the system but with root's or password-less
sudo's rights on Debian, Ubuntu and Fedora; elsewhere it says what to install.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from posture_app.desktop.display import platform_plugins
from posture_app.desktop.system_libraries import (
    Family,
    distribution_family,
    install_command,
    missing_libraries,
    packages,
)

ROOT = Path(__file__).parents[1]
INPUTS = ("pyproject.toml", "constraints.txt")
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
)
FONT_FILES = {".ttf", ".otf", ".ttc", ".pfb"}
FONTS = {  # the first one that the distribution knows
    "debian": ("fonts-inter", "fonts-dejavu-core"),
    "fedora": ("rsms-inter-fonts", "dejavu-sans-fonts"),
}
TEST_PROGRAMS = {  # the tests open real windows on a virtual screen and speak to a real bus
    "Xvfb": {"debian": "xvfb", "fedora": "xorg-x11-server-Xvfb"},
    "xdotool": {"debian": "xdotool", "fedora": "xdotool"},
    "openbox": {"debian": "openbox", "fedora": "openbox"},
    "dbus-run-session": {"debian": "dbus", "fedora": "dbus-daemon"},
}
# The rooms of the model are tested where neither Qt nor a database is installed.
MODEL_TEST_NEEDS = ("pytest", "hypothesis", "pydantic", "annotated-types", "tzdata")


def main() -> int:
    """Set up; returns the exit code."""
    parser = argparse.ArgumentParser(description="Set up a checkout.")
    parser.add_argument("--for-tests", action="store_true", help="with what the tests need")
    options = parser.parse_args()
    try:
        if sys.platform == "linux":
            _system_packages(for_tests=options.for_tests)
        _environment(
            ROOT / ".venv",
            [["hatchling"], ["--no-build-isolation", "--editable", ".[dev]"]],
        )
        if options.for_tests:
            _environment(ROOT / ".venv-core", [MODEL_TEST_NEEDS])
    except subprocess.CalledProcessError as error:
        return _fail(f"this command failed, see above: {' '.join(map(str, error.cmd))}")
    except LookupError as error:
        return _fail(str(error))
    return 0


def _fail(sentence: str) -> int:
    print(f"set-up: {sentence}", file=sys.stderr)
    return 1


def _environment(folder: Path, requirements: Sequence[Sequence[str]]) -> None:
    """Make a virtual environment with these requirements, unless it is up to date."""
    stamp = folder / "set-up.stamp"
    state = _state(requirements)
    if _python(folder).exists() and stamp.exists() and stamp.read_text("utf-8") == state:
        return
    print(f"set-up: {folder.name} is being made; the first time this takes some minutes")
    stamp.unlink(missing_ok=True)
    if not _python(folder).exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    pip = [str(_python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for requirement in requirements:
        subprocess.run(
            [*pip, "--constraint", "constraints.txt", *requirement], cwd=ROOT, check=True
        )
    stamp.write_text(state, "utf-8")


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _state(requirements: Sequence[Sequence[str]]) -> str:
    digest = hashlib.sha256(repr((sys.version_info[:2], requirements)).encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _system_packages(*, for_tests: bool) -> None:
    """Install what is missing, or say what to install.

    Raises:
        LookupError: Something is missing and cannot be installed from here.
        CalledProcessError: The package manager failed.
    """
    family = distribution_family()
    if for_tests:
        libraries = [*missing_libraries("xcb"), *missing_libraries("offscreen")]
    else:
        # Where Qt has a choice of plug-ins, one of them is enough.
        absent = [missing_libraries(plugin) for plugin in platform_plugins(os.environ)]
        libraries = absent[0] if all(absent) else []
    programs = [name for name in TEST_PROGRAMS if for_tests and not shutil.which(name)]
    no_venv = importlib.util.find_spec("ensurepip") is None
    no_font = not any(_has_font(folder) for folder in FONT_FOLDERS)
    if not (libraries or programs or no_venv or no_font):
        return
    if family is None:
        wanted = [*(library.soname for library in libraries), *programs]
        wanted += ["Python's venv module"] * no_venv + ["a font"] * no_font
        raise LookupError(f"missing on this system: {', '.join(dict.fromkeys(wanted))}; install it")
    names = packages(libraries, family) + [TEST_PROGRAMS[name][family] for name in programs]
    if no_venv:
        names.append(f"python3.{sys.version_info.minor}-venv" if family == "debian" else "python3")
    _install(names, family, fonts=FONTS[family] if no_font else ())


def _has_font(folder: Path) -> bool:
    return any(
        Path(name).suffix.lower() in FONT_FILES for _, _, names in os.walk(folder) for name in names
    )


def _install(names: Sequence[str], family: Family, fonts: Sequence[str]) -> None:
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not _runs([*sudo, "true"]):
        command = install_command([*names, *fonts[:1]], family)
        raise LookupError(f"packages of the system are missing; install them with: {command}")
    print(f"set-up: installing {', '.join([*names, *fonts[:1]])}")
    if family == "debian":
        install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
        install += ["--no-install-recommends", "install"]
        subprocess.run([*sudo, "apt-get", "-q", "update"], check=True)
    else:
        install = ["dnf", "-q", "-y", "install"]
    if names:
        subprocess.run([*sudo, *install, *names], check=True)
    for font in fonts:
        if _runs([*sudo, *install, font]):
            break


def _runs(command: Sequence[str]) -> bool:
    try:
        quiet = subprocess.DEVNULL
        return subprocess.run(command, stdout=quiet, stderr=quiet, check=False).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
