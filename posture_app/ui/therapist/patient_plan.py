"""A patient's plan: what they have, what is being written, what was before, what came to be."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.library.model import Exercise, Library
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.patient import KeptPlan
from posture_app.plans.revising import PatientPlans
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.patient_plan_facts import (
    PatientPlanFacts,
    PlanAction,
    PlanActionKind,
    ProposedStep,
    TemplateRef,
)
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.menu import MenuButton
from posture_app.ui.widgets.rows import RowWords, paint_tile
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.still import StillCache
from posture_app.words import patient_plan as words
from posture_app.words import plans as plan_words
from posture_app.words.catalogue import _, pgettext
from posture_app.words.safety import condition

_PICTURE_PX: Final = 72
_STACK_BELOW_PX: Final = 760


class PatientPlan(QWidget):
    """The plan of one patient.

    Signals:
        act_wanted: A `PlanAction`.
        new_wanted: A new plan, from the template with this `TemplateRef`; None: from nothing.
        step_accepted: A `ProposedStep` that goes into the draft.
    """

    action_wanted = Signal(object)
    new_wanted = Signal(object)
    step_accepted = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache, sections: Sections) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            stills: The pictures of exercises.
            sections: Those of the page that it stands on.
        """
        super().__init__()
        self._stills, self._sections = stills, sections
        self._make = make
        self._facts: PatientPlanFacts | None = None
        self._looked_at: KeptPlan | None = None
        self.setObjectName("patient-plan")
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self._empty = sections.add(to=body)
        self._proposals = sections.add(to=body)
        self._columns = self._make.columns(_STACK_BELOW_PX, tokens.SPACE_XL)
        left, right = column(tokens.SPACE_L), column(tokens.SPACE_L)
        self._columns.box.addLayout(left, 6)
        self._columns.box.addLayout(right, 4)
        self._shown = sections.add(to=left)
        left.addStretch(1)
        self._draft = sections.add(to=right)
        self._earlier = sections.add(to=right)
        right.addStretch(1)
        body.addWidget(self._columns)
        body.addStretch(1)

    def show_plans(self, facts: PatientPlanFacts) -> None:
        """Draw what is another than before."""
        before = self._facts
        if before is not None and before.plans.earlier != facts.plans.earlier:
            self._looked_at = None
        self._facts = facts
        self._draw()

    def show_first(self) -> None:
        """Look at no earlier version any more: another patient is shown."""
        self._looked_at = None

    def _draw(self) -> None:
        facts = self._facts
        if facts is None:
            return
        plans = facts.plans
        shown = self._looked_at or plans.current or plans.draft
        self._columns.setVisible(shown is not None)
        with self._sections.drawing():
            self._empty.show_value((shown is None, facts.templates), self._draw_empty)
            told = (facts.next_phase, facts.proposals) if shown is not None else ("", ())
            self._proposals.show_value(told, self._draw_proposals)
            routines = () if shown is None else facts.routines.get(_key(shown), ())
            is_earlier = self._looked_at is not None
            value = (shown, is_earlier, plans.draft, facts.phase, routines, facts.library)
            self._shown.show_value(value, self._draw_shown)
            self._draft.show_value((plans, facts.changes, facts.templates), self._draw_draft)
            self._earlier.show_value((plans.earlier, self._looked_at), self._draw_earlier)

    # Nothing yet

    def _draw_empty(
        self, body: QVBoxLayout, value: tuple[bool, tuple[tuple[TemplateRef, str], ...]]
    ) -> None:
        is_empty, templates = value
        if not is_empty:
            return
        lines = [
            _("Begin with a template and change it, or with an empty plan."),
            _("It stays here until you hand it over; nothing is sent by itself."),
        ]
        title = _("There is no plan yet.")
        new = self._new_button(templates, "first-plan")
        new.set_kind("primary")
        body.addWidget(self._make(StateCard, "reaching", title, lines, new, name="plan-empty"))

    def _new_button(self, templates: tuple[tuple[TemplateRef, str], ...], name: str) -> MenuButton:
        button = self._make.menu_button(_("New plan"), name)
        button.set_entries([(None, _("An empty plan")), *templates])
        button.chosen.connect(self.new_wanted)
        return button

    # What came back leads to

    def _draw_proposals(
        self, body: QVBoxLayout, value: tuple[str, tuple[ProposedStep, ...]]
    ) -> None:
        next_phase, proposals = value
        facts = self._facts
        if facts is None or not (next_phase or proposals):
            return
        make = self._make
        panel = make.panel(
            mood="accent",
            icon="check",
            heading=_("What came back suggests"),
            name="plan-proposals",
        )
        if next_phase:
            panel.body.addWidget(make.label(next_phase))
        actions = ValueButtonGroup(panel)
        actions.chosen.connect(self.step_accepted)
        names = {key: one.name for key, one in facts.library.exercises.items()}
        form = make(Form, is_divided=False)
        for number, one in enumerate(proposals):
            accept = make.button(
                pgettext("proposal", "Take it into the plan"), name=f"accept-step-{number}"
            )
            actions.add(accept, one)
            form.add(words.proposed_step(one.step, names), control=accept)
        panel.body.addWidget(form)
        body.addWidget(panel)

    # A version as the patient has it

    def _draw_shown(
        self,
        body: QVBoxLayout,
        value: tuple[
            KeptPlan | None, bool, KeptPlan | None, str, tuple[tuple[str, str], ...], Library
        ],
    ) -> None:
        kept, is_earlier, draft, phase, routines, _library = value
        facts = self._facts
        if kept is None or facts is None:
            return
        make, plan = self._make, kept.plan
        card = make.card(name="plan-shown")
        if is_earlier:
            about = _("You look at an earlier version. Nothing is changed by that.")
            card.body.addWidget(make.label(about, "body", "caution"))
        elif kept.handed_over_at is not None:
            card.body.addWidget(make.label(_("What the patient has"), "small_strong", "muted"))
        else:
            card.body.addWidget(make.label(_("Nobody has it yet"), "small_strong", "muted"))
        card.body.addWidget(make.label(plan.name, "title"))
        about = _("{version}. {when}").format(
            version=plan_words.version_words(plan), when=words.handed_over_words(kept)
        )
        card.body.addWidget(make.label(about, "small", "muted"))
        card.body.addWidget(
            self._actions_of(kept, routines, has_draft=draft is not None, is_earlier=is_earlier)
        )
        if plan.goal:
            card.body.addWidget(make.label(_("Goal: {goal}").format(goal=plan.goal)))
        now = "" if is_earlier or kept.handed_over_at is None else phase
        for number, one in enumerate(plan.phases, 1):
            self._add_phase(card, number, one, is_now=one.id == now and len(plan.phases) > 1)
        self._add_rest(card, plan)
        body.addWidget(card)

    def _actions_of(
        self,
        kept: KeptPlan,
        routines: tuple[tuple[str, str], ...],
        *,
        has_draft: bool,
        is_earlier: bool,
    ) -> Flow:
        make, flow = self._make, Flow(tokens.SPACE_S)
        actions = ValueButtonGroup(flow)
        actions.chosen.connect(self.action_wanted)
        is_draft = kept.handed_over_at is None

        def add(button: Button, kind: PlanActionKind) -> None:
            actions.add(button, PlanAction(kind, kept))
            flow.add(button)

        if is_earlier:
            go_back = make.button(_("Go back to it"), "primary", name="plan-go-back")
            add(go_back, PlanActionKind.GO_BACK)
            back = make.button(_("Look at it no more"), name="plan-look-away")
            back.clicked.connect(self._look_away)
            flow.add(back)
        elif is_draft or not has_draft:
            kind: Literal["secondary", "primary"] = "secondary" if is_draft else "primary"
            add(make.button(_("Edit"), kind, name="plan-edit"), PlanActionKind.EDIT)
        if not is_earlier:
            name = _("Hand over…") if is_draft else _("Hand over once more…")
            kind = "primary" if is_draft else "secondary"
            add(make.button(name, kind, name="plan-hand-over"), PlanActionKind.HAND_OVER)
        if routines:
            flow.add(self._preview_button(kept, routines, actions))
        return flow

    def _preview_button(
        self, kept: KeptPlan, routines: tuple[tuple[str, str], ...], actions: ValueButtonGroup
    ) -> Button:
        words_of = _("Preview as the patient")
        if len(routines) == 1:
            button = self._make.button(words_of, name="plan-preview")
            actions.add(button, PlanAction(PlanActionKind.PREVIEW, kept, routines[0][0]))
            return button
        menu = self._make(_Previews, words_of, kept)
        menu.set_entries(routines)
        menu.preview_wanted.connect(self.action_wanted)
        return menu

    def _add_phase(self, card: Card, number: int, phase: PlanPhase, *, is_now: bool) -> None:
        make = self._make
        card.body.addWidget(make.hairline())
        title = _("{number}. {phase}").format(number=number, phase=phase.name)
        card.body.addWidget(make.label(title, "heading"))
        if is_now:
            text = _("The patient is in this phase.")
            card.body.addWidget(make.label(text, "small_strong", "accent"))
        for line in (phase.aim, plan_words.phase_goes_on(phase)):
            if line:
                card.body.addWidget(make.label(line, "body", "muted"))
        for item in phase.items:
            card.body.addWidget(self._item(item))
        library = self._library
        for key in phase.routines:
            routine = library.routines.get(key)
            name = key if routine is None else routine.name
            text = _("Routine: {routine}").format(routine=name)
            card.body.addWidget(make.label(text, "strong"))

    @property
    def _library(self) -> Library:
        return Library({}, {}, {}) if self._facts is None else self._facts.library

    def _item(self, item: PlanItem) -> QWidget:
        make = self._make
        exercise = self._library.exercises.get(item.exercise)
        whole = QWidget()
        line = row(tokens.SPACE_M)
        whole.setLayout(line)
        if exercise is None:
            text = _("“{exercise}” is not in the library any more.")
            line.addWidget(make.label(text.format(exercise=item.exercise), "body", "danger"), 1)
            return whole
        picture = make(_Picture, exercise, self._stills)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(tokens.SPACE_XS)
        lines.addWidget(make.label(exercise.name, "strong"))
        dose = _("{dose}. {often}").format(
            dose=plan_words.item_dose(item, exercise), often=plan_words.item_often(item)
        )
        lines.addWidget(make.label(dose, "body"))
        if item.note:
            lines.addWidget(make.label(item.note, "small", "muted"))
        lines.addStretch(1)
        line.addLayout(lines, 1)
        return whole

    def _add_rest(self, card: Card, plan: Plan) -> None:
        make, library = self._make, self._library
        parts = [
            (_("Precautions"), [condition(one) for one in plan.precautions]),
            (_("When it hurts"), [plan.when_it_hurts] if plan.when_it_hurts else []),
            (_("When to call"), [plan.when_to_call] if plan.when_to_call else []),
            (
                _("To read"),
                [library.guide[one].title for one in plan.pages if one in library.guide],
            ),
        ]
        told = [(title, lines) for title, lines in parts if lines]
        if told:
            card.body.addWidget(make.hairline())
        for title, lines in told:
            card.body.addWidget(make.label(title, "small_strong", "muted"))
            for one in lines:
                card.body.addWidget(make.label(one))

    # What is being written

    def _draw_draft(
        self,
        body: QVBoxLayout,
        value: tuple[PatientPlans, tuple[str, ...], tuple[tuple[TemplateRef, str], ...]],
    ) -> None:
        plans, changes, templates = value
        draft = plans.draft
        make = self._make
        card = make.card(name="plan-draft")
        if draft is None:
            text = _("Nothing is being changed. A change begins a new version beside this one.")
            card.body.addWidget(make.label(text, "body", "muted"))
        else:
            self._draw_changes(card, plans, draft, changes)
        new = Flow(tokens.SPACE_S)
        new.add(self._new_button(templates, "new-plan"))
        card.body.addWidget(new)
        body.addWidget(card)

    def _draw_changes(
        self, card: Card, plans: PatientPlans, draft: KeptPlan, changes: Sequence[str]
    ) -> None:
        make = self._make
        card.body.addWidget(make.label(_("Being written"), "small_strong", "muted"))
        card.body.addWidget(make.label(words.version_title(draft), "heading"))
        if plans.current is not None and plans.is_new_plan:
            text = _("Handed over, it takes the place of “{plan}”.")
            card.body.addWidget(make.label(text.format(plan=plans.current.plan.name)))
        elif plans.current is not None:
            title = _("Changed since version {number}").format(number=plans.current.plan.revision)
            card.body.addWidget(make.label(title, "small_strong", "muted"))
            for line in changes or (_("Nothing was changed."),):
                card.body.addWidget(make.label(line))
        flow = Flow(tokens.SPACE_S)
        actions = ValueButtonGroup(flow)
        actions.chosen.connect(self.action_wanted)
        if plans.current is not None:
            hand_over = make.button(_("Hand over…"), "primary", name="draft-hand-over")
            preview = make.button(_("Preview as the patient"), name="draft-preview")
            for button, kind in (
                (make.button(_("Edit"), name="draft-edit"), PlanActionKind.EDIT),
                (hand_over, PlanActionKind.HAND_OVER),
                (preview, PlanActionKind.PREVIEW),
            ):
                actions.add(button, PlanAction(kind, draft))
                flow.add(button)
        discard = make.button(
            _("Throw it away"), "danger", flush=plans.current is None, name="draft-discard"
        )
        actions.add(discard, PlanAction(PlanActionKind.DISCARD, draft))
        flow.add(discard)
        card.body.addWidget(flow)

    # What was before

    def _draw_earlier(
        self, body: QVBoxLayout, value: tuple[tuple[KeptPlan, ...], KeptPlan | None]
    ) -> None:
        earlier, looked_at = value
        if not earlier:
            return
        title = _("Earlier versions")
        rows = self._make(GroupedRows, name="plan-earlier", title=title)
        rows.show_groups([_earlier_row(one, earlier, title) for one in earlier])
        if looked_at is not None:
            rows.select(_row_key(looked_at))
        rows.opened.connect(self._look)
        body.addWidget(rows)

    @Slot(object)
    def _look(self, key: str) -> None:
        earlier = () if self._facts is None else self._facts.plans.earlier
        self._looked_at = next(one for one in earlier if _row_key(one) == key)
        self._draw()

    @Slot()
    def _look_away(self) -> None:
        self._looked_at = None
        self._draw()


