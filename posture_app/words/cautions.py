"""What a person reads about who takes care with an exercise, and what to stop it for."""

from collections.abc import Iterable, Mapping
from typing import Final

from posture_app.coach.cautions import Caution, StopSign
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import enumerated, listed_alternatives

CAUTIONS: Final[Mapping[Caution, str]] = {
    Caution.NECK_VESSELS: N_(
        "Stop if you become dizzy or faint, and leave it out until a doctor or physiotherapist has "
        "checked you. Sudden trouble with sight, speech, swallowing or balance, or a headache or "
        "neck pain unlike any before, needs emergency help."
    ),
    Caution.NECK_CORD: N_(
        "Clumsy hands, unsteady walking, or electric shocks when you bend your neck can come from "
        "a spinal cord that is pressed upon. See a doctor before you exercise your neck."
    ),
    Caution.NECK_INJURY: N_(
        "After a recent fall, crash or blow to the head or neck, see a doctor before you start."
    ),
    Caution.NECK_JOINTS: N_(
        "Rheumatoid arthritis, Down syndrome and some other conditions can loosen the joints of "
        "the upper neck. If you have one of these, ask a doctor or physiotherapist first."
    ),
    Caution.NECK_HAND: N_(
        "If you have osteoporosis or have taken steroid tablets for long, leave your hand off your "
        "head and bend your neck only a little."
    ),
    Caution.CAUDA_EQUINA: N_(
        "Numbness between the legs, new trouble with bladder or bowel, or weakness in both legs "
        "needs emergency help. Do not exercise with it."
    ),
    Caution.BACK_INJURY: N_(
        "After a recent fall, crash or blow to the back, see a doctor before you start."
    ),
    Caution.VERTEBRA_BENDING: N_(
        "If you have osteoporosis or have broken a bone in your spine, ask a doctor or "
        "physiotherapist first, and round your back only a little."
    ),
    Caution.VERTEBRA_ARCHING: N_(
        "If you have broken a bone in your spine, ask a doctor or physiotherapist first, and arch "
        "your back only a little."
    ),
    Caution.VERTEBRA_TWIST: N_(
        "If you have osteoporosis or have broken a bone in your spine, turn only a little and "
        "slowly, without pulling further."
    ),
    Caution.ARM_SYMPTOMS: N_(
        "If you have pain, tingling or numbness in an arm, keep the movement small. If it grows or "
        "spreads, stop and ask a doctor or physiotherapist."
    ),
    Caution.LEG_SYMPTOMS: N_(
        "If you have pain, tingling or numbness in a leg, keep the movement small. If it grows or "
        "spreads, stop and ask a doctor or physiotherapist."
    ),
    Caution.SCIATICA: N_(
        "If pain runs down the back of your leg below the knee, as with sciatica, leave out the "
        "stretch for the back of the thigh."
    ),
    Caution.DIRECTION: N_(
        "Some backs like bending, others like arching. Leave out the direction that makes your "
        "pain worse or sends it further down a leg."
    ),
    Caution.AFTER_INJECTION: N_(
        "After an injection or needling in a place that this works on, wait until the fourth day "
        "at least. If you were told to wait longer, do so."
    ),
    Caution.HEART: N_(
        "If you have heart disease or high blood pressure that is not controlled, ask your doctor "
        "first. Never hold your breath."
    ),
    Caution.HIP_REPLACEMENT: N_(
        "If you have had an operation on the hip, ask your surgeon or a physiotherapist how far "
        "you may bend it."
    ),
    Caution.PREGNANCY_PRONE: N_("Leave out lying on your belly during pregnancy."),
    Caution.PREGNANCY_BELLY: N_(
        "Leave out strong work of the belly during pregnancy. After a birth, wait until your "
        "doctor, midwife or physiotherapist agrees."
    ),
    Caution.PREGNANCY_FLAT: N_(
        "After about 16 weeks of pregnancy, do not lie flat for long. Raise your head and "
        "shoulders on pillows, or leave out what is done lying on your back."
    ),
    Caution.PREGNANCY_BACK: N_(
        "During pregnancy, move your back only a little, and ask a midwife or physiotherapist if "
        "you are not sure."
    ),
    Caution.BLOOD_THINNERS: N_(
        "If you take blood thinners or bleed easily, ask your doctor first, and press only lightly."
    ),
    Caution.LATEX: N_(
        "Many bands are made of latex. If you are allergic to it, use a band without."
    ),
    Caution.BAND_TEARS: N_("Before each use, check the band for small tears."),
    Caution.DOOR: N_(
        "Fix a band to a door only while the door is closed and latched. Stand on the side to "
        "which it does not open, so that your pull keeps it shut."
    ),
    Caution.BALANCE: N_("If your balance is unsure, stay beside a firm support that you can hold."),
}

