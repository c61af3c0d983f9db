"""What a question says of a threat is what the record says of itself."""

import sqlite3
from datetime import date, timedelta
from itertools import product

from buurtteam.domain.kinds import HouseholdId, new_id
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.storage.threats import HOLDS, URGENT

TODAY = date(2026, 11, 23)


def test_in_a_question_a_threat_holds_and_is_urgent_when_the_record_says_so() -> None:
    around = [TODAY + timedelta(days=days) for days in (-1, 0, 1)]
    file = sqlite3.connect(":memory:")
    for kind, counts, known_on, ended_on in product(ThreatKind, (True, False), around, [None, *around]):
        if ended_on is not None and ended_on < known_on:
            continue
        one = Threat(
            household=HouseholdId(new_id()), kind=kind, counts_here=counts, known_on=known_on, ended_on=ended_on
        )
        facts = {
            "kind": kind.value,
            "counts": counts,
            "known": known_on.isoformat(),
            "ended": ended_on.isoformat() if ended_on else None,
            "today": TODAY.isoformat(),
        }
        source = "(SELECT :kind AS kind, :counts AS counts_here, :known AS known_on, :ended AS ended_on)"
        ((holds, urgent),) = file.execute(f"SELECT {HOLDS}, {URGENT} FROM {source}", facts)  # noqa: S608 - our own words
        assert (bool(holds), bool(urgent)) == (one.holds_on(TODAY), one.is_urgent)
    file.close()
