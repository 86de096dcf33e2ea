"""The page Plans: what is being written, templates, and the builder."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import Signal, Slot

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.model import Plan
from posture_app.ui.page_targets import (
    NewTarget,
    PlanFileTarget,
    PlansTarget,
    PlanTarget,
    TemplateLookTarget,
    TemplateTarget,
    WritingTarget,
)
from posture_app.ui.plan_file import choose_plan
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.base import PracticePage
from posture_app.ui.therapist.template_view import ShownTemplate, TemplateAction, TemplateView
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.rows import RowWords
from posture_app.words.catalogue import _, pgettext
from posture_app.words.plan_builder import draft_words, template_words

if TYPE_CHECKING:
    from posture_app.ui.therapist.builder.builder import PlanBuilder
    from posture_app.ui.widgets.still import StillCache


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A plan that is being written, and the code of its patient."""

    plan: Plan
    code: str


@dataclass(frozen=True, slots=True)
class PlansShown:
    """What the first view lists.

    Attributes:
        drafts: What is being written, those that were begun last at the front.
        templates: The practice's own, then those of the library.
        library: Knows the exercises.
    """

    drafts: tuple[ShownDraft, ...] = ()
    templates: tuple[ShownTemplate, ...] = ()
    library: Library = field(default_factory=lambda: Library({}, {}, {}))


