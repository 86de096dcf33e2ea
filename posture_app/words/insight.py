"""What a person reads of what goes before pain and spasms; never that one makes the other."""

from collections.abc import Mapping, Sequence
from typing import Final

from posture_app.coach.factors import Factor
from posture_app.journal.day_table import BREAKS, SESSIONS
from posture_app.journal.insight import Confidence, Finding, InsightOutcome, told
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.entries import FACTORS, level_name
from posture_app.words.formats import listed, number, percent, rounded_duration

_AFTER: Final[Mapping[str, str]] = {
    Factor.POOR_SLEEP: N_("After poor sleep"),
    Factor.STRESS: N_("After days with stress"),
    Factor.JAW_CLENCHING: N_("After days with a clenched jaw"),
    Factor.LONG_SITTING: N_("After days of long sitting"),
    Factor.AWKWARD_POSTURE: N_("After days in awkward postures"),
    Factor.FATIGUE: N_("After days with fatigue"),
    Factor.UNUSUAL_LOAD: N_("After days with an unusual load"),
    Factor.EXERCISE: N_("After days with exercise"),
    Factor.CYCLE: N_("After days with cycle or hormonal changes"),
    Factor.ILLNESS: N_("After days with another illness"),
    SESSIONS: N_("After days with more minutes of sessions"),
    BREAKS: N_("After days with a larger share of breaks taken"),
}
"""The beginning of a sentence, by the name of the column."""


def factor_title(name: str) -> str:
    """What a column is called; one of somebody's own table as it is called there."""
    if name == SESSIONS:
        return pgettext("what may go before pain", "Sessions")
    if name == BREAKS:
        return pgettext("what may go before pain", "Breaks")
    return _(FACTORS[Factor(name)]) if name in FACTORS else name


def finding_sentence(finding: Finding) -> str:
    """What was found, with its interval and days, and how sure it is.

    Raises:
        ValueError: There are too few days to say anything.
    """
    if finding.effect is None or finding.low is None or finding.high is None:
        raise ValueError("expected a finding of which something can be said")
    after = _after(finding.factor)
    if finding.outcome is InsightOutcome.PAIN_NEXT_DAY:
        what = _pain_sentence(after, finding.effect, finding.low, finding.high)
    else:
        what = _spasm_sentence(after, finding.effect, finding.low, finding.high)
    return _("{finding} {days} {confidence}").format(
        finding=what,
        days=days_sentence(finding),
        confidence=confidence_sentence(finding.confidence),
    )


def days_sentence(finding: Finding) -> str:
    """How many days were compared: "23 days with it and 37 without"."""
    days_with = ngettext("{count} day", "{count} days", finding.days_with)
    shown = {
        "days": days_with.format(count=finding.days_with),
        "others": finding.days_without,
        "least": _least(finding),
    }
    if not shown["least"]:
        # Translators: {days} is such as "23 days".
        return _("Compared: {days} with it and {others} without.").format(**shown)
    return _("Compared: {days} with {least} or more and {others} with less.").format(**shown)


def confidence_sentence(confidence: Confidence) -> str:
    """How sure it is, as a sentence of its own."""
    if confidence is Confidence.VERY:
        return pgettext("how sure a finding is", "Very sure.")
    return pgettext("how sure a finding is", "Fairly sure.")


def no_cause() -> str:
    """What stands with all findings."""
    return _("What goes before need not be the cause.")


def nothing_found() -> str:
    """Where enough days were compared, and nothing stands out."""
    return _("So far nothing stands out before pain or spasms.")


def too_few_sentence(finding: Finding) -> str:
    """What is still missing before anything can be said of this; "" where nothing is."""
    missing = [
        template.format(count=count)
        for count, template in (
            (
                finding.more_days_with,
                ngettext(
                    "{count} more day with it", "{count} more days with it", finding.more_days_with
                ),
            ),
            (
                finding.more_days_without,
                ngettext(
                    "{count} more day without it",
                    "{count} more days without it",
                    finding.more_days_without,
                ),
            ),
            (
                finding.more_spasm_days,
                ngettext(
                    "{count} more day with a spasm",
                    "{count} more days with a spasm",
                    finding.more_spasm_days,
                ),
            ),
        )
        if count
    ]
    if not missing:
        return ""
    if finding.outcome is InsightOutcome.PAIN_NEXT_DAY:
        text = _("{factor} and pain: it takes {missing} before anything can be said.")
    else:
        text = _("{factor} and spasms: it takes {missing} before anything can be said.")
    return text.format(factor=factor_title(finding.factor), missing=listed(missing))


