"""How what goes before pain and spasms is found: by shuffling the days in blocks (docs/insight.md).

Each factor is compared with pain on the next day and with spasms within three days. What is known
beforehand is taken out of both first: the pain of the day itself, that of the week before, the
factor on the day before, the day of the week, and for spasms those of the days before. What is left
of the outcome has hardly any order in time; still, it is shuffled in blocks of whole weeks, so that
what order there is stays.

numpy is imported with this module: import it where it is needed, not before the first window.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from posture_app.dataclass import dataclass
from posture_app.journal.day_table import DayColumn, DayTable
from posture_app.journal.insight import (
    DAYS_AFTER,
    LEAST_DAYS,
    TOLD_UP_TO_Q,
    Finding,
    InsightOutcome,
)

Numbers = NDArray[np.float64]
"""One number for each day; NaN is not known."""
GoOn = Callable[[float], bool]
"""Is told which share of the work is done, from 0 to 1; returns whether to go on."""

ROUNDS: Final = 4999
"""So often the days are shuffled: the smallest p, 1 in 5,000, is small enough for a hundred
comparisons to be corrected for."""
WEEK: Final = 7
MOST_BLOCKS: Final = 150
"""Blocks are of one week, or of so many that there are no more blocks than this: more make nothing
better, and ten years slow."""
DAYS_OF_LONG_DIARY: Final = 180
_TURNS: Final = 40
"""So many different beginnings the blocks have; the other rounds shuffle these."""
_LEAST_FREE: Final = 5
"""Degrees of freedom that must be left to say how wide the interval is."""
_NONE: Final = 1e-9


def findings(
    table: DayTable, *, rounds: int = ROUNDS, go_on: GoOn | None = None
) -> tuple[Finding, ...] | None:
    """Each factor with each outcome, in the order of the table; the same table gives the same.

    May run on any thread: it reads the table alone.

    Args:
        table: The days.
        rounds: How often the days are shuffled.
        go_on: Is asked before each comparison.

    Returns:
        A finding for each comparison, also of those that nothing can be said of; None where it was
        told not to go on.
    """
    known = _Known(table)
    shuffles = _Shuffles(zlib.crc32(known.pain.tobytes() + known.spasm.tobytes()), rounds)
    found: list[Finding] = []
    count = 2 * len(table.factors)
    for name, column in table.factors:
        factor = _Factor(name, _numbers(column))
        for looked_at in (_before_pain, _before_spasms):
            if go_on is not None and not go_on(len(found) / count):
                return None
            found.append(looked_at(known, factor, shuffles))
    if go_on is not None and not go_on(1.0):
        return None
    return tuple(_corrected(found))


def _corrected(found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings with their q, and whether a person is told."""
    adjusted = iter(adjusted_p([one.p for one in found if one.p is not None]))
    for one in found:
        if one.p is None or one.low is None or one.high is None:
            yield one
            continue
        q = next(adjusted)
        # What is told must not have an interval that says the opposite, too.
        said = q <= TOLD_UP_TO_Q and (one.low > 0 or one.high < 0)
        yield replace(one, q=q, said=said)


def adjusted_p(values: Sequence[float]) -> tuple[float, ...]:
    """The q of each p by Benjamini and Hochberg (1995): the share of chance among what has it."""
    p = np.array(values, dtype=np.float64)
    order = np.argsort(p)
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty_like(p)
    q[order] = np.minimum.accumulate(stepped[::-1])[::-1] if len(p) else stepped
    return tuple(float(one) for one in np.minimum(q, 1.0))


class _Known:
    """The days as numbers, with what all comparisons take out."""

    def __init__(self, table: DayTable) -> None:
        self.pain = _numbers(table.pain)
        self.spasm = _numbers(table.spasm)
        weekday = (table.first_day.weekday() + np.arange(len(table))) % WEEK
        self.one_and_week = (np.ones(len(table)), *_of_week(weekday))
        self.pain_before = (
            _filled(self.pain),
            np.isnan(self.pain).astype(np.float64),
            _filled(_mean_before(self.pain, WEEK)),
        )
        self.before_spasm = (
            _filled(_later(self.pain, 1)),
            _filled(_mean_before(self.spasm, DAYS_AFTER)),
        )


class _Factor:
    """A factor's values, and which days are days with it."""

    def __init__(self, name: str, values: Numbers) -> None:
        self.name = name
        self.known = ~np.isnan(values)
        self.at_least = _even_cut(values[self.known])
        cut = np.inf if self.at_least is None else self.at_least
        self.present = np.where(self.known, (values >= cut).astype(np.float64), np.nan)

    def sides(self, counted: NDArray[np.bool_]) -> tuple[int, int]:
        """How many of the days that are counted are with it, and how many without."""
        present = int(np.nansum(self.present[counted]))
        return present, int((counted & self.known).sum()) - present


