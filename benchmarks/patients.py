"""A therapist's 500 patients, and 200 files read in, as JSON: `python benchmarks/patients.py`.

Half a year of five sessions a week of 500 patients, plain and locked with a passphrase: opening the
database; the list of who needs attention first, for the first time after it was changed, and again;
the page with that list, painted. The files are of 200 of these patients, a month each, of which a
part is known.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QApplication

from posture_app.library.model import Dose, Tempo
from posture_app.plans.adherence_files import MergedFile, imported_file
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import (
    AdherenceFile,
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
)
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.program.therapist.reading_in import TOGETHER
from posture_app.store.patients import Patients, open_patients
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.snapshots import PatientsSnapshot
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.still import Pictogram, StillCache

PATIENTS = 500
FILES = 200
DAYS = 182
EXERCISES = ("chin-tuck", "wall-angel", "cat-cow", "bridge", "bird-dog", "dead-bug")
TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PASSPHRASE = "a passphrase of some length"
ROUNDS = 15
LIMITS = {"page_ms": 150, "files_s": 2.0}


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make = WidgetFactory(Theme(QApplication([])))
    result: dict[str, object] = {"benchmark": "patients", "patients": PATIENTS, "limits": LIMITS}
    with tempfile.TemporaryDirectory() as folder:
        for name, passphrase in (("plain", ""), ("locked", PASSPHRASE)):
            result[name] = measured(Path(folder) / name / "patients.db", passphrase, make)
    json.dump(result, sys.stdout, indent=2)
    print()


def measured(path: Path, passphrase: str, make: WidgetFactory) -> dict[str, float]:
    """The figures of one database, which is made."""
    patients = open_patients(path, passphrase)
    fill(patients)
    patients.close()
    opened = [ms(lambda: open_patients(path, passphrase).close()) for _number in range(ROUNDS)]
    patients = open_patients(path, passphrase)
    first = ms(lambda: patients.attention(TODAY))
    again = [ms(lambda: patients.attention(TODAY)) for _number in range(ROUNDS)]
    files, steps = written(path.parent / "files"), []
    begun = perf_counter()
    found = [imported_file(file) for file in files]
    merged: list[MergedFile] = []
    for at in range(0, len(found), TOGETHER):  # as the window does, which goes on between two
        step = perf_counter()
        merged += patients.merge(found[at : at + TOGETHER], NOW)
        steps.append((perf_counter() - step) * 1000)
    files_s = perf_counter() - begun
    added = sum(one.added for one in merged)
    after = ms(lambda: patients.attention(TODAY))
    page = make(PatientsPage, StillCache(make, Pictogram, make.theme))
    page.resize(1280, 800)
    page.show()
    shown = [ms(lambda: show(page, patients)) for _number in range(ROUNDS)]
    page.deleteLater()
    patients.close()
    return {
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "open_ms": round(statistics.median(opened), 1),
        "list_first_ms": round(first, 1),
        "list_ms": round(statistics.median(again), 1),
        "list_longest_ms": round(max(again), 1),
        "page_ms": round(statistics.median(shown), 1),
        "page_longest_ms": round(max(shown), 1),
        "files_s": round(files_s, 2),
        "files_added": added,
        "files_longest_step_ms": round(max(steps), 1),
        "list_after_files_ms": round(after, 1),
    }


def show(page: PatientsPage, patients: Patients) -> None:
    """What opening the page costs: read, drawn, painted."""
    page.show_snapshot(PatientsSnapshot((), TODAY))
    QApplication.processEvents()
    page.show_snapshot(PatientsSnapshot(patients.attention(TODAY), TODAY, can_lock=True))
    page.grab()


def ms(do: Callable[[], object]) -> float:
    begun = perf_counter()
    do()
    return (perf_counter() - begun) * 1000


def fill(patients: Patients) -> None:
    """The patients, a plan each, and what came back of it until a month ago."""
    for number in range(PATIENTS):
        code = f"P {number:03}"
        kept = patients.add(Patient(id="", code=code))
        plan = KeptPlan(patient_id=kept.id, plan=plan_of(number, code))
        patients.hand_over(plan, NOW - timedelta(days=DAYS))
    folder = Path(tempfile.mkdtemp())
    files = written(folder, PATIENTS, last=TODAY - timedelta(days=21), days=DAYS)
    patients.merge([imported_file(file) for file in files], NOW)


def plan_of(number: int, code: str) -> Plan:
    dose = Dose(model="reps", sets=2, reps=8, tempo_s=Tempo(move=2.0, return_=3.0))
    items = tuple(PlanItem(exercise=one, dose=dose) for one in EXERCISES)
    criterion = PlanCriterion(pain_at_most=3, effort_at_most=4)
    phases = tuple(
        PlanPhase(id=f"phase-{at}", name=f"Phase {at}", weeks=2, criterion=criterion, items=items)
        for at in range(3)
    )
    return Plan(id=f"plan-{number}", name="Neck pain at the desk", patient=code, phases=phases)


def written(folder: Path, count: int = FILES, last: date = TODAY, days: int = 30) -> list[Path]:
    """Files of the first patients, of so many days up to the last one."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        first = last - timedelta(days=days - 1)
        file = AdherenceFile(
            format="posture-app/adherence",
            version=1,
            plan=f"plan-{number}",
            patient=f"P {number:03}",
            first_day=first.isoformat(),
            last_day=last.isoformat(),
            sessions=tuple(
                session(number, first + timedelta(days=at)) for at in range(days) if at % 7 < 5
            ),
        )
        (folder / f"{number}.json").write_bytes(adherence_bytes(file))
    return [folder / f"{number}.json" for number in range(count)]


def session(number: int, day: date) -> SessionDone:
    seed = number * 7 + day.toordinal()
    return SessionDone(
        id=day.isoformat(),
        day=day.isoformat(),
        at="07:30",
        phase="phase-0",
        revision=1,
        items=tuple(
            ItemDone(exercise=one, asked_sets=2, done_sets=2, asked_reps=16, done_reps=16)
            for one in EXERCISES
        ),
        pain_before=seed % 6,
        pain_after=(seed + number) % 5,
        effort=seed % 8,
        stopped="pain" if seed % 97 == 0 else None,
    )


if __name__ == "__main__":
    main()
