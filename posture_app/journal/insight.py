"""What goes before pain and spasms: what is looked at, and what was found.

How it is found stands in `journal.associations`, which needs numpy; docs/insight.md says why it is
done so, and how often it is wrong.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from posture_app.dataclass import dataclass

LEAST_DAYS: Final = 10
"""So many days are needed with a factor and as many without, or nothing is said; as many days with
a spasm for what goes before spasms."""
DAYS_AFTER: Final = 3
"""Within so many days a spasm counts as having followed."""
TOLD_UP_TO_Q: Final = 0.04
"""A person is told what has at most this q. Where nothing goes before anything, one person in
twenty may be told something all the same; a little less leaves room for pain that has its own ways.
"""
VERY_SURE_UP_TO_Q: Final = 0.01


class InsightOutcome(StrEnum):
    """What may follow."""

    PAIN_NEXT_DAY = "pain_next_day"
    SPASM_WITHIN_THREE_DAYS = "spasm_within_three_days"


class Confidence(StrEnum):
    """How sure it is that a finding is more than chance."""

    FAIRLY = "fairly"
    VERY = "very"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What days with a factor are followed by, compared with days without.

    Attributes:
        factor: The name of its column in the table.
        outcome: What was looked at afterwards.
        at_least: From this value on a day is one with the factor; None where all days are alike.
        days_with: How many such days count: the factor and what followed are both known.
        days_without: How many other days count.
        spasm_days: How many of the days that were looked at had a spasm; None for pain.
        effect: For pain, how many points it was higher on the next day; for spasms, how many more
            there were within three days for each day with the factor. None, as are the next four,
            where there are too few days to say anything.
        low: The lower end of its interval of 95 per cent.
        high: The upper end.
        p: How often shuffling the days gives as much by chance.
        q: The same, corrected for all that was looked at (Benjamini and Hochberg).
        said: Whether a person is told.
    """

    factor: str
    outcome: InsightOutcome
    at_least: float | None
    days_with: int
    days_without: int
    spasm_days: int | None = None
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    said: bool = False

    @property
    def confidence(self) -> Confidence:
        """How sure what is said is."""
        surely = self.q is not None and self.q <= VERY_SURE_UP_TO_Q
        return Confidence.VERY if surely else Confidence.FAIRLY

    @property
    def more_days_with(self) -> int:
        """How many days with the factor are missing before anything can be said."""
        return max(0, LEAST_DAYS - self.days_with)

    @property
    def more_days_without(self) -> int:
        """How many days without it are missing."""
        return max(0, LEAST_DAYS - self.days_without)

    @property
    def more_spasm_days(self) -> int:
        """How many days with a spasm are missing."""
        return 0 if self.spasm_days is None else max(0, LEAST_DAYS - self.spasm_days)


def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What a person is told, the surest first."""
    return tuple(sorted((one for one in findings if one.said), key=_by_sureness))


def _by_sureness(finding: Finding) -> tuple[float, float]:
    return finding.q or 0.0, -abs(finding.effect or 0.0)
