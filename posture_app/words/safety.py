"""What a person reads about pain and signs: what to do, how soon, and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from posture_app.coach.cautions import cautions
from posture_app.coach.pain_rule import TIER, Advice, AdviceReason, Condition, Judgement, Sign
from posture_app.coach.suitability import LOAD_AGAIN_ON_DAY, Change, Fit, FitReason, Verdict
from posture_app.library.model import Exercise, Library
from posture_app.words.catalogue import N_, _
from posture_app.words.cautions import in_short
from posture_app.words.formats import enumerated

_SECOND_WEEK_BEGINS: Final = 8

ADVICE: Final[Mapping[Advice, str]] = {
    Advice.GO_ON: N_("Go on. A little ache that stays the same or eases is fine."),
    Advice.HOLD: N_("Keep to what you do now, and add nothing until it has settled."),
    Advice.EASIER: N_(
        "Make it easier: a smaller movement, a shorter hold, or the easier exercise."
    ),
    Advice.STOP: N_("Stop for today. Rest in a position that eases it, and move gently later."),
    Advice.SEE_SOMEBODY_SOON: N_(
        "Do not exercise now. Have a doctor look at this soon, today if you can."
    ),
    Advice.EMERGENCY: N_("Do not exercise. Call {number} now, and do not drive yourself."),
}

SIGNS: Final[Mapping[Sign, str]] = {
    Sign.CHEST_PAIN: N_("Chest pain, or pain from the chest into jaw or arm"),
    Sign.BREATHLESS: N_("Trouble breathing, or faintness"),
    Sign.SADDLE_NUMBNESS: N_("Numbness or tingling between the legs or around the back passage"),
    Sign.BLADDER_OR_BOWEL: N_("New trouble passing or holding urine or stool"),
    Sign.BOTH_LEGS_WEAK: N_("Weakness, numbness or pain in both legs"),
    Sign.WORST_HEADACHE: N_("A sudden, severe headache or neck pain unlike any before"),
    Sign.SPEECH_OR_FACE: N_(
        "Trouble with speech, swallowing or sight, double vision or a drooping face"
    ),
    Sign.BREATHLESS_AFTER_NEEDLING: N_(
        "Sudden breathlessness or sharp chest pain after needling or an injection"
    ),
    Sign.FEVER_WITH_BACK_PAIN: N_("Fever or feeling ill together with back or neck pain"),
    Sign.NIGHT_PAIN: N_("Pain that wakes you at night and does not ease in any position"),
    Sign.WEIGHT_LOSS: N_("Losing weight without trying"),
    Sign.CANCER_HISTORY: N_("Cancer now or earlier"),
    Sign.FALL: N_("A fall, crash or blow not long ago"),
    Sign.CLUMSY_HANDS: N_("Clumsy hands: dropping things, trouble with buttons"),
    Sign.UNSTEADY_WALKING: N_("Walking unsteadily, or legs that feel stiff or heavy"),
    Sign.SHOCKS_ON_NECK_FLEXION: N_(
        "Electric shocks down the back or limbs when you bend your neck"
    ),
    Sign.CALF_SWOLLEN: N_("A calf that is swollen, warm or tender"),
    Sign.SCALP_TENDER_OVER_50: N_(
        "Over 50: a new headache with a tender scalp, or jaw pain when chewing"
    ),
    Sign.FEVER_AFTER_INJECTION: N_(
        "Fever, or redness and swelling at the place, after an injection or needling"
    ),
    Sign.SPREADING_NUMBNESS: N_(
        "Numbness, tingling or weakness that is new or spreads into arm or leg"
    ),
    Sign.SHARP_PAIN: N_("Sharp or electric pain"),
}

TODAY: Final = frozenset(
    {
        Sign.FEVER_WITH_BACK_PAIN,
        Sign.CALF_SWOLLEN,
        Sign.SCALP_TENDER_OVER_50,
        Sign.FEVER_AFTER_INJECTION,
        Sign.FALL,
    }
)
"""What a doctor sees on the same day; the rest of its tier in the next days."""
SIGN_WHY: Final[Mapping[Sign, str]] = {
    Sign.CHEST_PAIN: N_("It can be the heart."),
    Sign.BREATHLESS: N_("It can be the heart or the lungs."),
    Sign.SADDLE_NUMBNESS: N_("The nerves at the end of the spine can be pressed upon."),
    Sign.BLADDER_OR_BOWEL: N_("The nerves to bladder and bowel can be pressed upon."),
    Sign.BOTH_LEGS_WEAK: N_("The spinal cord or its nerves can be pressed upon."),
    Sign.WORST_HEADACHE: N_("It can be a bleeding or a torn artery of the neck."),
    Sign.SPEECH_OR_FACE: N_("It can be a stroke, where every minute counts."),
    Sign.BREATHLESS_AFTER_NEEDLING: N_("A lung can have collapsed."),
    Sign.FEVER_WITH_BACK_PAIN: N_("The spine can be infected."),
    Sign.NIGHT_PAIN: N_("Pain that no position eases seldom comes from muscles."),
    Sign.WEIGHT_LOSS: N_("Its cause is found by a doctor, not by exercise."),
    Sign.CANCER_HISTORY: N_("New pain after cancer is looked at first."),
    Sign.FALL: N_("A bone can be broken, with fragile bones also after a small fall."),
    Sign.CLUMSY_HANDS: N_("The spinal cord in the neck can be pressed upon."),
    Sign.UNSTEADY_WALKING: N_("The spinal cord can be pressed upon."),
    Sign.SHOCKS_ON_NECK_FLEXION: N_("The spinal cord in the neck can be irritated."),
    Sign.CALF_SWOLLEN: N_("It can be a clot in a vein."),
    Sign.SCALP_TENDER_OVER_50: N_("An artery at the temple can be inflamed, a danger to sight."),
    Sign.FEVER_AFTER_INJECTION: N_("The place can be infected. Call the clinic."),
    Sign.SPREADING_NUMBNESS: N_("A nerve can be pressed upon."),
    Sign.SHARP_PAIN: N_("It is a sign to stop."),
}
"""Why a sign matters: what it can be, never what it is."""

SHORT_SIGNS: Final[Mapping[Sign, str]] = {
    Sign.CHEST_PAIN: N_("Chest pain"),
    Sign.BREATHLESS: N_("Trouble breathing"),
    Sign.SPEECH_OR_FACE: N_("Trouble with speech or sight"),
    Sign.WORST_HEADACHE: N_("Sudden, severe headache"),
    Sign.SADDLE_NUMBNESS: N_("Numb between the legs"),
    Sign.BLADDER_OR_BOWEL: N_("Bladder or bowel trouble"),
    Sign.BOTH_LEGS_WEAK: N_("Weak or numb in both legs"),
    Sign.UNSTEADY_WALKING: N_("Unsteady on my feet"),
    Sign.SPREADING_NUMBNESS: N_("Spreading numbness or weakness"),
    Sign.SHARP_PAIN: N_("Sharp or electric"),
    Sign.BREATHLESS_AFTER_NEEDLING: N_("Breathless since the needling"),
    Sign.FEVER_AFTER_INJECTION: N_("Fever or redness since the injection"),
}
"""What is asked on the way, in an order in which it is read: the gravest first."""

CONDITIONS: Final[Mapping[Condition, str]] = {
    Condition.OSTEOPOROSIS: N_("Osteoporosis, or a bone that broke after a small fall"),
    Condition.LONG_STEROIDS: N_("Steroid tablets for a long time"),
    Condition.CANCER: N_("Cancer, now or earlier"),
    Condition.RHEUMATOID_ARTHRITIS: N_("Rheumatoid arthritis"),
    Condition.HIP_OPERATION: N_("An operation on the hip"),
    Condition.SPINE_OPERATION: N_("An operation on the back or neck"),
    Condition.PREGNANCY: N_("Pregnancy"),
    Condition.HEART_OR_BLOOD_PRESSURE: N_("A heart condition or high blood pressure"),
    Condition.DIZZINESS: N_("Dizziness"),
    Condition.LATEX_ALLERGY: N_("An allergy to latex"),
    Condition.RECENT_INJECTION: N_("A trigger point injection or needling in the last weeks"),
    Condition.PAIN_INTO_LIMB: N_("Pain, tingling or numbness running into an arm or a leg"),
}

REASONS: Final[Mapping[AdviceReason, str]] = {
    AdviceReason.PAIN_IN_LOW_BAND: N_(
        "The pain is in the lowest band of a rule that is often used."
    ),
    AdviceReason.PAIN_IN_MIDDLE_BAND: N_("The pain is in the middle band: go gently, and do less."),
    AdviceReason.PAIN_IN_HIGH_BAND: N_("Pain as strong as this is a sign to stop."),
    AdviceReason.PAIN_ROSE: N_("The pain rose by two points or more over what it was before."),
    AdviceReason.NOT_SETTLED_BY_MORNING: N_("By the next morning the pain was not back to usual."),
    AdviceReason.CHEST: N_("Pain in the chest is not for exercise to try out."),
    AdviceReason.HEAD: N_(
        "Pain at the head is not for exercise to try out, least of all a new one."
    ),
    AdviceReason.STRONG_PAIN_WITH_FRAGILE_BONES: N_(
        "Strong pain with fragile bones can come from a broken vertebra, which a doctor can find."
    ),
    AdviceReason.STRONG_PAIN_WITH_CANCER: N_(
        "Strong pain after cancer is for a doctor to look at first."
    ),
    AdviceReason.NUMBNESS_WITH_PAIN_INTO_LIMB: N_(
        "Numbness or weakness that spreads can come from a nerve that is pressed upon."
    ),
    AdviceReason.NUMBNESS_WITH_RHEUMATOID_ARTHRITIS: N_(
        "Rheumatoid arthritis can loosen the upper neck, so spreading numbness needs a doctor."
    ),
    AdviceReason.RECENT_INJECTION: N_(
        "After an injection or needling the muscle is given some days before it is loaded."
    ),
    AdviceReason.SPASM_UNCHANGED: N_(
        "A spasm that has not changed for seven days is for a doctor or physiotherapist to look at."
    ),
    AdviceReason.NOT_ANSWERED: N_("Nothing was answered that speaks against it."),
}

WHY: Final[Mapping[FitReason, str]] = {
    FitReason.ROUND_LESS: N_("Keep the rounding of your back small."),
    FitReason.NO_FAR_ROUNDING: N_("Rounding the back far is not for bones that break easily."),
    FitReason.TWIST_LESS: N_("Turn only a little, without pulling further."),
    FitReason.NECK_ASK_FIRST: N_(
        "Ask your doctor or physiotherapist first how far your neck may move."
    ),
    FitReason.NO_NECK_END_RANGE: N_(
        "The joints of the upper neck can be loose, so it is not taken to its end."
    ),
    FitReason.HIP_BEND_LESS: N_(
        "Use a higher seat, so that your hip bends less than a right angle."
    ),
    FitReason.NO_DEEP_HIP_BEND: N_(
        "After an operation on the hip it is not bent beyond a right angle until you are cleared."
    ),
    FitReason.SPINE_ASK_SURGEON: N_(
        "After an operation on the spine, ask your surgeon or physiotherapist before this one."
    ),
    FitReason.NOT_PRONE_IN_PREGNANCY: N_("Lying on the belly is left out in pregnancy."),
    FitReason.NOT_FLAT_IN_PREGNANCY: N_(
        "Do not lie flat for long: raise your head and shoulders on pillows, or lie on your side."
    ),
    FitReason.NO_STRONG_BELLY_WORK_IN_PREGNANCY: N_(
        "Strong work of the belly is left out in pregnancy."
    ),
    FitReason.NO_BREATH_HOLDING: N_("Breathe on, never hold your breath, and use less effort."),
    FitReason.DIZZY_SLOWLY: N_("Move your head slowly and not far, and stop if you become dizzy."),
    FitReason.HOLD_A_SUPPORT: N_("Keep one hand on a firm support."),
    FitReason.LATEX_FREE_BAND: N_("Use a band without latex."),
    FitReason.ONLY_BREATHE_AND_WALK: N_(
        "On the day of an injection or needling only breathe and walk; the place is moved from the"
        " next day on."
    ),
    FitReason.WAIT_AFTER_INJECTION: N_(
        "Until the fourth day after an injection or needling the place is only moved gently."
    ),
    FitReason.START_WITH_HALF_AFTER_INJECTION: N_(
        "After an injection or needling, begin with about half, if you were not told otherwise."
    ),
    FitReason.SMALL_WITH_LIMB_PAIN: N_(
        "Keep it small, and stop if pain or tingling moves further out."
    ),
    FitReason.NO_NERVE_TENSION: N_(
        "This stretch pulls on the nerve of the leg, so it is left out."
    ),
    FitReason.BONES_ASK_FIRST: N_("Ask your doctor first how much you may load."),
    FitReason.LOOKED_AT_FIRST: N_("Have this looked at first; exercise can wait."),
}


def advice(value: Advice, number: str) -> str:
    """What to do, in one or two sentences; `number` is that for emergencies."""
    return _(ADVICE[value]).format(number=number)


def stop_in_short() -> str:
    """What to stop any exercise for, in one line; `stop_text` has all of it."""
    return _("Stop at sharp or growing pain, numbness, dizziness or trouble breathing.")


def stop_text(number: str) -> str:
    """What to stop a session for, in short."""
    return _(
        "Stop and call {number} for chest pain, trouble breathing, double vision, trouble with "
        "speech or swallowing, numbness between the legs, weakness in both legs, or new trouble "
        "with bladder or bowel. Stop, and ask a doctor, for dizziness, unsteadiness, or numbness "
        "that is new or spreads. A mild ache that stays or eases is fine; sharp pain is not."
    ).format(number=number)


def judgement(value: Judgement, number: str) -> str:
    """What the rule proposes, and why: the sentences of its two gravest reasons."""
    why = (reason(one) for one in value.reasons[:2])
    return " ".join((advice(value.advice, number), *why))


def kept_advice(advice_key: str, reasons: Iterable[str], number: str) -> str:
    """What was proposed in a session of the log and why; keys of another version are left out."""
    known = {one.key: one for one in Advice}
    if advice_key not in known:
        return ""
    every: dict[str, Sign | AdviceReason] = {
        **{one.value: one for one in AdviceReason},
        **{one.value: one for one in Sign},
    }
    why = tuple(every[one] for one in reasons if one in every)
    return judgement(Judgement(known[advice_key], why), number)


def changes(found: Iterable[Change], names: Mapping[str, str]) -> tuple[str, ...]:
    """What a health profile changes about a routine, a sentence for each reason.

    Args:
        found: The changes.
        names: What exercises are called, by their ids.
    """
    adapted: dict[str, list[str]] = {}
    left_out: dict[str, list[str]] = {}
    replaced: list[str] = []
    for one in found:
        name, because = names[one.exercise], why(one.fit.reasons[0][1])
        if one.fit.verdict is Verdict.ADAPT:
            adapted.setdefault(because, []).append(name)
        elif one.instead is None:
            left_out.setdefault(because, []).append(name)
        else:
            instead = _("{easier} instead of {exercise}, for you. {reason}")
            easier = names[one.instead]
            replaced.append(instead.format(easier=easier, exercise=name, reason=because))
    return (
        *(
            _("Left out for you: {exercises}. {reason}").format(
                exercises=enumerated(exercises), reason=because
            )
            for because, exercises in left_out.items()
        ),
        *replaced,
        *(
            _("{exercises}: {reason}").format(exercises=enumerated(exercises), reason=because)
            for because, exercises in adapted.items()
        ),
    )


def with_hint(exercise: Exercise, judged: Fit) -> Exercise:
    """An exercise that says first, while it is done, how it is done otherwise for a person."""
    if judged.verdict is not Verdict.ADAPT:
        return exercise
    hints = dict.fromkeys(why(because) for _condition, because in judged.reasons)
    return replace(exercise, cues=(*hints, *exercise.cues))


def for_a_break(exercise: Exercise, judged: Fit) -> Exercise:
    """An exercise of a break, which begins without a page before it: it says when to stop.

    On a line of its own, so that both sentences can have one in a card. Where an exercise concerns
    nobody in particular, that line stands beside it all the time.
    """
    hinted = with_hint(exercise, judged)
    if not in_short(cautions(exercise)):
        return hinted
    first, *others = exercise.steps
    first = f"{first}\n{_('Stop for sharp pain, dizziness or numbness.')}"
    return replace(hinted, steps=(first, *others))


def with_hints(library: Library, found: Iterable[Change]) -> Library:
    """A library whose exercises say how they are done otherwise for a person."""
    told = {one.exercise: with_hint(library.exercises[one.exercise], one.fit) for one in found}
    return replace(library, exercises={**library.exercises, **told})


def fit_words(value: Fit) -> str:
    """Why an exercise is left out or done otherwise; empty where it simply fits."""
    if not value.reasons:
        return ""
    about, because = value.reasons[0]
    if value.verdict is Verdict.LEAVE_OUT:
        pattern = _("Left out for you ({condition}). {reason}")
    else:
        pattern = _("For you ({condition}): {reason}")
    named = sign(about) if isinstance(about, Sign) else condition(about)
    return pattern.format(condition=named, reason=why(because))


def day_after_injection(days: int) -> str:
    """What a day is for, so many days after an injection or needling (0 is its own day)."""
    if days == 0:
        return _("Today was the injection or needling: only breathe and walk.")
    if days < LOAD_AGAIN_ON_DAY:
        text = _("Day {day} after the injection or needling: move gently, without strength.")
    elif days < _SECOND_WEEK_BEGINS:
        text = _(
            "Day {day} after the injection or needling: half of what you did before, if the "
            "soreness falls."
        )
    else:
        text = _(
            "Day {day} after the injection or needling: half to two thirds of what you did before."
        )
    return text.format(day=days)


def after_needling() -> str:
    """What the first days after an injection or needling are for, told when it is entered."""
    return _(
        "On the day itself only breathe and walk. On days 1 to 3 move gently, without strength. "
        "From day 4 do half of what you did before, if the soreness falls, and in the second week "
        "half to two thirds. Some soreness in the first days is usual."
    )


def before_exercise(signs: Collection[Sign], number: str) -> tuple[str, ...]:
    """What to do about signs that need a doctor before any exercise, and each with its why."""
    if not signs:
        return ()
    gravest = max(TIER[one] for one in signs)
    return (
        advice(gravest, number),
        *(_sign_with_why(one) for one in Sign if one in signs),
    )


def signs_of(tier: Advice, number: str) -> tuple[str, tuple[tuple[Sign, str], ...]]:
    """What to do about the signs of a tier and how soon, and each sign with why it matters."""
    if tier is Advice.EMERGENCY:
        head = _("Call {number} now. Do not drive yourself, and do not exercise.")
    else:
        head = _("See a doctor soon, and do not exercise until then. Go today where it says so.")
    return head.format(number=number), tuple(
        (one, _sign_with_why(one)) for one in Sign if TIER[one] is tier
    )


def _sign_with_why(value: Sign) -> str:
    pattern = _("{sign} (today). {why}") if value in TODAY else _("{sign}. {why}")
    return pattern.format(sign=sign(value), why=_(SIGN_WHY[value]))


def short_sign(value: Sign) -> str:
    """A sign in as few words as a button has room for."""
    return _(SHORT_SIGNS[value])


def sign(value: Sign) -> str:
    """A sign as it is asked and named."""
    return _(SIGNS[value])


def condition(value: Condition) -> str:
    """A condition as the health profile asks it."""
    return _(CONDITIONS[value])


def reason(value: Sign | AdviceReason) -> str:
    """Why the rule says so, in whole sentences."""
    return _sign_with_why(value) if isinstance(value, Sign) else _(REASONS[value])


def why(value: FitReason) -> str:
    """Why an exercise is left out or done otherwise, as a sentence."""
    return _(WHY[value])
