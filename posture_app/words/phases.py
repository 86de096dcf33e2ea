"""What leads from one phase of a received plan to the next, from the programme that it became."""

from posture_app.library.model import Phase
from posture_app.plans.progress import NOTHING_LEADS_ON
from posture_app.plans.week_so_far import WeekSoFar
from posture_app.words.catalogue import _, ngettext


def week_words(week: WeekSoFar) -> str:
    """How the week of a plan has gone, as sentences; empty where there is nothing to say yet."""
    said = []
    if week.done:
        text = ngettext(
            "Done on {count} day this week.", "Done on {count} days this week.", week.done
        )
        said.append(text.format(count=week.done))
    if week.missed:
        said.append(_("A day without it is no matter: go on today where you are."))
    elif week.moved:
        said.append(_("Another day than the plan's is as good."))
    return " ".join(said)


def goes_on(phase: Phase) -> str:
    """How long a plan's phase takes and what leads on; empty for a programme of the library."""
    asked = phase.criterion
    if asked is None or asked == NOTHING_LEADS_ON:
        return ""
    # Today shows programmes without a plan, too: docs/decisions/0005.
    from posture_app.plans.model import PlanCriterion, PlanPhase  # noqa: PLC0415 - see above
    from posture_app.words.plans import phase_goes_on  # noqa: PLC0415 - see above

    pain = None if asked.pain_at_most == 10 else asked.pain_at_most
    only_weeks = asked.sessions == 1 and pain is None and asked.effort_at_most is None
    return phase_goes_on(
        PlanPhase(
            id=phase.id,
            name=phase.name,
            weeks=phase.weeks or None,
            criterion=None
            if only_weeks
            else PlanCriterion(
                sessions=asked.sessions,
                pain_at_most=pain,
                effort_at_most=asked.effort_at_most,
            ),
        )
    )