class _Previews(MenuButton):
    """Chooses what of a version is previewed.

    Signals:
        preview_wanted: A `PlanAction`.
    """

    preview_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, text: str, kept: KeptPlan) -> None:
        super().__init__(make.theme, text, "plan-preview")
        self._kept = kept
        self.chosen.connect(self._tell)

    @Slot(object)
    def _tell(self, routine: str) -> None:
        self.preview_wanted.emit(PlanAction(PlanActionKind.PREVIEW, self._kept, routine))


class _Picture(QWidget):
    """An exercise's still on a light tile, for the eye only: its name stands beside it."""

    def __init__(self, make: WidgetFactory, exercise: Exercise, stills: StillCache) -> None:
        super().__init__()
        self._theme, self._exercise, self._stills = make.theme, exercise, stills
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stills.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = self._theme.px(_PICTURE_PX)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, once it is made."""
        painter = QPainter(self)
        place = QRectF(self.rect())
        paint_tile(painter, self._theme, self._stills, self._exercise, place, self)


def _earlier_row(kept: KeptPlan, earlier: Sequence[KeptPlan], heading: str) -> GroupedRow:
    said = RowWords(words.version_title(kept), words.handed_over_words(kept), is_whole=True)
    is_first, is_last = kept is earlier[0], kept is earlier[-1]
    return GroupedRow(_row_key(kept), said, heading if is_first else "", is_last=is_last)


def _row_key(kept: KeptPlan) -> str:
    return f"{kept.plan.id}-{kept.plan.revision}"


def _key(kept: KeptPlan) -> tuple[str, int]:
    return kept.plan.id, kept.plan.revision
