"""Going in: what an opened file means for the window, the same from every page that opens one."""

from typing import TYPE_CHECKING

from buurtteam.texts import clock
from buurtteam.texts import translate as _
from buurtteam.ui.desk import Desk, OfficeSummary

if TYPE_CHECKING:
    from buurtteam.services.office import Office
    from buurtteam.services.opening import Opened


def summary_of(opened: "Opened") -> OfficeSummary:
    """What the window says about the file."""
    beginning = opened.beginning
    return OfficeSummary(
        team=beginning.team.name,
        worker=beginning.worker.name if beginning.worker else "",
        is_practice=beginning.team.is_practice,
    )


def go_in(desk: Desk, opened: "Opened") -> None:
    """Begin to work in a file that was opened, where the worker was the last time."""
    beginning = opened.beginning
    desk.take_office(opened.office, summary_of(opened), beginning.place or "today", **beginning.args)
    if opened.unclean is not None:
        desk.notices.say(
            _(
                "The program stopped unexpectedly. All up to {time} is still here.",
                time=clock(opened.unclean.saved_at),
            )
        )
        # A sudden end can leave a page half written: look, while the first page is read already.
        desk.background.ask(_look_whether_whole)


def _look_whether_whole(office: "Office") -> None:
    from buurtteam.services.safekeeping import must_be_whole

    must_be_whole(office)
