"""Starts every desktop that is installed, plays the same scenario on each, and prints tables.

`python -m tests.desktops.run [--install]`, as `make desktops` does. What is not installed is named
with its Debian packages; `--install` installs them, as root on Debian.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from posture_app.desktop.clock import SystemClock
from tests.desktops.scenario import WORDS, Seen, look_around, play
from tests.desktops.sessions import NotStartedError, Session
from tests.desktops.sound import PipeWire, PulseAudio, listen_to
from tests.desktops.wayland import Gnome, Plasma, SwayWithDunst, Weston
from tests.desktops.x11 import Openbox, Xfce

DESKTOPS: tuple[type[Session], ...] = (Gnome, Plasma, SwayWithDunst, Weston, Xfce, Openbox)
WAYLAND: tuple[type[Session], ...] = (Gnome, Plasma, SwayWithDunst)
"""Tried once more without XWayland."""
SERVERS: tuple[type[PulseAudio], ...] = (PipeWire, PulseAudio)
ROWS = (
    "version",
    "windows through",
    "letters lost at the notice",
    "letters lost at the card",
    "cards in their corner",
    "told by a message instead",
    "all screens covered",
    "seen from edge to edge of each",
    "keyboard where the buttons are",
    "buttons on the monitor with the pointer",
    "Tab, Enter, Space",
    "Esc held",
    "monitors in a break",
    "break at a scale of 1.5",
    "button of a message",
    "icon in the panel",
    "idle time",
    "idle and back",
    "do not disturb",
    "do not disturb off, on, off",
    "full screen",
)
ROWS_WITHOUT_XWAYLAND = ROWS[1:13]


def main(*, install: bool) -> int:
    """Try all; returns 1 where a letter was lost or a break could not be left."""
    packages = sorted({package for one in (*DESKTOPS, *SERVERS) for package in one.missing()})
    if packages and install and os.geteuid() == 0 and shutil.which("apt-get"):
        command = ["apt-get", "-q", "-y", "--no-install-recommends", "install", *packages]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    print(f"\nSeen on {SystemClock().read().wall:%Y-%m-%d}.")  # noqa: T201 - its output
    columns, bad = _try_all(DESKTOPS, look_around)
    _print_table(columns, ROWS)
    without, worse = _try_all(WAYLAND, partial(play, QT_QPA_PLATFORM="wayland"))
    _print_table({name: column[1:13] for name, column in without.items()}, ROWS_WITHOUT_XWAYLAND)
    lost = _listen()
    return 1 if bad or worse or lost else 0


def _try_all(
    desktops: Iterable[type[Session]], scenario: Callable[[Session], Seen]
) -> tuple[dict[str, list[str]], bool]:
    """A column for each desktop, and whether anything failed."""
    columns: dict[str, list[str]] = {}
    bad = False
    for one in desktops:
        if one.missing():
            print(f"not tried, as it is not installed: {one.name}: {' '.join(one.missing())}")  # noqa: T201 - its output
            continue
        try:
            version, seen = _try(one, scenario)
        except (NotStartedError, OSError, subprocess.SubprocessError) as error:
            print(f"not tried, as it did not start: {one.name}: {error}")  # noqa: T201 - its output
            bad = True
            continue
        columns[one.name] = _column(version, seen)
        bad |= not _is_well(seen)
    return columns, bad


def _listen() -> bool:
    """Try the sound servers; returns whether a cue was lost or a recording not seen."""
    bad = False
    print("\n| | cues heard | after, s | recording told |\n|---|---|---|---|")  # noqa: T201 - its output
    for server in SERVERS:
        if server.missing():
            print(f"| {server.name} | not installed: {' '.join(server.missing())} | | |")  # noqa: T201 - its output
            continue
        heard = listen_to(server)
        recorded = "; ".join(
            f"{name}: {', '.join('yes' if one else 'no' for one in told)}"
            for name, told in heard.recorded.items()
        )
        after = ", ".join(f"{one:.2f}" for one in heard.after_s)
        cues = f"{len(heard.after_s)} of {heard.asked}"
        print(f"| {heard.version} | {cues} | {after} | {recorded} |")  # noqa: T201 - its output
        told = [False, True, False, False]
        bad |= len(heard.after_s) < heard.asked or any(
            one != told for one in heard.recorded.values()
        )
    return bad


def _try(desktop: type[Session], scenario: Callable[[Session], Seen]) -> tuple[str, Seen]:
    with tempfile.TemporaryDirectory(prefix="d", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o700)
        with desktop(Path(folder)) as running:
            return running.version(), scenario(running)


def _is_well(seen: Seen) -> bool:
    whole = all(count == len(WORDS) for count in seen.typed.values())
    used = _is_used_by_keys(seen) and seen.escape == ["leave"]
    return whole and seen.covered and seen.seen and seen.keyboard_leads and used


def _column(version: str, seen: Seen) -> list[str]:
    through = {"wayland": "Wayland", "xcb": "X11"}.get(seen.platform, seen.platform)

    def lost(what: str) -> str:
        return f"{len(WORDS) - seen.typed[what]} of {len(WORDS)}"

    def sensed(kind: str) -> str:
        return str(seen.sensors[kind][0]) if kind in seen.sensors else "nobody tells"

    return [
        version,
        through,
        lost("notice"),
        lost("card"),
        "no card" if seen.by_message else _yes(all(seen.corner.values())),
        _by_message(seen),
        _yes(seen.covered),
        _yes(seen.seen),
        _yes(seen.keyboard_leads),
        _yes(seen.follows_pointer) if seen.two_monitors else "one monitor",
        _yes(_is_used_by_keys(seen)),
        _yes(seen.escape == ["leave"]),
        ", ".join(seen.monitors) or "not tried",
        seen.scaled or "not tried",
        seen.answered[0] if seen.answered else "not tried",
        ", ".join(seen.panel) or ("yes" if seen.tray else "no panel"),
        sensed("IDLE"),
        " s, ".join(f"{idle_s:.0f}" for idle_s in seen.idle) + " s" if seen.idle else "-",
        sensed("DND"),
        ", ".join("on" if on else "off" for on in seen.quiet) or "-",
        sensed("FULLSCREEN"),
    ]


def _is_used_by_keys(seen: Seen) -> bool:
    return seen.tab == "break_later" and seen.enter == seen.space == ["snooze"]


def _by_message(seen: Seen) -> str:
    if "not shown" in seen.by_message:
        return "tried; no service shows it"
    return "yes" if seen.by_message else "-"


def _yes(so: bool) -> str:
    return "yes" if so else "**no**"


def _print_table(columns: Mapping[str, Sequence[str]], rows: Sequence[str]) -> None:
    print(f"\n| | {' | '.join(columns)} |")  # noqa: T201 - its output
    print(f"|---|{'---|' * len(columns)}")  # noqa: T201 - its output
    for place, row in enumerate(rows):
        print(f"| {row} | {' | '.join(column[place] for column in columns.values())} |")  # noqa: T201 - its output


if __name__ == "__main__":
    raise SystemExit(main(install="--install" in sys.argv[1:]))
