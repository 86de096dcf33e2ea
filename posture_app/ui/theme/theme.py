"""The theme: which palette counts now, fonts by role, and the application's style sheet."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from posture_app.preferences import USUAL_FIGURE, Appearance, FigureAppearance
from posture_app.ui.theme import fonts, tokens
from posture_app.ui.theme.style_sheet import style_sheet
from posture_app.ui.theme.tokens import Palette, Role


class Theme(QObject):
    """What things look like now. Widgets keep it and read it whenever they paint.

    It is made for Qt's style Fusion, with which the application is to be started. The program's own
    font is loaded when the first font is asked for: a hidden program has no use for it.

    Signals:
        changed: The palette, the text size or the figure is another one; the style sheet is already
            set.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._appearance: Appearance = "system"
        self._text_scale = 1.0
        self._figure = USUAL_FIGURE
        self._families = [app.font().family()]
        self._fonts: dict[Role, QFont] = {}
        self.reduced_motion = True
        """Whether nothing is to move; so it is until the person's preference is known."""
        self._palette: Palette = tokens.LIGHT
        self._apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # from Qt 6.10 on
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def palette(self) -> Palette:
        """The colours that count now."""
        return self._palette

    @property
    def appearance(self) -> Appearance:
        """What the person chose."""
        return self._appearance

    @property
    def text_scale(self) -> float:
        """The size of all text against 100 per cent."""
        return self._text_scale

    @property
    def figure(self) -> FigureAppearance:
        """Whom the figure shows."""
        return self._figure

    def show_figure(self, figure: FigureAppearance) -> None:
        """Take over the person's choice of whom the figure shows."""
        if figure != self._figure:
            self._figure = figure
            self.changed.emit()

    def choose(self, appearance: Appearance, text_scale: float = 1.0) -> None:
        """Take over the person's choice of appearance and text size."""
        if (appearance, text_scale) == (self._appearance, self._text_scale):
            return
        self._appearance, self._text_scale = appearance, text_scale
        self._apply()
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """A colour of the palette, by the name of its token."""
        return QColor(getattr(self.palette, name))

    def font(self, role: Role) -> QFont:
        """The font of one step of the type scale, at the chosen text size."""
        if fonts.FAMILY not in self._families:
            fonts.register()
            self._families.insert(0, fonts.FAMILY)
            self._fonts.clear()
            self._app.setFont(self._font("body"))
        return self._font(role)

    def _font(self, role: Role) -> QFont:
        """A font to keep or to change; it is made once for a role, as hundreds are asked for."""
        if role not in self._fonts:
            self._fonts[role] = self._font_made(role)
        return QFont(self._fonts[role])

    def _font_made(self, role: Role) -> QFont:
        style = tokens.TYPE[role]
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(self.px(style.size_px))
        font.setWeight(QFont.Weight(style.weight))
        # Words are then as wide on every machine, whatever it is set to.
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, style.tracking_percent)
        return font

    def px(self, size: float) -> int:
        """A length that grows with the text: line heights, icons, rows."""
        return round(size * self._text_scale)

    @Slot()
    def _follow_system(self) -> None:
        if self._wanted() != self.palette:
            self._apply()
            self.changed.emit()

    def _wanted(self) -> Palette:
        follows = self._appearance == "system"
        dark = self._system_is_dark() if follows else self._appearance == "dark"
        if self._system_wants_contrast():
            return tokens.DARK_HIGH_CONTRAST if dark else tokens.LIGHT_HIGH_CONTRAST
        return tokens.DARK if dark else tokens.LIGHT

    def _system_is_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _system_wants_contrast(self) -> bool:
        hints = self._app.styleHints()
        if not hasattr(hints, "accessibility"):  # before Qt 6.10
            return False
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _apply(self) -> None:
        self._fonts.clear()
        self._palette = self._wanted()
        self._dress()

    def _dress(self) -> None:
        """Let what Qt itself paints look like this, too."""
        self._app.setPalette(self._qt_palette())
        self._app.setFont(self._font("body"))
        sheet = style_sheet(self.palette, self._text_scale)
        if sheet != self._app.styleSheet():  # or else Qt dresses every widget anew all the same
            self._app.setStyleSheet(sheet)

    def _qt_palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in (
            (roles.Window, "canvas"),
            (roles.WindowText, "ink"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "ink"),
            (roles.PlaceholderText, "muted"),
            (roles.Button, "surface"),
            (roles.ButtonText, "ink"),
            (roles.ToolTipBase, "snackbar"),
            (roles.ToolTipText, "on_snackbar"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent_ink"),
            (roles.Accent, "accent"),
        ):
            palette.setColor(role, self.colour(name))
        return palette
