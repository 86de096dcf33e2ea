"""The programme that is followed, on the page Today."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.plans.progress import Direction
from posture_app.ui.programme_facts import FollowedFacts, StepChoice, StepFacts
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import ButtonKind
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import programmes as words
from posture_app.words.catalogue import _
from posture_app.words.phases import goes_on, week_words


class ProgrammeCard(Card):
    """Where one is in a programme, what it asks for today, and whether it goes on.

    Signals:
        routine_requested: The id of a routine of the phase.
        programme_requested: The programme's id: its phases in full.
        direction_chosen: A `Direction` that the person takes.
        adherence_requested: What was done of a received plan is to be saved for who made it, with
            `none` or `all` of the notes.
        step_decided: A `StepChoice`: a proposed exercise is accepted or declined.
        page_requested: The id of a page of the guide that the plan wants to be read.
    """

    routine_requested = Signal(object)
    programme_requested = Signal(object)
    direction_chosen = Signal(object)
    adherence_requested = Signal(object)
    step_decided = Signal(object)
    page_requested = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache, facts: FollowedFacts) -> None:
        super().__init__(make.theme)
        self._make, self._stills, self._facts = make, stills, facts
        self.setObjectName("programme-card")
        self._directions = ValueButtonGroup(self)
        self._directions.chosen.connect(self.direction_chosen)
        self._decisions = ValueButtonGroup(self)
        self._decisions.chosen.connect(self.step_decided)
        self._pages = ValueButtonGroup(self)
        self._pages.chosen.connect(self.page_requested)
        self._draw_head()
        self.body.addLayout(self._lines())
        if facts.so_far is not None and (told := week_words(facts.so_far)):
            self.body.addWidget(self._make.label(told, "body", "muted"))
        self._draw_pages()
        for step in facts.steps:
            self._draw_step(step)
        self._draw_proposal()

    def _draw_head(self) -> None:
        make, facts = self._make, self._facts
        head = make.columns(460, tokens.SPACE_M)
        texts = column(tokens.SPACE_XS)
        texts.addWidget(make.label(facts.programme.name, "heading"))
        where = words.where_in_programme(
            facts.place + 1,
            len(facts.programme.phases),
            facts.phase.name,
            facts.week,
            facts.phase.weeks,
        )
        texts.addWidget(make.label(where, "body", "muted"))
        texts.addWidget(make.label(facts.phase.aim))
        if leads_on := goes_on(facts.phase):
            texts.addWidget(make.label(leads_on, "body", "muted"))
        head.box.addLayout(texts, 1)
        about = make.button(
            _("All phases"),
            "quiet",
            flush=True,
            name="programme-details",
            tip=_("Show the whole programme"),
        )
        about.clicked.connect(self._show_programme)
        at_top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        head.box.addWidget(about, 0, at_top)
        if facts.is_received:
            save = make.menu_button(_("Save what I did"), "save-adherence")
            save.setToolTip(_("As a file for your therapist; you choose how it gets there"))
            save.set_entries(
                [("none", _("Without my notes…")), ("all", _("With my notes to its sessions…"))]
            )
            save.chosen.connect(self.adherence_requested)
            head.box.addWidget(save, 0, at_top)
        self.body.addWidget(head)

    def _lines(self) -> QVBoxLayout:
        box = column(0)
        for facts, due in self._facts.lines:
            line = self._make(
                PressRow,
                RowWords(
                    facts.routine.name,
                    words.due_words(due),
                    formats.rounded_duration(facts.total_s),
                ),
                facts.routine.id,
                exercise=facts.exercises[0],
                stills=self._stills,
                wraps=True,
                name=f"due-{facts.routine.id}",
            )
            line.opened.connect(self.routine_requested)
            box.addWidget(line)
        return box

    def _draw_proposal(self) -> None:
        facts, make = self._facts, self._make
        said = words.proposal_words(facts.proposal)
        if not said:
            return
        panel = make.panel(
            mood="plain",
            icon="programmes",
            heading=_("How it goes on"),
            name="programme-proposal",
        )
        panel.body.addWidget(make.label(said))
        if facts.proposal.direction == "finish":
            panel.body.addWidget(make.label(facts.programme.afterwards))
        buttons = Flow(tokens.SPACE_M)
        text, direction = self._choice()
        kind: ButtonKind = "quiet" if facts.proposal.direction == "stay" else "primary"
        button = make.button(text, kind, name=f"programme-{direction}")
        self._directions.add(button, direction)
        buttons.add(button)
        panel.body.addWidget(buttons)
        self.body.addWidget(panel)

    def _draw_pages(self) -> None:
        make, pages = self._make, self._facts.pages
        if not pages:
            return
        self.body.addWidget(make.label(_("To read"), "strong"))
        links = Flow(tokens.SPACE_S)
        for page, title in pages:
            link = make.button(title, "quiet", flush=True, name=f"read-{page}")
            self._pages.add(link, page)
            links.add(link)
        self.body.addWidget(links)

    def _draw_step(self, facts: StepFacts) -> None:
        # Today shows programmes without a plan, too: docs/decisions/0005.
        from posture_app.words.plans import step_words  # noqa: PLC0415 - see above

        make, step = self._make, facts.step
        names = {step.exercise: facts.exercise_name, step.instead: facts.instead_name}
        is_easier = step.why == "hurt"
        panel = make.panel(
            mood="plain",
            icon="programmes",
            heading=_("An easier exercise") if is_easier else _("A harder exercise"),
            name=f"plan-step-{step.exercise}",
        )
        panel.body.addWidget(make.label(step_words(step, names)))
        buttons = Flow(tokens.SPACE_M)
        do_it = _("Do “{exercise}” from now on").format(exercise=facts.instead_name)
        stay = _("Stay with “{exercise}”").format(exercise=facts.exercise_name)
        answers: tuple[tuple[str, str, str, ButtonKind], ...] = (
            ("accept", _("Do it from now on"), do_it, "primary"),
            ("decline", _("Stay as it is"), stay, "quiet"),
        )
        for answer, text, whole, kind in answers:
            button = make.button(text, kind, name=f"{answer}-step-{step.exercise}", tip=whole)
            button.setAccessibleName(whole)
            self._decisions.add(button, StepChoice(facts, answer == "accept"))
            buttons.add(button)
        panel.body.addWidget(buttons)
        self.body.addWidget(panel)

    def _choice(self) -> tuple[str, Direction]:
        """The button for what the rule says, or against its advice to stay."""
        facts = self._facts
        if facts.proposal.direction == "step_back":
            return _("Go back one phase"), "step_back"
        if facts.place + 1 == len(facts.programme.phases):
            return _("Finish the programme"), "finish"
        return _("Go on to the next phase"), "advance"

    @Slot()
    def _show_programme(self) -> None:
        self.programme_requested.emit(self._facts.programme.id)