ASK_FIRST: Final[Mapping[Caution, str]] = {
    Caution.NECK_VESSELS: N_("dizziness"),
    Caution.NECK_CORD: N_("clumsy hands or unsteady walking"),
    Caution.NECK_INJURY: N_("a recent fall or blow"),
    Caution.NECK_JOINTS: N_("rheumatoid arthritis"),
    Caution.NECK_HAND: N_("osteoporosis or a broken vertebra"),
    Caution.CAUDA_EQUINA: N_("numbness between the legs or trouble with bladder or bowel"),
    Caution.BACK_INJURY: N_("a recent fall or blow"),
    Caution.VERTEBRA_BENDING: N_("osteoporosis or a broken vertebra"),
    Caution.VERTEBRA_ARCHING: N_("osteoporosis or a broken vertebra"),
    Caution.VERTEBRA_TWIST: N_("osteoporosis or a broken vertebra"),
    Caution.ARM_SYMPTOMS: N_("pain or tingling in an arm or leg"),
    Caution.LEG_SYMPTOMS: N_("pain or tingling in an arm or leg"),
    Caution.SCIATICA: N_("pain or tingling in an arm or leg"),
    Caution.AFTER_INJECTION: N_("an injection or needling"),
    Caution.HEART: N_("heart disease or high blood pressure"),
    Caution.HIP_REPLACEMENT: N_("an operation on the hip"),
    Caution.PREGNANCY_PRONE: N_("pregnancy"),
    Caution.PREGNANCY_BELLY: N_("pregnancy"),
    Caution.PREGNANCY_FLAT: N_("pregnancy"),
    Caution.PREGNANCY_BACK: N_("pregnancy"),
    Caution.BLOOD_THINNERS: N_("blood thinners"),
    Caution.LATEX: N_("an allergy to latex"),
}
"""In a few words who takes care; what is not here says how, and is short by itself."""

STOPS: Final[Mapping[StopSign, str]] = {
    StopSign.CHEST: N_(
        "Chest pain or trouble breathing: stop, sit down, and call {number} at once."
    ),
    StopSign.CAUDA_EQUINA: N_(
        "Numbness between your legs, weakness or numbness in both legs, or new trouble with "
        "bladder or bowel: stop, and call {number}."
    ),
    StopSign.HEAD_AND_NECK: N_(
        "Double vision, trouble with speech or swallowing, a drooping face, sudden unsteadiness, "
        "or a headache unlike any before: stop, and call {number}."
    ),
    StopSign.FAINT: N_("Dizziness or faintness: stop, and sit or lie down until it has passed."),
    StopSign.LIMB: N_(
        "New numbness, tingling, weakness or pain that travels down an arm or a leg: stop, and see "
        "a doctor soon."
    ),
    StopSign.STRONG_PAIN: N_(
        "Sharp or electric pain, or pain of {strong} or more out of 10: stop for today."
    ),
    StopSign.HEADACHE: N_(
        "A headache that the exercise brings on and that does not settle within minutes: stop."
    ),
}


def caution(value: Caution) -> str:
    """A caution as a sentence or two."""
    return _(CAUTIONS[value])


def in_short(found: Iterable[Caution]) -> str:
    """Who asks first, in one sentence; empty where the cautions ask nobody to."""
    who = _whom(found)
    if not who:
        return ""
    return _("Read more first if this is about you: {conditions}.").format(
        conditions=listed_alternatives(who)
    )


def whom_it_concerns(found: Iterable[Caution]) -> str:
    """Whom an exercise concerns, all of them, to be read beside it."""
    who = _whom(found)
    if not who:
        return _("Stop for sharp pain, dizziness or numbness.")
    # Translators: a list of conditions follows, such as "dizziness, rheumatoid arthritis".
    return _("Take care: {conditions}").format(conditions=enumerated(who))


def whom_it_concerns_in_short(found: Iterable[Caution]) -> tuple[str, ...]:
    """The same in ever fewer words, for where one line is all there is.

    Each is whole and says how many it does not name; the weightiest are named longest. None where
    no more than one is to be told of.
    """
    who = _whom(found)
    if len(who) < 2:
        return ()
    shorter = []
    for named in range(len(who) - 1, 0, -1):
        more = len(who) - named
        # Translators: a list of conditions, and how many more there are.
        pattern = ngettext(
            "Take care: {conditions} and {count} more",
            "Take care: {conditions} and {count} more",
            more,
        )
        shorter.append(pattern.format(conditions=enumerated(who[:named]), count=more))
    pattern = ngettext("Take care in {count} case", "Take care in {count} cases", len(who))
    return *shorter, pattern.format(count=len(who))


def _whom(found: Iterable[Caution]) -> tuple[str, ...]:
    """Whom cautions concern, the weightiest first; several have the same words, said once."""
    return tuple(dict.fromkeys(_(ASK_FIRST[one]) for one in found if one in ASK_FIRST))


def how_to(found: Iterable[Caution]) -> tuple[str, ...]:
    """Those cautions that say how to do it safely, whoever you are."""
    return tuple(caution(one) for one in found if one not in ASK_FIRST)


def stops(number: str, strong: int) -> tuple[str, ...]:
    """What to stop any exercise for, and what to do then.

    Args:
        number: The number for emergencies where the person is.
        strong: From which strength of 0 to 10 the rule says to stop.
    """
    return tuple(_(STOPS[one]).format(number=number, strong=strong) for one in StopSign)
