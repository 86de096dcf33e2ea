"""From an edit to the painted frame in the builder of plans: `python benchmarks/builder.py`.

The library has 500 exercises and the plan 100 items. Each kind of edit is made again and again in a
window of 1280 by 800 that is painted after it; a frame of a screen with 60 of them a second has
16.7 ms. What waits until nobody has typed for a while (times, remarks) is measured by itself. The
handout is drawn by another process and takes no part.
"""

import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import perf_counter, thread_time
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FRAME_MS = 1000 / 60
LIMITS = {"frame_ms": round(FRAME_MS, 1)}
T = TypeVar("T")
EXERCISES, ITEMS, ROUNDS = 500, 100, 60


def main() -> None:
    bench = Bench()
    result: dict[str, Any] = {
        "benchmark": "builder",
        "exercises": EXERCISES,
        "items": ITEMS,
        "edit_to_frame_ms": {name: bench.frames(edit) for name, edit in bench.edits()},
        "reckoning_ms": bench.reckoning(),
        "limits": LIMITS,
    }
    json.dump(result, sys.stdout, indent=2)
    print()


class Bench:
    """A builder in a window of the usual size."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from posture_app.library.files import load
        from posture_app.plans.model import Plan, PlanItem, PlanPhase
        from posture_app.ui.theme.theme import Theme
        from posture_app.ui.therapist.builder.builder import PlanBuilder
        from posture_app.ui.therapist.builder.rows import RowKey
        from posture_app.ui.widgets.factory import WidgetFactory
        from posture_app.ui.widgets.still import Pictogram, StillCache

        self.app = QApplication([])
        theme = Theme(self.app)
        theme.choose("light")
        make = WidgetFactory(theme)
        known = list(load().library.exercises.values())
        exercises = {}
        for number in range(EXERCISES):
            one = known[number % len(known)]
            key = one.id if number < len(known) else f"{one.id}-{number}"
            exercises[key] = replace(one, id=key, easier=None, harder=None)
        self.library = replace(load().library, exercises=exercises)
        keys = list(exercises)
        halves = (keys[: ITEMS // 2], keys[ITEMS // 2 : ITEMS])
        phases = tuple(
            PlanPhase(
                id=f"p{at}", name="Phase", items=tuple(PlanItem(exercise=one) for one in half)
            )
            for at, half in enumerate(halves)
        )
        self.builder = make(PlanBuilder, StillCache(make, Pictogram, theme))
        self.builder.resize(1280 - 208, 800)
        self.builder.show_library(self.library)
        self.builder.show_plan(Plan(id="p", name="Plan", phases=phases))
        self.builder.show()
        self.row = RowKey
        self.keys = keys
        self.settle()

    def settle(self) -> None:
        """Let everything happen that waits for a while without edits."""
        until = perf_counter() + 0.8
        while perf_counter() < until:
            self.app.processEvents()

    def edits(self) -> Iterator[tuple[str, Callable[[int], None]]]:
        """The kinds of edits, each with the rows chosen that it is made with."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

        from posture_app.ui.therapist.builder.fields import DoseEdit

        builder, row, keys = self.builder, self.row, self.keys
        one = [row("item", "p0", keys[3])]
        every = [row("item", "p0", key) for key in keys[: ITEMS // 2]]
        every += [row("item", "p1", key) for key in keys[ITEMS // 2 : ITEMS]]
        note = there(builder.findChild(QPlainTextEdit, "item-note"))
        search = there(builder.findChild(QLineEdit, "builder-search"))

        def type_note(number: int) -> None:
            QTest.keyClicks(note, chr(ord("a") + number % 26))

        def change_dose(number: int) -> None:
            builder.panels.edited.emit(DoseEdit({"sets": 1 + number % 5}))

        def move(number: int) -> None:
            builder.list.wanted.emit("down" if number % 2 else "up")

        def add_or_undo(number: int) -> None:
            if number % 2:
                builder.head.undo.click()
            else:
                builder.pane.exercises_wanted.emit((keys[ITEMS + number],))

        def type_search(number: int) -> None:
            if number % 8 == 7:
                search.clear()
            QTest.keyClicks(search, "neck str"[number % 8])

        def choose(number: int) -> None:
            QTest.keyClick(builder.list, Qt.Key.Key_Down if number % 40 < 20 else Qt.Key.Key_Up)

        for name, chosen, edit in (
            ("type_a_note", one, type_note),
            ("change_one_dose", one, change_dose),
            ("change_all_doses", every, change_dose),
            ("move_an_exercise", one, move),
            ("add_and_undo", one, add_or_undo),
            ("choose_another_row", one, choose),
            ("type_in_the_search", one, type_search),
        ):
            builder.list.choose(chosen)
            self.settle()
            yield name, edit

    def frames(self, edit: Callable[[int], None]) -> dict[str, float]:
        """Milliseconds from an edit until all of the window that it changed is painted.

        Also how much of that the processor worked on it, which counts where it has others to serve.
        """
        taken, worked = [], []
        for number in range(ROUNDS):
            begun, work = perf_counter(), thread_time()
            edit(number)
            self.app.processEvents()
            taken.append((perf_counter() - begun) * 1000)
            worked.append((thread_time() - work) * 1000)
        of_work = {f"work_{name}": value for name, value in told(worked).items()}
        return {**told(taken), **of_work}

    def reckoning(self) -> dict[str, float]:
        """Times and remarks of the whole plan, reckoned after a while without edits."""
        from posture_app.ui.therapist.builder.plan_calculator import PlanCalculator

        plan = there(self.builder.plan)
        worked = []
        for _ in range(20):
            reckoning = PlanCalculator()
            begun = thread_time()
            reckoning.reckon_times(plan, self.library)
            reckoning.reckon_remarks(plan, self.library)
            worked.append((thread_time() - begun) * 1000)
        return {f"work_{name}": value for name, value in told(worked).items()}


def told(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "most": round(ordered[-1], 1),
    }


def there(value: T | None) -> T:
    """What there is.

    Raises:
        LookupError: There is nothing.
    """
    if value is None:
        raise LookupError
    return value


if __name__ == "__main__":
    main()
