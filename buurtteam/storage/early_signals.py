"""Questions about early signals: whom in the file a report may be about."""

from typing import Any

from sqlalchemy import Connection, Uuid, text

from buurtteam.domain.kinds import HouseholdId, ResidentId

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
