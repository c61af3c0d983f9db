"""Settings, which threats count as urgent here beside those of the law; the coordinator decides."""

from typing import TYPE_CHECKING

from buurtteam.domain.staff import Team
from buurtteam.domain.threat import BY_LAW, ThreatKind
from buurtteam.services import threats
from buurtteam.texts import joined, label
from buurtteam.texts import translate as _
from buurtteam.ui.kept_form import KeptForm
from buurtteam.ui.widgets import Card, Words

if TYPE_CHECKING:
    from buurtteam.ui.page import Page


class LocalThreats(Card):
    """The threats of the law, which always count, and a box for each other."""

    def __init__(self, page: "Page") -> None:
        super().__init__(_("Threats"), icon_name="alert-triangle")
        self.form: KeptForm[Team] = KeptForm(Team, page, threats.keep_local)
        others: dict[object, str] = {kind: label(kind) for kind in ThreatKind if kind not in BY_LAW}
        self.form.place(
            "local_threats",
            options={"local_threats": others},
            help_texts={
                "local_threats": _(
                    "Three working days count for these too (bylaw or policy of the municipality). What was written "
                    "down before stays as it was."
                )
            },
        )
        always = joined(label(kind).lower() for kind in ThreatKind if kind in BY_LAW)
        self.add(Words(_("By law always urgent: {threats} (Wgs art. 4 lid 2).", threats=always), "quiet"), self.form)

    def show_team(self, team: Team, *, may_change: bool) -> None:
        """Show what the team agreed."""
        self.form.show_kept(team)
        self.form.set_read_only(not may_change)
