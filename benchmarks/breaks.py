"""A year of minute-by-minute activity through the breaks' scheduler: `python benchmarks/breaks.py`.

Prints JSON. Three people: one works and rests as people do, one tosses a coin every minute, and of
the third every minute is told, changed or not: 525,600 events. Each with and without work hours.
The goal is two seconds for each, file included.
"""

import io
import json
import random
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from posture_app.breaks.simulator import run

MINUTES = 365 * 24 * 60
GOAL_S = 2.0
SEED = 1
STAYS = {"person": (0.97, 0.85), "coin": (0.5, 0.5), "every minute told": (0.5, 0.5)}
"""How likely a minute is as the one before: an active one, and an idle one."""
HOURS = {
    day: [["09:00", "12:30"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
}


def year(active_stays: float, idle_stays: float, *, all_told: bool = False) -> dict[str, Any]:
    chance = random.Random(SEED)
    events: list[object] = []
    active = True
    for minute in range(1, MINUTES):
        changes = chance.random() >= (active_stays if active else idle_stays)
        if changes or all_told:
            active = active != changes
            name = "input_resumes" if active else "input_stops"
            events.append({"at_s": minute * 60, "event": name})
    return {
        "start": "2026-01-01T00:00:00",
        "time_zone": "Europe/Berlin",
        "until_s": MINUTES * 60,
        "events": events,
    }


def main() -> None:
    results = []
    with tempfile.TemporaryDirectory() as folder:
        settings, timeline = Path(folder, "settings.json"), Path(folder, "timeline.json")
        for who, stays in STAYS.items():
            day = year(*stays, all_told=who == "every minute told")
            timeline.write_text(json.dumps(day))
            for work in (None, HOURS):
                settings.write_text(json.dumps({"work": work}))
                out = io.StringIO()
                begun = perf_counter()
                code = run(str(settings), str(timeline), out)
                took_s = perf_counter() - begun
                assert code == 0
                results.append(
                    {
                        "activity": who,
                        "work_hours": work is not None,
                        "events": len(day["events"]),
                        "lines": out.getvalue().count("\n"),
                        "seconds": round(took_s, 2),
                        "within_goal": took_s <= GOAL_S,
                    }
                )
    json.dump({"benchmark": "breaks", "goal_s": GOAL_S, "years": results}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
