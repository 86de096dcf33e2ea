"""What the program costs while it waits in the tray, beside a bare window, Workrave and Safe Eyes.

All run at once on one X server of their own (Xvfb) with one D-Bus session, and are measured over
the same minutes: first without input, then with a pointer that is moved every two seconds. Prints
JSON: processor time in ms a minute and wake-ups a second (voluntary switches) summed over all
threads and child processes, and memory in MB: PSS, where what is shared counts by share, and RSS,
where it counts whole. The ratio to the bare window is that of each by itself, by PSS; where other
programs with Qt run on the machine, look at the one by RSS, which they do not change. Nothing is
installed: what is missing is left out and named. Run by `make bench`; `--seconds` sets the length
of each part.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LIMIT_CPU_MS_PER_MIN = 10
LIMIT_WAKEUPS_PER_S = 0.5
LIMIT_PSS_RATIO = 1.3
SETTLE_S = 30
PEERS = {"workrave": ["workrave"], "safe_eyes": ["safeeyes"]}
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-run-session")

BARE = """
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon
app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
window.show()
picture = QPixmap(22, 22)
picture.fill("green")
tray = QSystemTrayIcon(QIcon(picture))
tray.show()
app.exec()
"""


OURS = {
    "bare": [sys.executable, "-c", BARE],
    "posture_app": [sys.executable, "-m", "posture_app", "--hidden"],
}


@dataclass
class Reading:
    """What a tree of processes has used until now."""

    cpu_ns: int
    switches: int
    pss_kb: int
    rss_kb: int


def tree(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            found += tree(int(child))
    return found


def read(pid: int) -> Reading:
    """Read the counters of a process, its children and all their threads."""
    cpu_ns = switches = pss_kb = rss_kb = 0
    for one in tree(pid):
        for task in Path(f"/proc/{one}/task").iterdir():
            cpu_ns += int((task / "schedstat").read_text().split()[0])
            for line in (task / "status").read_text().splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    switches += int(line.split()[1])
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                pss_kb += int(line.split()[1])
            if line.startswith("Rss:"):
                rss_kb += int(line.split()[1])
    return Reading(cpu_ns, switches, pss_kb, rss_kb)


def measured(programs: dict[str, subprocess.Popen[bytes]], seconds: float, stir: bool) -> object:
    """The figures of all programs over the same time."""
    before = {name: read(one.pid) for name, one in programs.items()}
    began = time.monotonic()
    step = 0
    while (left := began + seconds - time.monotonic()) > 0:
        if stir:
            step += 1
            at = str(300 + 7 * (step % 30))
            subprocess.run(["xdotool", "mousemove", at, at], check=True)
        time.sleep(min(2.0, left))
    took_s = time.monotonic() - began
    figures = {}
    for name, one in programs.items():
        now, old = read(one.pid), before[name]
        figures[name] = {
            "cpu_ms_per_min": round((now.cpu_ns - old.cpu_ns) / 1e6 / took_s * 60, 1),
            "wakeups_per_s": round((now.switches - old.switches) / took_s, 2),
            "pss_mb": round(now.pss_kb / 1024, 1),
        }
    return figures


def environment(folder: Path) -> dict[str, str]:
    """A home of its own for all that is started."""
    (folder / ".config").mkdir()  # Safe Eyes does not make it
    home = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "xcb"}
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        home.pop(f"XDG_{name}_HOME", None)
    home["POSTURE_APP_DATA_DIR"] = str(folder / "posture-app")
    home.pop("PYTHONDONTWRITEBYTECODE", None)
    if not Path("/run/dbus/system_bus_socket").exists():  # Safe Eyes ends without one
        home["DBUS_SYSTEM_BUS_ADDRESS"] = home["DBUS_SESSION_BUS_ADDRESS"]
    return home


def started(command: list[str], home: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a program without its words."""
    return subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def alone(home: dict[str, str]) -> dict[str, dict[str, float]]:
    """Memory of the two PySide6 programs, each by itself: side by side they share Qt's pages."""
    found = {}
    for name, command in OURS.items():
        one = started(command, home)
        time.sleep(SETTLE_S)
        found[name] = read(one.pid)
        one.terminate()
        one.wait()
    bare, ours = found["bare"], found["posture_app"]
    return {
        "pss_mb": {name: round(one.pss_kb / 1024, 1) for name, one in found.items()},
        "rss_mb": {name: round(one.rss_kb / 1024, 1) for name, one in found.items()},
        "times_bare_window": {
            "hidden": round(ours.pss_kb / bare.pss_kb, 2),
            "hidden_by_rss": round(ours.rss_kb / bare.rss_kb, 2),
        },
    }


def inside(seconds: float, figures_path: Path) -> int:
    """Measure, on the X server and the bus that this process was started with."""
    desktop = [
        started([name], dict(os.environ)) for name in ("openbox", "trayer") if shutil.which(name)
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = environment(Path(folder))
        each_alone = alone(home)
        present = {name: words for name, words in PEERS.items() if shutil.which(words[0])}
        running = {name: started(words, home) for name, words in (OURS | present).items()}
        try:
            time.sleep(SETTLE_S)
            ended = [name for name, one in running.items() if one.poll() is not None]
            for name in ended:
                del running[name]
            still = measured(running, seconds, stir=False)
            stirred = measured(running, seconds, stir=True)
        finally:
            for one in (*running.values(), *desktop):
                one.kill()
                one.wait()
    figures = {
        "limits": {
            "cpu_ms_per_min": LIMIT_CPU_MS_PER_MIN,
            "wakeups_per_s": LIMIT_WAKEUPS_PER_S,
            "hidden": LIMIT_PSS_RATIO,
        },
        **each_alone,
        "without_input": still,
        "with_input": stirred,
        "absent": [name for name in PEERS if name not in present],
        "ended_early": ended,
    }
    figures_path.write_text(json.dumps(figures))
    return 0


def main() -> int:
    """Make the X server and the bus, and measure inside."""
    words = argparse.ArgumentParser(description="What waiting in the tray costs.")
    words.add_argument("--seconds", type=float, default=60.0, help="the length of each part")
    words.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = words.parse_args()
    if options.inside:
        return inside(options.seconds, options.inside)
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or sys.platform != "linux":
        json.dump({"left_out": f"not here: {', '.join(missing) or 'Linux'}"}, sys.stdout)
        return 0
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-noreset"],
        pass_fds=[write_end],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        display = os.read(read_end, 16).decode().strip()
        environ = {**os.environ, "DISPLAY": f":{display}"}
        environ.pop("WAYLAND_DISPLAY", None)
        # The figures come by a file: whatever the bus, its services and the window manager write
        # to standard output goes to the errors.
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "figures.json"
            again = [sys.executable, __file__, "--inside", str(figures)]
            code = subprocess.run(
                ["dbus-run-session", "--", *again, "--seconds", str(options.seconds)],
                env=environ,
                stdout=sys.stderr,
                check=False,
            ).returncode
            if not code:
                print(figures.read_text())
        return code
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    raise SystemExit(main())
