"""Work is done off the window's thread, in order, and its answers come home."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pytest
from pytestqt.qtbot import QtBot

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.texts import problem_text
from buurtteam.ui.background import Background, Immediate

if TYPE_CHECKING:
    from buurtteam.services.office import Office


class SmallOffice:
    """As much of an office as the background touches."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True

    def take_changes(self) -> tuple[str, ...]:
        return ("plan",)


def office() -> "Office":
    return cast("Office", SmallOffice())


def fails(error: Exception) -> Callable[[object], None]:
    def work(_office: object) -> None:
        raise error

    return work


def test_an_answer_comes_home_to_the_thread_of_the_window(qtbot: QtBot) -> None:
    background = Background(office())
    places: list[str] = []
    background.ask(
        lambda _office: places.append(threading.current_thread().name),
        lambda _: places.append(threading.current_thread().name),
    )
    qtbot.waitUntil(lambda: not background.is_busy())
    background.finish()
    assert places[0].startswith("office")
    assert places[1] == "MainThread"


def test_an_ask_that_a_newer_one_replaces_gives_no_answer(qtbot: QtBot) -> None:
    background = Background(office())
    gate = threading.Event()
    answers: list[str] = []
    background.ask(lambda _office: gate.wait(5))
    background.ask(lambda _office: "old", answers.append, instead_of="search")
    background.ask(lambda _office: "new", answers.append, instead_of="search")
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy())
    background.finish()
    assert answers == ["new"]


def test_closing_does_what_waits_and_then_closes_the_office(qtbot: QtBot) -> None:
    small = SmallOffice()
    background = Background(cast("Office", small))
    kept: list[bool] = []
    background.do(lambda _office: kept.append(small.is_closed))
    background.finish()
    assert kept == [False]
    assert small.is_closed
    assert background.office is None


def test_a_deed_tells_what_it_changed(qtbot: QtBot) -> None:
    background = Immediate(office())
    heard: list[object] = []
    background.changed.connect(heard.append)
    background.do(lambda _office: None)
    background.ask(lambda _office: None)
    assert heard == [("plan",)]


def test_a_problem_is_told_to_who_asked_and_else_to_everybody(qtbot: QtBot) -> None:
    background = Immediate(office())
    told: list[object] = []
    background.trouble.connect(told.append)
    background.do(fails(Problem("no", "No.")), failed=lambda error: told.append(error.code))
    background.do(fails(Trouble("full", "Full.")))
    assert told[0] == "no"
    assert isinstance(told[1], Trouble)


def test_a_fault_of_the_program_is_raised_where_the_crash_dialog_takes_it(qtbot: QtBot) -> None:
    with pytest.raises(ZeroDivisionError):
        Immediate(office()).do(lambda _office: 1 // 0)


def test_after_a_mistake_of_the_program_itself_the_page_that_asked_stops_waiting_and_the_mistake_is_told(
    qtbot: QtBot,
) -> None:
    background = Immediate(office())
    told: list[Problem | Trouble] = []
    with pytest.raises(ZeroDivisionError):
        background.do(fails(ZeroDivisionError("Samira")), None, told.append)
    (trouble,) = told
    assert isinstance(trouble, Trouble)
    assert "Samira" not in problem_text(trouble)
    assert not background.is_busy()
