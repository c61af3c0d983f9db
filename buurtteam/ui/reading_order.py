"""Tab goes through what is seen as it is read: in the order of the layouts, not in the order in which parts were made."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def tab_stops(root: QWidget, *, with_also: QWidget | None = None) -> list[QWidget]:
    """What Tab comes to within a widget, from the first to the last; with `with_also` among them, at its place."""
    return [each for each in _walk(root, with_also) if each is with_also or _takes_tab(each)]


def neighbour(root: QWidget, here: QWidget | None, step: int) -> QWidget | None:
    """Where Tab (`step` 1) or Shift+Tab (-1) goes from here; round at the end, nothing when there is nothing to go to.

    What has just been hidden, such as a button whose deed is done, still counts as the place where one is.
    """
    here = _hidden_part(root, here)
    stops = tab_stops(root, with_also=here)
    if here not in stops:
        return stops[0 if step > 0 else -1] if stops else None
    others = stops[stops.index(here) + 1 :] + stops[: stops.index(here)]
    return next((each for each in others[::step] if _takes_tab(each)), None)


def bring_in_sight(widget: QWidget) -> None:
    """Scroll whatever it stands in until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            show_whole(above, widget, 24)
        above = above.parentWidget()


def show_whole(area: QScrollArea, widget: QWidget, margin: int) -> None:
    """Scroll until a widget is seen as a whole with so many pixels around it; of what is too high, where the caret is."""
    # Qt is content with the line of the caret: what is typed next would be below the edge.
    area.ensureWidgetVisible(widget, 0, margin)
    inner, room, high = area.widget(), area.viewport().height(), widget.height()
    if inner is None or high > room:
        return
    top, bar = widget.mapTo(inner, QPoint(0, 0)).y(), area.verticalScrollBar()
    around = min(margin, (room - high) // 2)
    if top < bar.value():
        bar.setValue(top - around)
    elif top + high > bar.value() + room:
        bar.setValue(top + high + around - room)


def _takes_tab(widget: QWidget) -> bool:
    # What hands the focus on (the line in a combo box, a form to its first field) is no stop of its own.
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return is_stop and widget.isVisible() and widget.isEnabled()


def _hidden_part(root: QWidget, here: QWidget | None) -> QWidget | None:
    """The outermost part that is hidden and holds this widget, or the widget itself."""
    found = above = here
    while above is not None and above is not root:
        if above.isHidden():
            found = above
        above = above.parentWidget()
    return found


def _walk(widget: QWidget, also: QWidget | None = None) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None and inside.isVisible():
            yield from _walk(inside, also)
        return
    laid_out: list[QWidget] = []
    if (layout := widget.layout()) is not None:
        laid_out = list(_in_layout(layout))
    known = set(laid_out)
    for child in (*laid_out, *(each for each in widget.children() if isinstance(each, QWidget) and each not in known)):
        if (child.isVisible() or child is also) and not child.isWindow():
            yield from _walk(child, also)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    numbers = range(layout.count())
    if isinstance(layout, QGridLayout):
        # A grid may be filled in any order; it is read line by line.
        numbers = sorted(numbers, key=lambda at: layout.getItemPosition(at)[:2])  # type: ignore[index, assignment]  # four numbers
    for at in numbers:
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)
