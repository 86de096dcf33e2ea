"""Words for programmes: their phases, what is asked for today, and when it goes on."""

from collections.abc import Mapping
from typing import Final

from posture_app.journal.programme import PhaseEnd
from posture_app.library.model import Programme
from posture_app.plans.progress import Direction, DueRoutine, ProgressReason, Proposal
from posture_app.words.catalogue import N_, _, ngettext

PROPOSED: Final[Mapping[tuple[Direction, ProgressReason], str]] = {
    ("advance", "criterion_met"): N_(
        "The weeks of this phase are over, and your last sessions went well. You can go on."
    ),
    ("finish", "criterion_met"): N_(
        "The weeks of the last phase are over, and your last sessions went well. You have done the"
        " whole programme."
    ),
    ("step_back", "hurt_twice"): N_(
        "Two sessions of this phase hurt too much. Go back one phase until it has settled; steps"
        " back belong to training."
    ),
    ("stay", "too_few"): N_(
        "The weeks of this phase are over. Do a few more sessions of it before you go on; taking"
        " longer loses nothing."
    ),
    ("stay", "not_whole"): N_(
        "The weeks of this phase are over. Go on when your last sessions were done to their end."
    ),
    ("stay", "hurt"): N_(
        "The weeks of this phase are over. Your last sessions hurt more than this programme goes on"
        " with, so stay in it until that has settled."
    ),
    ("stay", "too_hard"): N_(
        "The weeks of this phase are over. Your last sessions were still hard work, or you did not"
        " say how hard they were, so stay in it a little longer."
    ),
}
"""What the rule says, for all but the days when there is nothing to say."""
WITHOUT_WEEKS: Final[Mapping[tuple[Direction, ProgressReason], str]] = {
    ("advance", "criterion_met"): N_("Your last sessions went well. You can go on."),
    ("finish", "criterion_met"): N_(
        "Your last sessions went well. You have done the whole programme."
    ),
    ("stay", "too_few"): "",
    ("stay", "not_whole"): N_("Go on when your last sessions were done to their end."),
    ("stay", "hurt"): N_(
        "Your last sessions hurt more than this phase goes on with, so stay in it until that has"
        " settled."
    ),
    ("stay", "too_hard"): N_(
        "Your last sessions were still hard work, or you did not say how hard they were, so stay in"
        " this phase a little longer."
    ),
}
"""What it says instead of a phase without weeks: of the first sessions, nothing."""
MOVED: Final[Mapping[PhaseEnd, str]] = {
    "advanced": N_("You are now in the phase “{phase}”."),
    "stepped_back": N_("You are back in the phase “{phase}”."),
    "finished": N_("You have finished “{programme}”."),
    "stopped": N_("You no longer follow “{programme}”."),
}


def programmes_counted(count: int) -> str:
    """How many programmes there are."""
    return ngettext("{count} programme", "{count} programmes", count).format(count=count)


def weeks_counted(weeks: int) -> str:
    """A number of weeks."""
    return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)


def programme_line(programme: Programme) -> str:
    """How long a programme takes at least, and in how many phases."""
    weeks = sum(one.weeks for one in programme.phases)
    phases = len(programme.phases)
    if weeks == 0:
        return ngettext("{count} phase", "{count} phases", phases).format(count=phases)
    return ngettext("{weeks} in {count} phase", "{weeks} in {count} phases", phases).format(
        weeks=weeks_counted(weeks), count=phases
    )


def phase_heading(number: int, name: str, weeks: int) -> str:
    """One phase of several, with how long it takes at least, where that is set (not 0)."""
    if weeks == 0:
        return _("{number}. {phase}").format(number=number, phase=name)
    return _("{number}. {phase}, {weeks}").format(
        number=number, phase=name, weeks=weeks_counted(weeks)
    )


def where_in_programme(number: int, count: int, name: str, week: int, weeks: int) -> str:
    """In which phase and week one is; a phase may take longer than it is meant to."""
    if week > weeks:
        pattern = _("Phase {number} of {count}: {phase}. Week {week}")
    else:
        pattern = _("Phase {number} of {count}: {phase}. Week {week} of {weeks}")
    return pattern.format(number=number, count=count, phase=name, week=week, weeks=weeks)


def due_words(due: DueRoutine) -> str:
    """What is asked of a routine today."""
    if due.is_due:
        if due.per_day > 1:
            return _("Today: {done} of {count} done").format(done=due.done_today, count=due.per_day)
        return _("Today")
    if due.done_today:
        return _("Done for today")
    if due.days_this_week >= due.days_per_week:
        return _("Done for this week")
    return _("Not today: rest belongs to it")


def proposal_words(proposal: Proposal) -> str:
    """What the rule for moving on says today; empty where nothing is to be said."""
    key = proposal.direction, proposal.why
    text = PROPOSED.get(key, "")
    if not proposal.has_weeks:
        text = WITHOUT_WEEKS.get(key, text)
    return _(text) if text else ""


def criterion_words(programme: Programme) -> str:
    """When a programme goes on to its next phase, as sentences."""
    criterion = programme.criterion
    return ngettext(
        "A phase goes on when its weeks are over and the last session was done to its end, with"
        " pain of {pain} of 10 at most. Two sessions that hurt too much lead a phase back. The"
        " program proposes it, and you decide.",
        "A phase goes on when its weeks are over and the last {count} sessions were done to their"
        " end, with pain of {pain} of 10 at most. Two sessions that hurt too much lead a phase"
        " back. The program proposes it, and you decide.",
        criterion.sessions,
    ).format(count=criterion.sessions, pain=criterion.pain_at_most)
