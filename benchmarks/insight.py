"""How often what goes before pain and spasms is told rightly and wrongly, and how long it takes.

People are made up by the tests (`tests/journal/made_up_days.py`), so run it from the checkout:
`python benchmarks/insight.py`. docs/insight.md has its figures.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from posture_app.journal.associations import findings
from tests.journal.made_up_days import Life, diaries

PEOPLE = 500
ROUNDS = 1999
TEN_YEARS = Life(days=3650, factors=12)
QUIET = Life(factors=4, spread=1.0, week=0.3, missing=0.0)

NOTHING: Mapping[str, Life] = {
    "60 days": Life(),
    "60 days, pain and factors go on": Life(goes_on=0.8, factor_goes_on=0.7),
    "60 days, three factors, none missing": Life(factors=3, missing=0.0, goes_on=0.6),
    "60 days, levels that follow pain": Life(levels=True, follows_pain=0.5),
    "30 days, none missing": Life(days=30, missing=0.0),
    "120 days, factors follow pain": Life(days=120, follows_pain=0.7),
    "250 days, a third missing": Life(days=250, goes_on=0.8, missing=0.3),
}
ONE_POINT: Mapping[str, Life] = {
    "four factors that go on": QUIET,
    "four factors, each day for itself": replace(QUIET, factor_goes_on=0.0),
    "four factors with levels": replace(QUIET, levels=True),
    "four factors, one day in twenty missing": replace(QUIET, missing=0.05),
    "four factors, one day in seven missing": replace(QUIET, missing=0.15),
    "ten factors": replace(QUIET, factors=10),
    "pain that does not go on, two factors": replace(QUIET, goes_on=0.0, factors=2),
    "pain that does not go on, four factors": replace(QUIET, goes_on=0.0),
    "spread of 1.5 points": replace(QUIET, spread=1.5),
}


def main() -> None:
    result = {
        "benchmark": "insight",
        "people": PEOPLE,
        "rounds": ROUNDS,
        "told_where_there_is_nothing": {
            name: round(_told(life, seed), 3) for seed, (name, life) in enumerate(NOTHING.items())
        },
        "one_point_in_60_days": {
            name: _found(replace(life, effect=1.0), seed)
            for seed, (name, life) in enumerate(ONE_POINT.items(), 100)
        },
        "ten_years": _ten_years(),
    }
    json.dump(result, sys.stdout, indent=2)
    print()


def _told(life: Life, seed: int) -> float:
    told = 0
    for table in diaries(life, PEOPLE, seed):
        told += any(one.said for one in findings(table, rounds=ROUNDS) or ())
    return told / PEOPLE


def _found(life: Life, seed: int) -> dict[str, float]:
    found = [(findings(table, rounds=ROUNDS) or ())[0] for table in diaries(life, PEOPLE, seed)]
    known = [
        (one.effect, one.low, one.high)
        for one in found
        if one.effect is not None and one.low is not None and one.high is not None
    ]
    return {
        "found": round(sum(one.said for one in found) / PEOPLE, 3),
        "mean_effect": round(sum(effect for effect, _, _ in known) / len(known), 2),
        "interval_holds": round(sum(low <= 1 <= high for _, low, high in known) / len(known), 3),
    }


def _ten_years() -> dict[str, float]:
    [table] = diaries(TEN_YEARS, 1, 1)
    findings(table, rounds=9)  # numpy has loaded what it needs
    begun, begun_cpu = perf_counter(), process_time()
    findings(table)
    return {
        "comparisons": 2 * len(table.factors),
        "seconds": round(perf_counter() - begun, 2),
        "processor_seconds": round(process_time() - begun_cpu, 2),
    }


if __name__ == "__main__":
    main()
