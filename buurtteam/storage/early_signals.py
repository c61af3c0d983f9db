"""Questions about early signals: whom in the file a report may be about."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Uuid, bindparam, text

from buurtteam.domain.kinds import CaseEventId, HouseholdId, ResidentId

_AT_ADDRESS = text(
    "SELECT DISTINCT a.household FROM address a WHERE replace(upper(a.postcode), ' ', '') = :postcode "
    "AND replace(lower(a.number), ' ', '') = :number"
).columns(household=Uuid())
_BORN_ON = text(
    "SELECT m.household, r.id, r.birth_name, r.partner_name FROM resident r JOIN membership m ON m.resident = r.id "
    "WHERE r.born_on = :born_on"
).columns(household=Uuid(), id=Uuid())
_REACHED_BY = text(
    "SELECT m.household, c.resident FROM contact_point c JOIN membership m ON m.resident = c.resident "
    "WHERE lower(replace(c.value, ' ', '')) = :value"
).columns(household=Uuid(), resident=Uuid())

_LOOSE = "FROM term_line WHERE is_waiting AND household IS NULL AND rule = 'T09' AND warn_on <= :until"
_LOOSE_COUNT = text(f"SELECT count(*) {_LOOSE}").bindparams(bindparam("until", type_=Date()))
_LOOSE_FIRST = (
    text(f"SELECT source {_LOOSE} ORDER BY warn_on, source LIMIT :most")
    .bindparams(bindparam("until", type_=Date()))
    .columns(source=Uuid())
)


def loose_waiting(connection: Connection, until: date, most: int) -> tuple[list[CaseEventId], int]:
    """The events of the first signals that are nobody's and wait until a day, by their reckoned terms, and how many wait."""
    rows = connection.execute(_LOOSE_FIRST, {"until": until, "most": most})
    first = [CaseEventId(row.source) for row in rows]
    return first, int(connection.execute(_LOOSE_COUNT, {"until": until}).scalar_one())


def at_address(connection: Connection, postcode: str, number: str) -> set[HouseholdId]:
    """The households that live or lived at this postcode and number."""
    asked = {"postcode": postcode.replace(" ", "").upper(), "number": number.replace(" ", "").lower()}
    return {HouseholdId(row.household) for row in connection.execute(_AT_ADDRESS, asked)}


def born_on(connection: Connection, day: str) -> list[tuple[HouseholdId, ResidentId, tuple[str, ...]]]:
    """Who was born on this day, with the household and the surnames."""
    return [
        (HouseholdId(row.household), ResidentId(row.id), (row.birth_name, row.partner_name))
        for row in connection.execute(_BORN_ON, {"born_on": day})
    ]


def reached_by(connection: Connection, value: str) -> list[tuple[HouseholdId, ResidentId]]:
    """Whose phone number or e-mail address this is."""
    asked: dict[str, Any] = {"value": value.replace(" ", "").lower()}
    return [(HouseholdId(row.household), ResidentId(row.resident)) for row in connection.execute(_REACHED_BY, asked)]
