"""Diaries of people who are made up, for what is reckoned from diaries.

Pain goes on from day to day (AR(1)), has a rhythm of the week and is entered as a whole number; so
have the factors theirs, which may follow the pain of their day; spasms come oftener with pain; and
days are missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posture_app.journal.day_table import DayColumn, DayTable

MONDAY = date(2026, 1, 5)
_OF_WEEK = np.array([0, 0, 0, 0, 0.3, -0.6, -0.6])


@dataclass(frozen=True, kw_only=True)
class Life:
    """How a person's days go.

    Attributes:
        days: How many days there are.
        factors: How many factors are answered.
        goes_on: The correlation of pain with that of the day before.
        factor_goes_on: The same of the factors.
        spread: The standard deviation of pain.
        week: How strong the rhythm of the week is.
        missing: The share of days without a check-in.
        follows_pain: How much the factors follow the pain of their day.
        effect: By how many points the first factor raises the pain of the next day.
        spasm_effect: By how much it raises the chance of a spasm on each of three days.
        levels: Whether factors are answered from 0 to 3, and not with yes or no.
    """

    days: int = 60
    factors: int = 6
    goes_on: float = 0.7
    factor_goes_on: float = 0.5
    spread: float = 1.5
    week: float = 1.0
    missing: float = 0.15
    follows_pain: float = 0.0
    effect: float = 0.0
    spasm_effect: float = 0.0
    levels: bool = False


def diaries(life: Life, count: int, seed: int) -> Iterator[DayTable]:
    """So many people with such a life, the same each time."""
    for number in range(count):
        yield _day_table(life, np.random.default_rng((seed, number)))


def without_effect(life: Life) -> Life:
    """The same life, in which nothing goes before anything."""
    return replace(life, effect=0.0, spasm_effect=0.0)


def _day_table(life: Life, chance: np.random.Generator) -> DayTable:
    begin = int(chance.integers(7))
    of_week = life.week * _OF_WEEK[(np.arange(life.days) + begin) % 7]
    pain = life.spread * _going_on(chance, (life.days,), life.goes_on) + of_week
    factors = _going_on(chance, (life.factors, life.days), life.factor_goes_on)
    factors += 1.5 * chance.standard_normal((life.factors, 1)) * of_week
    factors += life.follows_pain * pain / life.spread
    levels = np.clip(np.round(factors + 1.5), 0, 3) if life.levels else 1.0 * (factors > 0)
    present = levels[0] >= (2 if life.levels else 1)
    odds = 1 / (1 + np.exp(2.2 - 0.5 * pain))
    for after in (1, 2, 3):
        odds[after:] += life.spasm_effect * present[:-after]
    pain[1:] += life.effect * present[:-1]
    pain = np.clip(np.round(4 + pain), 0, 10)
    spasms = 1.0 * (chance.random(life.days) < odds)
    missing = chance.random(life.days) < life.missing
    for values in (pain, spasms, *levels):
        values[missing] = np.nan
    levels[chance.random(levels.shape) < 0.03] = np.nan
    return DayTable(
        first_day=MONDAY + timedelta(days=begin),
        pain=_column(pain),
        spasm=_column(spasms),
        factors=tuple((f"factor {number}", _column(one)) for number, one in enumerate(levels)),
    )


def _going_on(
    chance: np.random.Generator, shape: tuple[int, ...], goes_on: float
) -> NDArray[np.float64]:
    """Numbers of which each goes on with so much of the one before, with a deviation of 1."""
    drawn = chance.standard_normal(shape)
    drawn[..., 1:] *= np.sqrt(1 - goes_on**2)
    for day in range(1, shape[-1]):
        drawn[..., day] += goes_on * drawn[..., day - 1]
    return drawn


def _column(values: NDArray[np.floating[Any]]) -> DayColumn:
    return tuple(None if np.isnan(one) else float(one) for one in values)
