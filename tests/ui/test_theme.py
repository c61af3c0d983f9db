"""Everybody can read it: every pair of colours stands far enough apart."""

import pytest
from PySide6.QtGui import QColor

from buurtteam.ui.pages.conversation_parts import NOTE_PICTURES
from buurtteam.ui.theme import Theme, colors_of, contrast, icon
from tests.ui.walk import gone

THEMES = ("light", "dark", "contrast")
BODY = [("text", "bg"), ("text", "surface"), ("text", "sunken"), ("text", "primary_soft")]
WORDS = [
    ("text_2", "surface"), ("text_2", "bg"), ("text_2", "sunken"), ("disabled", "surface"), ("on_primary", "primary"),
    ("on_primary", "primary_hover"), ("primary", "surface"), ("primary", "primary_soft"), ("link", "surface"), ("voice", "surface"),
    ("voice", "voice_soft"), ("ok", "surface"), ("ok", "ok_soft"), ("on_soon", "soon"), ("on_late", "late"), ("danger", "surface"),
    ("danger", "danger_soft"), ("info", "info_soft"), ("text", "info_soft"), ("text", "voice_soft"), ("text", "ok_soft"),
    ("text", "danger_soft"),
]  # fmt: skip
SHAPES = [("border", "surface"), ("border", "bg"), ("focus", "surface"), ("focus", "bg"), ("primary", "bg")]


@pytest.mark.parametrize("name", THEMES)
def test_words_stand_out_from_what_is_behind_them(name: str) -> None:
    colors = colors_of(name)
    assert [pair for pair in BODY if contrast(colors[pair[0]], colors[pair[1]]) < 7] == []
    assert [pair for pair in WORDS if contrast(colors[pair[0]], colors[pair[1]]) < 4.5] == []
    assert [pair for pair in SHAPES if contrast(colors[pair[0]], colors[pair[1]]) < 3] == []


@pytest.mark.parametrize("name", THEMES)
def test_what_a_sign_catches_in_a_note_can_be_read(name: str) -> None:
    colors = colors_of(name)
    hard = [kind for kind, (_icon, role) in NOTE_PICTURES.items() if contrast(colors[role], colors["surface"]) < 4.5]
    assert hard == []


def test_every_theme_has_the_same_roles() -> None:
    assert colors_of("dark").keys() == colors_of("light").keys() == colors_of("contrast").keys()


def test_contrast_is_counted_as_the_guideline_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_text_grows_in_steps_to_twice_its_size_and_no_further(theme: Theme) -> None:
    for _step in range(20):
        theme.larger()
    assert theme.scale == 200
    assert theme.px(15) == 30


def test_an_icon_is_drawn_in_the_colour_of_the_moment(theme: Theme) -> None:
    picture = icon("check")
    light = picture.pixmap(32, 32).toImage()
    theme.put_on("dark")
    dark = picture.pixmap(32, 32).toImage()
    inks = [
        {image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255}
        for image in (light, dark)
    ]
    assert QColor(colors_of("light")["text"]).name() in inks[0]
    assert QColor(colors_of("dark")["text"]).name() in inks[1]


def test_no_style_is_left_with_a_name_nobody_filled_in(theme: Theme) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sheet = app.styleSheet().replace("@2x", "")
    assert "@" not in sheet


def test_a_change_of_theme_weighs_a_widget_as_often_wherever_it_stands(theme: Theme) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QLabel, QWidget

    class Counting(QLabel):
        weighed = 0

        def event(self, event: QEvent) -> bool:
            self.weighed += event.type() == QEvent.Type.StyleChange
            return super().event(event)

    window = QWidget()
    shallow, home = Counting(window), window
    for _level in range(20):
        home = QWidget(home)
    deep = Counting(home)
    window.show()
    shallow.weighed = deep.weighed = 0
    theme.put_on("dark")
    assert 0 < deep.weighed == shallow.weighed
    gone(window)
