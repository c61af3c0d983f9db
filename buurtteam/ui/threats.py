"""How a threat is shown, the same everywhere: its picture, how long it still takes, and what the law asks because of it."""

from datetime import date, datetime
from typing import Final

from buurtteam.domain.deadlines import DeadlineState
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.domain.words import N_
from buurtteam.services import threats
from buurtteam.services.threats import HASTE, ThreatsView
from buurtteam.texts import long_date
from buurtteam.texts import translate as _
from buurtteam.ui.widgets import State

PICTURES: Final = {
    ThreatKind.EVICTION: "home-off",
    ThreatKind.GAS: "flame",
    ThreatKind.ELECTRICITY: "bolt",
    ThreatKind.HEAT: "sun",
    ThreatKind.WATER: "droplet",
    ThreatKind.HEALTH_INSURANCE: "first-aid-kit",
}
SHORT: Final = {
    ThreatKind.EVICTION: N_("Eviction"),
    ThreatKind.GAS: N_("Gas ¦threat"),
    ThreatKind.ELECTRICITY: N_("Electricity ¦threat"),
    ThreatKind.HEAT: N_("District heating ¦threat"),
    ThreatKind.WATER: N_("Water ¦threat"),
    ThreatKind.HEALTH_INSURANCE: N_("Health insurance ¦threat"),
}
"""What the law names, in one or two words."""


def threat_chip(threat: Threat, now: datetime, today: date) -> tuple[State, str]:
    """How long it still takes, as shape and word."""
    words = threats.countdown_words(threat, now)
    if not threat.holds_on(today):
        return "quiet", words
    if threats.is_close(threat, now):
        return "late", words
    return ("soon" if threat.on is not None or threat.is_urgent else "on_time"), words


def haste_words(view: ThreatsView) -> tuple[str, str]:
    """What the law asks because of what threatens, with its tone; nothing while it asks nothing."""
    if view.needs_request:
        return (
            _(
                "No request for help with debts is written down, so the three working days do not count yet. They "
                "count from the day of the request (Wgs art. 4 lid 2)."
            ),
            "soon",
        )
    haste = next((each for each in view.first_talk if each.rule == HASTE), None)
    if haste is not None and haste.state is DeadlineState.MISSED:
        return _(
            "The first conversation should have been by {day}. Have it today.", day=long_date(haste.legal_end)
        ), "late"
    if haste is not None and haste.legal_end == view.today:
        return _("Urgent: the first conversation is today at the latest."), "late"
    if haste is not None:
        return _("Urgent: first conversation by {day} at the latest.", day=long_date(haste.legal_end)), "soon"
    if view.talked_on is not None and view.holding:
        return (
            _(
                "The first conversation was on {day}. The law gives no days for this threat any more: act now.",
                day=long_date(view.talked_on),
            ),
            "info",
        )
    if view.holding and not view.is_urgent:
        return _(
            "By law and by the rule of your team this gives no shorter time. It can be urgent all the same."
        ), "info"
    return "", "info"
