"""What the last weeks were like, in a few sentences."""

from typing import Final

from posture_app.journal.trends import PainTrend, SessionTrend, SpasmTrend, Trend
from posture_app.words import library as library_words
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import number

CHANGE_NOTE: Final = N_(
    "A change is told from 2 points on. In the neck, up to 4 points can be chance."
)
"""To be told where pain is (Childs et al. 2005; Kovacs et al. 2008)."""


def sentence_of(trend: Trend) -> str:
    """One thing that the days tell, as a sentence."""
    if isinstance(trend, PainTrend):
        return _pain(trend)
    if isinstance(trend, SpasmTrend):
        return _spasms(trend)
    return _sessions(trend)


def _pain(trend: PainTrend) -> str:
    before, after = number(trend.before), number(trend.after)
    if trend.is_change and trend.region is None:
        return _("Pain: {before}, then {after}, over {days} days.").format(
            before=before, after=after, days=trend.days
        )
    if trend.is_change and trend.region is not None:
        return _("{place}: {before}, then {after}, over {days} days.").format(
            place=library_words.region(trend.region), before=before, after=after, days=trend.days
        )
    about = number((trend.before + trend.after) / 2)
    if trend.region is None:
        return _("Pain: about {value} over {days} days, without a change that counts.").format(
            value=about, days=trend.days
        )
    return _("{place}: about {value} over {days} days, without a change that counts.").format(
        place=library_words.region(trend.region), value=about, days=trend.days
    )


def _spasms(trend: SpasmTrend) -> str:
    if trend.before is None:
        return ngettext(
            "{count} spasm in the last {days} days.",
            "{count} spasms in the last {days} days.",
            trend.count,
        ).format(count=trend.count, days=trend.days)
    if not trend.count:
        return _("No spasm in the last {days} days, {before} in the {days} days before.").format(
            before=trend.before, days=trend.days
        )
    return ngettext(
        "{count} spasm in the last {days} days, {before} in the {days} days before.",
        "{count} spasms in the last {days} days, {before} in the {days} days before.",
        trend.count,
    ).format(count=trend.count, before=trend.before, days=trend.days)


def _sessions(trend: SessionTrend) -> str:
    if trend.before is None:
        return _("You exercised on {count} of the last {days} days.").format(
            count=trend.count, days=trend.days
        )
    return _(
        "You exercised on {count} of the last {days} days, and on {before} of the {days} before."
    ).format(count=trend.count, before=trend.before, days=trend.days)