class PlansPage(PracticePage):
    """Templates, plans that are being written, and the builder.

    Signals:
        builder_made: The `PlanBuilder`, when it is first needed.
        write_wanted: A `WritingTarget` that is to be opened in the builder; `show_builder` does it.
        new_wanted: A template from nothing.
        use_wanted, own_wanted, remove_wanted: The `ShownTemplate` of which a plan for a patient or
            a template of one's own is to be made, or that is to be removed.
        take_in_wanted: The `Path` of a plan's file of which a template of one's own is to be made.
        written: What was open in the builder is so no longer.
    """

    builder_made = Signal(object)
    write_wanted = Signal(object)
    new_wanted = Signal()
    use_wanted = Signal(object)
    own_wanted = Signal(object)
    remove_wanted = Signal(object)
    take_in_wanted = Signal(object)
    written = Signal()

    def __init__(self, make: WidgetFactory, stills: "StillCache") -> None:
        super().__init__(make)
        self._stills = stills
        self._shown = PlansShown()
        self._writing: WritingTarget | None = None
        self._targets: dict[str, WritingTarget | TemplateLookTarget] = {}
        self.builder: PlanBuilder | None = None
        make, column = self.make, self.list_view.column
        column.addWidget(make.label(pgettext("page", "Plans"), "display"))
        new = make.button(_("New template"), "secondary", icon="plus", name="new-template")
        new.clicked.connect(self.new_wanted)
        take_in = make.button(_("Take in a plan…"), "secondary", icon="file", name="take-in-plan")
        take_in.clicked.connect(self._choose_file)
        column.addSpacing(tokens.SPACE_M)
        actions = Flow()
        actions.add(new)
        actions.add(take_in)
        column.addWidget(actions)
        column.addSpacing(tokens.SPACE_L)
        self.rows = make(GroupedRows, name="plan-list", title=_("Plans and templates"))
        self.rows.opened.connect(self._open)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.template = make(TemplateView)
        self.template.action_wanted.connect(self._action)
        self.join(self.rows, self.template)

    def show_snapshot(self, snapshot: PlansShown) -> None:
        """Show what there is; a template that is looked at is shown as it is now."""
        self._shown = snapshot
        self._targets = dict(_targets(snapshot))
        self.rows.show_groups(tuple(_rows(snapshot)))
        looked_at = self.template.shown
        if looked_at is not None and self.views.currentWidget() is self.template:
            self._look_at(looked_at.target)
        if self.is_loading or self.is_closed:
            self.show_list()

    def show_builder(self, writing: WritingTarget, plan: Plan, library: Library) -> None:
        """Open this in the builder."""
        builder = self._builder()
        self._writing = writing
        builder.show_library(library)
        builder.show_plan(plan)
        builder.show_template(is_template=isinstance(writing, TemplateTarget))
        self.views.setCurrentWidget(builder)
        builder.list.setFocus()
        self.moved.emit()

    def show_builder_again(self) -> None:
        """Show what is being written, where a lock or a problem stands before it."""
        if self.is_closed and self.builder is not None:
            self.views.setCurrentWidget(self.builder)
            self.moved.emit()

    def show_details(self, target: PlansTarget) -> None:
        """Open something in the builder, look at a template, or make one: anew or of a file."""
        match target:
            case PlanTarget() | TemplateTarget():
                self.write_wanted.emit(target)
            case TemplateLookTarget():
                if not self.is_closed:
                    self._leave()
                    self._look_at(target)
            case NewTarget():
                self.new_wanted.emit()
            case PlanFileTarget(path):
                self.take_in_wanted.emit(path)
            case _:
                assert_never(target)

    def where(self) -> WritingTarget | TemplateLookTarget | None:
        """What is written, or looked at; None for the list."""
        shown = self.views.currentWidget()
        if self.builder is not None and shown is self.builder:
            return self._writing
        looked_at = self.template.shown
        if shown is self.template and looked_at is not None:
            return looked_at.target
        return None

    def go_to(self, where: object) -> None:
        """Show the list, a template, or the builder."""
        if where == self.where():
            return
        if isinstance(where, PlansTarget):
            self.show_details(where)
        else:
            self.go_back()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """To the list, with the keyboard where it was; False in the list."""
        if self.builder is None or self.views.currentWidget() is not self.builder:
            return super().go_back()
        self._leave()
        self.show_list()
        self.rows.setFocus()
        return True

    def focus_search(self) -> bool:
        """The line that searches the library, where the builder is open."""
        if self.builder is None or self.views.currentWidget() is not self.builder:
            return False
        self.builder.focus_search()
        return True

    @Slot()
    def _choose_file(self) -> None:
        path = choose_plan(self)
        if path is not None:
            self.take_in_wanted.emit(path)

    def _leave(self) -> None:
        if self._writing is not None:
            self._writing = None
            self.written.emit()

    def _builder(self) -> "PlanBuilder":
        if self.builder is None:
            from posture_app.ui.therapist.builder.builder import (  # noqa: PLC0415 - seldom needed
                PlanBuilder,
            )

            self.builder = self.make(PlanBuilder, self._stills)
            self.builder.back_requested.connect(self.back_requested)
            self.views.addWidget(self.builder)
            self.builder_made.emit(self.builder)
        return self.builder

    @Slot(object)
    def _open(self, key: str) -> None:
        match self._targets[key]:
            case TemplateLookTarget() as looked_at:
                self._look_at(looked_at)
            case PlanTarget() | TemplateTarget() as writing:
                self.write_wanted.emit(writing)
            case never:
                assert_never(never)

    def _look_at(self, wanted: TemplateLookTarget) -> None:
        for one in self._shown.templates:
            if one.target == wanted:
                self.template.show_template(one, self._shown.library)
                self.show_detail(self.template)
                return
        self.show_list()

    @Slot(object)
    def _action(self, action: TemplateAction) -> None:
        shown = self.template.shown
        if shown is None:
            return
        match action:
            case TemplateAction.USE:
                self.use_wanted.emit(shown)
            case TemplateAction.EDIT:
                self.write_wanted.emit(TemplateTarget(shown.key))
            case TemplateAction.MAKE_OWN:
                self.own_wanted.emit(shown)
            case TemplateAction.REMOVE:
                self.remove_wanted.emit(shown)
            case _:
                assert_never(action)


def _targets(shown: PlansShown) -> Iterator[tuple[str, WritingTarget | TemplateLookTarget]]:
    """What the rows open, by their keys."""
    for draft in shown.drafts:
        yield f"plan:{draft.plan.id}", PlanTarget(draft.plan.id)
    for template in shown.templates:
        yield f"{template.kind}:{template.key}", template.target


def _rows(shown: PlansShown) -> Iterator[GroupedRow]:
    drafts = [
        GroupedRow(f"plan:{one.plan.id}", RowWords(one.plan.name, draft_words(one.plan, one.code)))
        for one in shown.drafts
    ]
    yield from _group(_("Being written"), drafts)
    for kind, heading in (("own", _("Your templates")), ("library", _("Templates of the library"))):
        templates = [
            GroupedRow(f"{kind}:{one.key}", RowWords(one.plan.name, template_words(one.plan)))
            for one in shown.templates
            if one.kind == kind
        ]
        yield from _group(heading, templates)


def _group(heading: str, rows: Sequence[GroupedRow]) -> Iterator[GroupedRow]:
    for number, row in enumerate(rows, 1):
        is_last = number == len(rows)
        yield replace(row, heading=heading if number == 1 else "", is_last=is_last)