def sentences_about(findings: Sequence[Finding]) -> tuple[str, ...]:
    """All that is to be said: what was found, the surest first, and then what is missing."""
    said = [finding_sentence(one) for one in told(findings)]
    if said:
        said.append(no_cause())
    elif any(one.p is not None for one in findings):
        said.append(nothing_found())
    if not findings:
        said.append(_("There are no days to compare yet."))
    return (*said, *filter(None, map(too_few_sentence, findings)))


def overview_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was found in few sentences: what is missing only where nothing can be said at all."""
    said = [finding_sentence(one) for one in told(findings)]
    if said:
        return (*said, no_cause())
    if any(one.p is not None for one in findings):
        return (nothing_found(),)
    if not findings:
        return (_("There are no days to compare yet."),)
    nearest = min(
        findings, key=lambda one: one.more_days_with + one.more_days_without + one.more_spasm_days
    )
    return (too_few_sentence(nearest),)


def looking(share: float) -> str:
    """How much of the search is done."""
    return _("Comparing your days: {share}").format(share=percent(share))


def _after(name: str) -> str:
    if name in _AFTER:
        return _(_AFTER[name])
    return _("After days with more of “{factor}”").format(factor=name)


def _pain_sentence(after: str, effect: float, low: float, high: float) -> str:
    points = round(abs(effect), 1)
    # Translators: {after} is the beginning, such as "After poor sleep"; the others are points.
    if effect > 0:
        text = ngettext(
            "{after} your pain on the next day was about {count} point higher ({low} to {high}).",
            "{after} your pain on the next day was about {count} points higher ({low} to {high}).",
            points,
        )
    else:
        text = ngettext(
            "{after} your pain on the next day was about {count} point lower ({low} to {high}).",
            "{after} your pain on the next day was about {count} points lower ({low} to {high}).",
            points,
        )
    near, far = _apart(low, high)
    return text.format(after=after, count=number(points), low=number(near), high=number(far))


def _spasm_sentence(after: str, effect: float, low: float, high: float) -> str:
    spasms = round(100 * abs(effect))
    # Translators: {after} is the beginning, such as "After poor sleep"; the others are spasms.
    if effect > 0:
        text = ngettext(
            "{after} there was about {count} spasm more within three days, for every 100 such days"
            " ({low} to {high}).",
            "{after} there were about {count} spasms more within three days, for every 100 such"
            " days ({low} to {high}).",
            spasms,
        )
    else:
        text = ngettext(
            "{after} there was about {count} spasm fewer within three days, for every 100 such days"
            " ({low} to {high}).",
            "{after} there were about {count} spasms fewer within three days, for every 100 such"
            " days ({low} to {high}).",
            spasms,
        )
    near, far = (number(100 * end, 0) for end in _apart(low, high))
    return text.format(after=after, count=number(spasms), low=near, high=far)


def _apart(low: float, high: float) -> tuple[float, float]:
    """The ends of an interval without their signs: more or fewer is said in words."""
    near, far = sorted((abs(low), abs(high)))
    return near, far


def _least(finding: Finding) -> str:
    """From what on a day was one with the factor; "" where that is any of it at all."""
    at_least = finding.at_least
    if at_least is None:
        return ""
    if finding.factor == SESSIONS:
        return rounded_duration(60 * at_least)
    if finding.factor == BREAKS:
        return percent(at_least)
    if finding.factor in FACTORS:
        # Translators: a level such as "some", in quotation marks.
        level = _("“{level}”").format(level=level_name(round(at_least)))
        return level if at_least > 1 else ""
    return number(at_least, 2) if at_least != 1 else ""
