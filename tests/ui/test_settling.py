"""Typing is kept soon after it pauses, and now and then while it goes on."""

from PySide6.QtWidgets import QApplication

from buurtteam.ui.settling import Settling


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def made(qapp: QApplication) -> tuple[Settling, Clock, list[float]]:
    clock = Clock()
    settling = Settling(clock=clock)
    heard: list[float] = []
    settling.settled.connect(lambda: heard.append(clock.now))
    return settling, clock, heard


def test_a_pause_settles_within_a_second(qapp: QApplication) -> None:
    settling, clock, heard = made(qapp)
    settling.touch()
    clock.now += 0.5
    settling.look()
    assert heard == []
    clock.now += 0.4
    settling.look()
    assert len(heard) == 1


def test_typing_on_and_on_settles_within_five_seconds(qapp: QApplication) -> None:
    settling, clock, heard = made(qapp)
    for _key in range(50):
        settling.touch()
        clock.now += 0.1
        settling.look()
    assert len(heard) == 1
    assert heard[0] - 100.0 <= 5.0


def test_leaving_settles_at_once_and_only_when_something_was_typed(qapp: QApplication) -> None:
    settling, _clock, heard = made(qapp)
    settling.flush()
    assert heard == []
    settling.touch()
    settling.flush()
    settling.flush()
    assert len(heard) == 1
