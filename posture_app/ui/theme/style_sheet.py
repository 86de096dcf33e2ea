"""The style sheet, made from the tokens, for what Qt's own widgets paint.

Buttons, chips and the like paint themselves (`ui/widgets`); here are grounds, labels' colours,
fields, menus, scroll bars and tooltips. Fonts are not set here: a style sheet's font would overrule
the type scale.
"""

from typing import Final

from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Palette

_CONTRASTS: Final = (tokens.LIGHT_HIGH_CONTRAST, tokens.DARK_HIGH_CONTRAST)
"""Tints are too faint there: panels have a border."""


def style_sheet(palette: Palette, text_scale: float) -> str:
    """The whole application's style sheet."""
    small_px = round(tokens.TYPE["small"].size_px * text_scale)
    room = round(40 * text_scale)
    parts = [
        *(
            f'QLabel[tone="{tone}"] {{ color: {getattr(palette, name)}; }}'
            for tone, name in tokens.TONES.items()
        ),
        _GROUNDS.format(p=palette, card=tokens.RADIUS_L, panel=tokens.RADIUS_M),
        *(
            _PANEL.format(
                p=palette,
                mood=mood,
                fill=getattr(palette, name),
                border=int(palette in _CONTRASTS),
                panel=tokens.RADIUS_M,
            )
            for mood, name in tokens.MOODS.items()
        ),
        _FIELDS.format(p=palette, room=room, focused_room=room - 1),
        _MENUS.format(p=palette, small_px=small_px),
        _TABLES.format(p=palette),
        _SCROLL_BARS.format(p=palette),
        _SLIDER.format(p=palette),
        _PROGRESS.format(p=palette),
    ]
    return "\n".join(parts)


_GROUNDS = """
QMainWindow, QDialog, QWidget#page {{ background: {p.canvas}; }}
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport, QWidget#column {{
    background: transparent; border: none;
}}
QListView {{ background: transparent; border: none; outline: none; }}
QWidget[ground="rail"] {{ background: {p.rail}; }}
QWidget[ground="card"] {{
    background: {p.surface}; border: 1px solid {p.line}; border-radius: {card}px;
}}
QWidget[ground="snackbar"] {{ background: {p.snackbar}; border-radius: {panel}px; }}
"""
_PANEL = """
QWidget[ground="{mood}"] {{
    background: {fill}; border: {border}px solid {p.line}; border-radius: {panel}px;
}}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit {{
    background: {p.surface}; color: {p.ink};
    border: 1px solid {p.edge}; border-radius: 10px;
    padding: 8px 12px; placeholder-text-color: {p.muted};
    selection-background-color: {p.accent}; selection-color: {p.on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {p.focus}; padding: 7px 11px; }}
QDateEdit, QTimeEdit, QDoubleSpinBox {{
    background: {p.surface}; border: 1px solid {p.edge}; border-radius: 10px;
}}
QDateEdit:focus, QTimeEdit:focus, QDoubleSpinBox:focus {{ border: 2px solid {p.focus}; }}
QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button, QTimeEdit::down-button,
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
    width: 0; border: none;
}}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
    border: none; padding: 0; background: transparent;
}}
QLineEdit[search="true"] {{ padding-left: {room}px; }}
QLineEdit[search="true"]:focus {{ padding-left: {focused_room}px; }}
QTextEdit {{ background: transparent; border: none; color: {p.ink}; padding: 0;
    selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QLabel {{ background: transparent; selection-background-color: {p.accent};
    selection-color: {p.on_accent}; }}
"""

_MENUS = """
QMenu {{
    background: {p.surface}; color: {p.ink}; border: 1px solid {p.line}; border-radius: 12px;
    padding: 6px;
}}
QMenu::item {{ padding: 8px 20px 8px 12px; border-radius: 8px; }}
QMenu::item:selected {{ background: {p.accent_soft}; color: {p.ink}; }}
QMenu::item:disabled {{ background: transparent; color: {p.muted}; }}
QMenu::item:checked {{ color: {p.accent_ink}; font-weight: 500; }}
QMenu::indicator {{ width: 0; height: 0; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 6px 8px; }}
QToolTip {{
    background: {p.snackbar}; color: {p.on_snackbar}; border: none; padding: 6px 10px;
    font-size: {small_px}px;
}}
"""

_TABLES = """
QTableView {{ background: {p.surface}; border: none; }}
QTableView::item {{ padding: 4px 10px; }}
QTableView::item:selected {{ background: {p.accent_soft}; color: {p.ink}; }}
QHeaderView {{ background: {p.surface}; }}
QHeaderView::section {{ background: {p.surface}; color: {p.muted}; border: none;
    border-bottom: 1px solid {p.line}; padding: 6px 10px; }}
"""

_SCROLL_BARS = """
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {p.scroll}; min-height: 40px; border-radius: 3px;
    margin: 0 1px 0 1px; width: 6px; }}
QScrollBar::handle:vertical:hover {{ background: {p.edge}; border-radius: 4px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {p.scroll}; min-width: 40px; border-radius: 3px;
    margin: 1px 0 1px 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

_SLIDER = """
QSlider {{ min-height: 28px; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {p.edge}; }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: {p.accent}; }}
QSlider::handle:horizontal {{
    width: 20px; height: 20px; margin: -8px 0; border-radius: 11px;
    background: {p.surface}; border: 2px solid {p.accent};
}}
QSlider::handle:horizontal:focus {{ border: 3px solid {p.focus}; width: 18px; height: 18px; }}
QSlider:disabled {{ color: {p.muted}; }}
"""
_PROGRESS = """
QProgressBar {{ min-height: 8px; max-height: 8px; border: none; border-radius: 4px;
    background: {p.edge}; }}
QProgressBar::chunk {{ border-radius: 4px; background: {p.accent}; }}
"""