@dataclass(frozen=True, slots=True)
class _Comparison:
    effect: float
    low: float
    high: float
    p: float


def _before_pain(known: _Known, factor: _Factor, shuffles: "_Shuffles") -> Finding:
    after = _sooner(known.pain, 1)
    counted = factor.known & ~np.isnan(after)
    days_with, days_without = factor.sides(counted)
    finding = Finding(
        factor=factor.name,
        outcome=InsightOutcome.PAIN_NEXT_DAY,
        at_least=factor.at_least,
        days_with=days_with,
        days_without=days_without,
    )
    if min(days_with, days_without) < LEAST_DAYS:
        return finding
    yesterday = _filled(_later(factor.present, 1))
    taken_out = np.stack((*known.one_and_week, *known.pain_before, yesterday), axis=1)
    compared = _compared(
        after[counted], factor.present[counted], taken_out[counted], shuffles, by_rank=True
    )
    return _with(finding, compared)


def _before_spasms(known: _Known, factor: _Factor, shuffles: "_Shuffles") -> Finding:
    """Seen from the day of a spasm, as windows of three days that overlap would not be apart."""
    days = [_later(factor.present, number) for number in range(1, DAYS_AFTER + 1)]
    before = _mean_known(np.stack(days))
    counted = ~np.isnan(before) & ~np.isnan(known.spasm)
    spasms_ahead = [_sooner(known.spasm, number) for number in range(1, DAYS_AFTER + 1)]
    followed = factor.known & ~np.isnan(np.stack(spasms_ahead)).all(axis=0)
    days_with, days_without = factor.sides(followed)
    spasm_days = int(known.spasm[counted].sum())
    finding = Finding(
        factor=factor.name,
        outcome=InsightOutcome.SPASM_WITHIN_THREE_DAYS,
        at_least=factor.at_least,
        days_with=days_with,
        days_without=days_without,
        spasm_days=spasm_days,
    )
    quiet_days = int(counted.sum()) - spasm_days
    if min(days_with, days_without, spasm_days, quiet_days) < LEAST_DAYS:
        return finding
    taken_out = np.stack((*known.one_and_week, *known.before_spasm), axis=1)
    compared = _compared(
        known.spasm[counted], before[counted], taken_out[counted], shuffles, by_rank=False
    )
    return _with(finding, compared)


def _with(finding: Finding, compared: _Comparison | None) -> Finding:
    if compared is None:
        return finding
    return replace(
        finding,
        effect=compared.effect,
        low=compared.low,
        high=compared.high,
        p=compared.p,
    )


def _compared(
    outcome: Numbers, factor: Numbers, taken_out: Numbers, shuffles: "_Shuffles", *, by_rank: bool
) -> _Comparison | None:
    """Compare an outcome with a factor, both of the same days in their order.

    Of both only what the columns of `taken_out` do not tell is compared (Frisch and Waugh). The
    effect is the slope of the one on the other. p is that of their correlation, by rank or not,
    over all rounds. The interval is what the rounds make of the outcome without the effect.

    Returns:
        None where the factor is told by what is taken out, or too few days are left.
    """
    basis = _orthonormal(taken_out)
    days, told = basis.shape
    free = days - told - 1
    exposure = _less(factor, basis)
    spread = float(exposure @ exposure)
    if free < _LEAST_FREE or spread < _NONE * days:
        return None
    left = _less(outcome, basis)
    effect = float(exposure @ left) / spread
    judged = _less(_ranks(left), basis) if by_rank else left
    by_chance, around = shuffles.products(exposure, (judged, left - effect * exposure))
    # What was taken out has made what is left too small by so many degrees of freedom.
    by_chance = by_chance * np.sqrt((days - 1) / (days - told))
    reached = int(np.sum(np.abs(by_chance) >= abs(float(exposure @ judged)) - _NONE))
    low, high = np.quantile(around * np.sqrt((days - 1) / free) / spread, (0.025, 0.975))
    return _Comparison(
        effect=effect,
        low=effect - float(high),
        high=effect - float(low),
        p=(1 + reached) / (1 + len(by_chance)),
    )


