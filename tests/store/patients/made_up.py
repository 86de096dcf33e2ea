"""When the tests of patients are, their plan, and for what their patient has to take care."""

from datetime import UTC, datetime

from posture_app.coach.pain_rule import Condition
from posture_app.library.model import Dose, Tempo
from posture_app.plans.model import Plan, PlanItem, PlanPhase

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
CAUTIONS = (Condition.OSTEOPOROSIS, Condition.LATEX_ALLERGY)
DOSE = Dose(model="reps", sets=2, reps=8, tempo_s=Tempo(move=2.0, return_=3.0))
PHASE = PlanPhase(id="one", name="One", items=(PlanItem(exercise="chin-tuck", dose=DOSE),))
PLAN = Plan(id="plan-a", name="Plan", patient="A. B.", phases=(PHASE,))
