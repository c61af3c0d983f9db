"""How it looks: colours by role, letters, sizes and icons; everything visible asks here and nowhere else."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyleFactory

from buurtteam import paths

_NAMES: Final = ("system", "light", "dark", "contrast")

SMALLEST_SCALE, LARGEST_SCALE = 100, 200
_SCALES: Final = (100, 110, 125, 150, 175, 200)
_BODY = 15

# The steps of all empty space, in pixels that do not grow with the text.
HAIR, TIGHT, SNUG, ROOM, WIDE = 4, 8, 12, 16, 24

_FAMILY = "Source Sans 3"
_ICONS = "tabler-icons"


@cache
def colors_of(name: str) -> dict[str, str]:
    """The colours of one theme by role, as `#rrggbb`."""
    return tomllib.loads((paths.resources() / "theme" / f"{name}.toml").read_text("utf-8"))


@cache
def _codepoints() -> dict[str, int]:
    # Read by hand: the first frame needs it, and hundreds of lines cost tomllib a tenth of a bare window.
    lines = (paths.resources() / "icons" / "codepoints.toml").read_text("utf-8").splitlines()
    return {
        name.strip(): int(code, 16)
        for name, equals, code in (line.partition("=") for line in lines if not line.startswith("#"))
        if equals
    }


@cache
def _icon_family() -> str:
    found = sorted((paths.resources() / "icons").glob("*.ttf")) + sorted(
        (paths.resources() / "fonts").glob("*abler*.ttf")
    )
    number = QFontDatabase.addApplicationFont(str(found[0])) if found else -1
    return QFontDatabase.applicationFontFamilies(number)[0] if number >= 0 else _ICONS


def _load_letters() -> None:
    for file in sorted((paths.resources() / "fonts").rglob("*.ttf")):
        if "abler" not in file.name:
            QFontDatabase.addApplicationFont(str(file))


class Theme(QObject):
    """The look the application wears now; `changed` tells those who paint themselves."""

    changed = Signal()

    def __init__(self, name: str = "system", scale: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("theme")
        self.name = name
        self.scale = scale
        self._pictures = QTemporaryDir()
        self._colors: dict[str, QColor] = {}
        self._take_colors()

    def wear(self) -> None:
        """Dress the running application in this theme, now and again after every change."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        is_new = self.parent() is not app
        self.setParent(app)
        for other in app.findChildren(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly):
            # The one that was put on last is the one that is worn.
            other.setObjectName("theme" if other is self else "")
        # Where one style sheet takes the place of another, Qt weighs every widget once for each of its ancestors.
        app.setStyleSheet("")
        if is_new:
            _load_letters()
            app.setStyle(QStyleFactory.create("Fusion"))
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        font = QFont(_FAMILY)
        font.setPixelSize(self.px(_BODY))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        app.setFont(font)
        app.setPalette(self._palette())
        app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def put_on(self, name: str) -> None:
        """Change to another theme: `system`, `light`, `dark` or `contrast`."""
        if name not in _NAMES:
            raise ValueError(name)
        self.name = name
        self._take_colors()
        self.wear()

    def set_scale(self, percent: int) -> None:
        """Set the size of all text, in percent from 100 to 200."""
        scale = max(SMALLEST_SCALE, min(LARGEST_SCALE, percent))
        if scale != self.scale:
            # Every widget is measured anew by this, which takes seconds in a full window.
            self.scale = scale
            self.wear()

    def larger(self) -> None:
        """One step larger text."""
        self.set_scale(next((step for step in _SCALES if step > self.scale), LARGEST_SCALE))

    def smaller(self) -> None:
        """One step smaller text."""
        self.set_scale(next((step for step in reversed(_SCALES) if step < self.scale), SMALLEST_SCALE))

    @property
    def effective(self) -> str:
        """The theme that is shown: `light`, `dark` or `contrast`, also when the system decides."""
        if self.name != "system":
            return self.name
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def color(self, role: str) -> QColor:
        """The colour of a role, such as `primary` or `late`."""
        # A copy: a painter that makes it fainter must not change it for all.
        return QColor(self._colors[role])

    def px(self, size: float) -> int:
        """A size given for text at 100 %, in pixels at the present text size."""
        return round(size * self.scale / 100)

    def font(self, size: float = _BODY, weight: int = 400, *, italic: bool = False) -> QFont:
        """A letter of our own family, its size in pixels at 100 %."""
        font = QFont(_FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        return font

    def icon(self, name: str, role: str = "text") -> QIcon:
        """A picture by its Tabler name; it follows the theme because it is drawn when it is shown."""
        return QIcon(_Glyph(self, name, role))

    def draw_icon(self, painter: QPainter, box: QRectF, name: str, role: str | QColor = "text") -> None:
        """Draw a picture within a box."""
        code = _codepoints().get(name)
        if code is None:
            raise KeyError(name)
        font = QFont(_icon_family())
        font.setPixelSize(max(1, round(min(box.width(), box.height()))))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(self._colors[role] if isinstance(role, str) else role)
        ink = QFontMetricsF(font)
        glyph = chr(code)
        left = box.center().x() - ink.horizontalAdvance(glyph) / 2
        base = box.center().y() + (ink.ascent() - ink.descent()) / 2
        painter.drawText(QPointF(left, base), glyph)
        painter.restore()

    def pixmap(self, name: str, size: int, role: str = "text", ratio: float = 1.0) -> QPixmap:
        """A picture as a pixmap of `size` pixels square."""
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.draw_icon(painter, QRectF(0, 0, size * ratio, size * ratio), name, role)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def _take_colors(self) -> None:
        self._colors = {role: QColor(value) for role, value in colors_of(self.effective).items()}

    def _follow_system(self) -> None:
        if self.name == "system":
            self._take_colors()
            self.wear()

    def _palette(self) -> QPalette:
        role, group = QPalette.ColorRole, QPalette.ColorGroup
        palette = QPalette()
        for where, token in {
            role.Window: "bg",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.Button: "surface",
            role.ButtonText: "text",
            role.BrightText: "danger",
            role.Highlight: "primary_soft",
            role.HighlightedText: "text",
            role.Accent: "primary",
            role.Link: "link",
            role.LinkVisited: "voice",
            role.PlaceholderText: "text_2",
            role.ToolTipBase: "text",
            role.ToolTipText: "surface",
            role.Light: "surface",
            role.Midlight: "line",
            role.Mid: "line",
            role.Dark: "border",
            role.Shadow: "border",
        }.items():
            palette.setColor(where, self.color(token))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, where, self.color("disabled"))
        return palette

    def _picture(self, name: str, role: str, size: int) -> str:
        """A style sheet's picture, written once per look (a style sheet can only point at files)."""
        file = Path(self._pictures.path()) / f"{name}-{self.color(role).name()[1:]}-{size}.png"
        if not file.exists():
            self.pixmap(name, size, role).save(str(file))
            self.pixmap(name, size, role, 2.0).save(str(file.with_name(f"{file.stem}@2x.png")))
        return file.as_posix()

    def _style_sheet(self) -> str:
        values: dict[str, object] = {role: color.name() for role, color in self._colors.items()}
        values |= {f"px{size}": self.px(size) for size in (11, 13, 15, 16, 17, 18, 20, 22, 26, 32, 42, 44, 56)}
        values["tick"] = self._picture("check", "on_primary", self.px(16))
        values["dash"] = self._picture("minus", "on_primary", self.px(16))
        values["radio"] = self.px(9) + 2
        values["down"] = self._picture("chevron-down", "text_2", self.px(18))
        for to in ("left", "right"):
            values[to] = self._picture(f"chevron-{to}", "text", self.px(18))
            values[f"{to}_off"] = self._picture(f"chevron-{to}", "line", self.px(18))
        sheet = (paths.resources() / "theme" / "accents.qss").read_text("utf-8")
        for name, value in values.items():
            sheet = sheet.replace(f"@{name}@", str(value))
        return sheet


class _Glyph(QIconEngine):
    """An icon that is drawn from the icon letters in the colour of the moment."""

    def __init__(self, theme: Theme, name: str, role: str) -> None:
        super().__init__()
        self._theme, self._name, self._role = theme, name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        disabled = mode == QIcon.Mode.Disabled
        self._theme.draw_icon(painter, QRectF(rect), self._name, "disabled" if disabled else self._role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Glyph(self._theme, self._name, self._role)


def worn() -> Theme:
    """The theme the running application wears."""
    app = QApplication.instance()
    theme = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly) if app else None
    if isinstance(theme, Theme):
        return theme
    raise RuntimeError("no theme is worn yet: Theme(...).wear() comes first")


def icon(name: str, role: str = "text") -> QIcon:
    """A picture by its Tabler name in the theme of the running application."""
    return worn().icon(name, role)


def contrast(one: QColor | str, other: QColor | str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, relative luminance)."""

    def light(color: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dim = sorted((light(QColor(one)), light(QColor(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