class _Shuffles:
    """Orders of days, the same in every comparison of as many blocks.

    The days are a ring, which is cut into blocks at a place that changes; the blocks are shuffled.
    What does not fill a block stays at the end.
    """

    def __init__(self, seed: int, rounds: int) -> None:
        self._seed = seed
        self._turns = min(_TURNS, rounds)
        self._a_turn = -(-rounds // self._turns)
        self._rounds = rounds
        self._orders: dict[int, NDArray[np.intp]] = {}
        self._starts = np.random.default_rng(seed).random(self._turns)

    def products(self, fixed: Numbers, shuffled: Sequence[Numbers]) -> list[Numbers]:
        """The scalar products of `fixed` with each of `shuffled`, in all rounds."""
        days = len(fixed)
        length = WEEK * -(-days // (WEEK * MOST_BLOCKS))
        blocks = days // length
        whole = blocks * length
        orders = self._of(blocks)
        fixed_blocks, rest = fixed[:whole].reshape(blocks, length), fixed[whole:]
        starts = 1 + (self._starts * (days - 1)).astype(np.intp)
        each = np.arange(blocks)
        found = []
        for values in shuffled:
            turned = sliding_window_view(np.concatenate((values, values)), days)[days - starts]
            sums = []
            for one, order in zip(turned, orders, strict=True):
                # A block's place is its row; the product of each block at each place.
                products = fixed_blocks @ one[:whole].reshape(blocks, length).T
                sums.append(products[each, order].sum(axis=1) + rest @ one[whole:])
            found.append(np.concatenate(sums)[: self._rounds])
        return found

    def _of(self, blocks: int) -> NDArray[np.intp]:
        if blocks not in self._orders:
            chance = np.random.default_rng((self._seed, blocks))
            drawn = chance.random((self._turns, self._a_turn, blocks), dtype=np.float32)
            self._orders[blocks] = np.argsort(drawn, axis=2)
        return self._orders[blocks]


def _of_week(weekday: NDArray[np.int_]) -> Sequence[Numbers]:
    """Columns that tell the day of the week, from 0 for Monday.

    One for each day tells it exactly. In a table of two months that would leave little to find
    anything in, and three numbers are near enough: a wave and the weekend. In one of years
    the least that they leave would be found.
    """
    if len(weekday) >= DAYS_OF_LONG_DIARY:
        return [(weekday == day).astype(np.float64) for day in range(1, WEEK)]
    turn = 2 * np.pi * weekday / WEEK
    return [np.sin(turn), np.cos(turn), (weekday >= 5).astype(np.float64)]


def _numbers(column: DayColumn) -> Numbers:
    return np.array([np.nan if one is None else one for one in column], dtype=np.float64)


def _even_cut(values: Numbers) -> float | None:
    """The value from which on a day is one with the factor: that which makes the sides most even.

    It is chosen by the factor alone, so that it favours no finding; of two, the lower.
    """
    kinds, counts = np.unique(values, return_counts=True)
    if len(kinds) < 2:
        return None
    below = np.cumsum(counts)[:-1]
    return float(kinds[1:][np.argmax(np.minimum(below, len(values) - below))])


def _later(values: Numbers, days: int) -> Numbers:
    """The values so many days later: each day has that of a day before."""
    return np.concatenate((np.full(min(days, len(values)), np.nan), values[:-days]))


def _sooner(values: Numbers, days: int) -> Numbers:
    """The values so many days sooner: each day has that of a day after."""
    return np.concatenate((values[days:], np.full(min(days, len(values)), np.nan)))


def _mean_known(rows: Numbers) -> Numbers:
    """The mean of what is known in each column; NaN where nothing is."""
    known = (~np.isnan(rows)).sum(axis=0)
    return np.where(known, np.nansum(rows, axis=0) / np.maximum(known, 1), np.nan)


def _mean_before(values: Numbers, days: int) -> Numbers:
    """The mean of so many days before each day."""
    return _mean_known(np.stack([_later(values, number) for number in range(1, days + 1)]))


def _filled(values: Numbers) -> Numbers:
    """With the mean where nothing is known, so that a day is not lost for it."""
    known = ~np.isnan(values)
    return np.where(known, values, values[known].mean() if known.any() else 0.0)


def _orthonormal(columns: Numbers) -> Numbers:
    """As few columns as span the same; some may be told by others, or empty."""
    scale = np.sqrt((columns**2).mean(axis=0))
    vectors, weights, _ = np.linalg.svd(columns / np.where(scale > 0, scale, 1), False)
    return vectors[:, weights > _NONE * weights[0]]


def _less(values: Numbers, basis: Numbers) -> Numbers:
    """What is left of values when what an orthonormal basis tells is taken out."""
    return values - basis @ (basis.T @ values)


def _ranks(values: Numbers) -> Numbers:
    """The rank of each value, equal ones sharing theirs."""
    _, place, counts = np.unique(np.round(values, 9), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)
