"""How long a sheet of twelve exercises takes, as JSON: `python benchmarks/handout.py`.

`first_s` is what the first sheet of a program takes that has started: its library is loaded, and no
picture was drawn yet. `again_s` is the same sheet once more, whose motions are known by then. Both
are from the plan to the bytes of the PDF, A4, four exercises to a page.
"""

import json
import os
from datetime import date
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from posture_app.handout.document import pdf_of
from posture_app.handout.plan_sheet import SheetChoice, laid_out_plan
from posture_app.library.files import load
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan, PlanItem, PlanPhase

EXERCISES = 12
LIMITS = {"first_s": 1.0, "again_s": 0.5}


def main() -> int:
    QApplication([])
    library = load(language="de").library
    items = tuple(PlanItem(exercise=one) for one in [*library.exercises][::6][:EXERCISES])
    phase = PlanPhase(id="phase", name="Alles", items=items)
    plan = Plan(id="plan", name="Zwölf Übungen", language="de", phases=(phase,))
    file = plan_file(plan, library)
    choice = SheetChoice(today=date(2026, 3, 2), emergency_number="112")
    figures = {}
    for name in LIMITS:
        began = perf_counter()
        document = laid_out_plan(file, library, choice)
        raw = pdf_of(document)
        figures[name] = round(perf_counter() - began, 3)
    told = {"pages": len(document.pages), "kb": round(len(raw) / 1000), "limits": LIMITS}
    print(json.dumps({**figures, **told}, indent=2))
    return 1 if any(figures[name] > limit for name, limit in LIMITS.items()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
