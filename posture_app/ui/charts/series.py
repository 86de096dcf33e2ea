"""What is handed to the curves: a place for every day, and a gap where nothing is known."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.journal.course import AdherenceWeek, Bucket, Course, CourseDay, buckets
from posture_app.library.model import Region
from posture_app.ui.charts import inks
from posture_app.ui.charts.inks import Ink
from posture_app.words import library as library_words
from posture_app.words.catalogue import _

Numbers = NDArray[np.float64]
_MIDDLE_OF_WEEK = 3


class Series(NamedTuple):
    """One curve. `x` counts days as `date.toordinal` does; a gap of `y` is NaN, never 0."""

    name: str
    x: Numbers
    y: Numbers
    ink: Ink
    has_line: bool = True


def day_number(day: date) -> int:
    """Where a day lies on the axis of time."""
    return day.toordinal()


def with_gaps(values: Sequence[float | None]) -> Numbers:
    """Values with a NaN for each that is missing."""
    return np.array([np.nan if one is None else one for one in values], dtype=np.float64)


def middle_of(bucket: Bucket) -> float:
    """Where a day or a week lies on the axis of time."""
    return day_number(bucket.first) + (bucket.length - 1) / 2


def pain_series(course: Course) -> list[Series]:
    """The pain all in all, that of the three regions with the most days, and the soreness.

    Of a long course it is the median of each week.
    """
    parts = buckets(course)
    x = np.array([middle_of(one) for one in parts], dtype=np.float64)

    def series(
        name: str, pick: Callable[[CourseDay], float | None], ink: Ink, *, line: bool = True
    ) -> Series:
        return Series(name, x, with_gaps([one.median(pick) for one in parts]), ink, line)

    found = [series(_("Pain all in all"), lambda day: day.pain, inks.OVERALL)]
    found += [
        series(library_words.region(region), _of_region(region), ink)
        for region, ink in zip(course.regions(), inks.PLACES, strict=False)
    ]
    found.append(
        series(_("Soreness after a treatment"), lambda day: day.soreness, inks.SORENESS, line=False)
    )
    return [one for one in found if not np.all(np.isnan(one.y))]


def share_series(weeks: Sequence[AdherenceWeek]) -> Series:
    """The share of the breaks that were taken, in per cent, in the middle of each week."""
    x = [day_number(week.monday) + _MIDDLE_OF_WEEK for week in weeks]
    shares = [None if week.breaks_taken is None else 100 * week.breaks_taken for week in weeks]
    return Series(
        _("Breaks taken, in per cent"),
        np.array(x, dtype=np.float64),
        with_gaps(shares),
        inks.SHARE,
    )


def _of_region(region: Region) -> Callable[[CourseDay], float | None]:
    return lambda day: day.places.get(region)
