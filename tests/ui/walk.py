"""Walks through a page as a screen reader or a keyboard would, and names what it misses; page tests use it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget


def gone(window: QWidget) -> None:
    """Close a window and let it go at once: a style sheet is weighed for every widget that is still there."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focusable(root: QWidget) -> list[QWidget]:
    """All that Tab reaches within a widget."""
    return [
        child
        for child in root.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(root) and child.isEnabled()
    ]


def nameless(root: QWidget) -> list[str]:
    """What can have the focus but has no name (a combo box: no label)."""
    found = []
    for widget in focusable(root):
        reader = QAccessible.queryAccessibleInterface(widget)
        name = reader.text(QAccessible.Text.Name).strip() if reader else ""
        if isinstance(widget, QComboBox):
            labels = [label for label in root.findChildren(QLabel) if label.buddy() is widget]
            if not labels:
                found.append(f"{type(widget).__name__} without a label")
        elif not any(sign.isalnum() for sign in name):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def not_reached(root: QWidget) -> list[str]:
    """What Tab does not come to in one round, and what it comes to twice."""
    wanted = focusable(root)
    if not wanted:
        return []
    root.activateWindow()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    seen: list[QWidget] = []
    here = wanted[0]
    for _turn in range(10_000):
        if here in wanted:
            if here in seen:
                break
            seen.append(here)
        following = here.nextInFocusChain()
        if following is None:
            break
        here = following
    return [f"{type(widget).__name__} {widget.accessibleName()}" for widget in wanted if widget not in seen]


def clipped(root: QWidget) -> list[str]:
    """Words that do not fit in the room they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if not text or (isinstance(widget, QLabel) and widget.wordWrap()):
            continue
        if widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.fontMetrics().height() - 2:
            found.append(f"{text!r}: {widget.width()}x{widget.height()}, needs {widget.minimumSizeHint().width()}")
    return found


def wider_than_shown(root: QWidget) -> list[str]:
    """Scroll areas whose content is wider than what is shown of it."""
    from PySide6.QtWidgets import QScrollArea

    found = []
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and area.isVisibleTo(root) and inner.minimumSizeHint().width() > area.viewport().width():
            found.append(f"{inner.minimumSizeHint().width()} > {area.viewport().width()}")
    return found
