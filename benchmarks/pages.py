"""Ten years of a log: each page after a click, findings and report: `python benchmarks/pages.py`.

The log is that of `benchmarks/exchange.py`. A click is answered when the page has been painted;
the first click on a page also makes it, the second shows it again. `idle_s` lets the window rest
before, as a person does who reads the first page. Findings are reckoned on a thread meanwhile; the
report is that of three months.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from posture_app.ui.page_keys import PageKey

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

LIMITS = {"page_ms": 150, "findings_s": 1.0, "report_s": 2.0}
IDLE_S = 3.0
PAGES: "tuple[PageKey, ...]" = ("move", "body", "breaks", "progress", "settings", "today")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_folder(folder)
        first, again, findings_s = clicks(folder)
        result: dict[str, Any] = {
            "benchmark": "pages",
            "idle_s": IDLE_S,
            "first_click_ms": first,
            "next_click_ms": again,
            "findings_s": round(findings_s, 2),
            "report_s": round(report_s(folder), 2),
            "limits": LIMITS,
        }
    json.dump(result, sys.stdout, indent=2)
    print()


def fill_folder(folder: Path) -> None:
    import exchange

    from posture_app.desktop.clock import SystemClock
    from posture_app.program.local_time import LocalTime
    from posture_app.store.database import open_database

    exchange.NOW = LocalTime(SystemClock()).now()
    path = folder / "journal.db"
    open_database(path).close()
    exchange.fill(path)


def clicks(folder: Path) -> tuple[dict[str, float], dict[str, float], float]:
    """Milliseconds until each page is painted, at its first visit and later; findings in s."""
    from PySide6.QtCore import QEventLoop, QTimer

    from posture_app.program.start import build

    program = build(folder, 1.0)
    program.start()

    def wait(condition: "Callable[[], object]", most_s: float = 60.0) -> None:
        until = perf_counter() + most_s
        while not condition() and perf_counter() < until:
            program.shared.qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def rest(seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    wait(lambda: program.window.is_filled)
    rest(IDLE_S)
    main_window = program.window.main
    assert main_window is not None
    rounds: list[dict[str, float]] = []
    findings_s = 0.0
    for _ in range(2):
        taken: dict[str, float] = {}
        for key in PAGES:
            begun = perf_counter()
            main_window.visit(key)
            main_window.repaint()
            taken[key] = round((perf_counter() - begun) * 1000, 1)
            if key == "progress" and not findings_s:
                findings_s = _until_found(main_window, begun, wait)
            rest(0.5)
        rounds.append(taken)
    program.quit()
    return rounds[0], rounds[1], findings_s


def _until_found(
    main_window: "QObject", begun: float, wait: "Callable[[Callable[[], object], float], None]"
) -> float:
    from posture_app.program.pages.progress_findings import Findings

    findings = next(iter(main_window.findChildren(Findings)), None)
    if findings is None:
        return 0.0
    found: list[float] = []
    findings.found.connect(lambda _: found.append(perf_counter() - begun))
    wait(lambda: found, 20.0)
    return found[0] if found else -1.0


def report_s(folder: Path) -> float:
    """How long the whole command takes, less what Python and the first import take."""
    words = [
        sys.executable,
        str(Path(__file__).parents[1] / "main.py"),
        "--data-dir",
        str(folder),
        "report",
    ]
    begun = perf_counter()
    subprocess.run([*words, "--out", str(folder / "report.pdf")], check=True, capture_output=True)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
