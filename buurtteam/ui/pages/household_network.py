"""The people around a household: who they are, what they can do, and whether they may be asked."""

from typing import TYPE_CHECKING

from buurtteam.domain.household import NetworkKind, NetworkMember
from buurtteam.domain.kinds import HouseholdId
from buurtteam.services.households import HouseholdView
from buurtteam.texts import label
from buurtteam.texts import translate as _
from buurtteam.ui.pages.household_parts import PanesTab, names_of, records_pane
from buurtteam.ui.row_table import Column
from buurtteam.ui.widgets import State

if TYPE_CHECKING:
    from buurtteam.ui.page import Page

_RINGS = {
    NetworkKind.FAMILY: 0,
    NetworkKind.FRIEND: 1,
    NetworkKind.NEIGHBOUR: 1,
}


def ring_of(member: NetworkMember) -> int:
    """How close somebody stands: 0 family, 1 friends and neighbours, 2 helpers."""
    return _RINGS.get(member.kind, 2)


class Network(PanesTab):
    """The tab of the network."""

    def __init__(self, page: "Page", home: HouseholdId) -> None:
        self._count = 0
        pane = records_pane(
            page,
            home,
            NetworkMember,
            title=_("People around them"),
            add_words=_("Somebody"),
            columns=(
                Column(_("Name"), lambda n: n.name or _("Without a name yet"), strong=True),
                Column(_("Circle"), ring_of, shown=lambda ring: _ring_words(int(ring)), width=150),
                Column(_("Can do"), lambda n: n.can_do or n.kind_of_help),
                Column(
                    _("May be asked"),
                    lambda n: n.may_be_asked,
                    width=180,
                    chip=lambda n: _asked_chip(n.may_be_asked),
                ),
                Column(_("Tie"), lambda n: label(n.tie), width=110),
            ),
            empty=(
                "affiliate",
                _("Nobody yet. Who is there for them? Family, a neighbour, somebody of the club?"),
                "",
            ),
            new=lambda: NetworkMember(household=home, position=self._count),
            says=lambda n: n.name or n.relation or label(n.kind),
        )
        super().__init__(pane)
        self.pane = pane
        form = pane.form
        form.place("name", "kind", columns=2, options=None)
        form.place("relation", "contact", columns=2)
        form.place("can_do")
        form.place("may_be_asked", "tie", columns=2)
        form.place("kind_of_help", "organisation", columns=2)
        form.place("resident", options={"resident": {}})

    def fill(self, view: HouseholdView) -> None:
        """Show the network, the closest circle first."""
        self._count = len(view.network)
        members = sorted(view.network, key=lambda n: (ring_of(n), n.position))
        self.pane.show_records(members, view.drafts, {"resident": names_of(view)})


def _ring_words(ring: int) -> str:
    return (_("Family"), _("Friends and neighbours"), _("Helpers"))[ring]


def _asked_chip(may: bool | None) -> tuple[State, str]:
    if may is None:
        return "waiting", _("Not asked yet")
    return ("done", _("Yes")) if may else ("quiet", _("No"))
