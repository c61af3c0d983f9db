"""Lists of many households at once, each in one question to the file."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, String, Uuid, bindparam, text

from buurtteam.domain.ages import OF_AGE, years_before
from buurtteam.domain.doubles import Known
from buurtteam.domain.household import HouseholdState, Weight
from buurtteam.domain.kinds import HouseholdId, ResidentId, WorkerId
from buurtteam.domain.overviews import HouseholdLine
from buurtteam.storage.columns import Utc

# One line per household, each part counted once over the whole file and not once per household.
_LINES = """
WITH
home AS (
    SELECT household, street, number, city, kind, is_secret,
           row_number() OVER (PARTITION BY household ORDER BY kind = 'home' DESC, kind = 'stays' DESC, from_on DESC) AS nth,
           max(is_secret) OVER (PARTITION BY household) AS any_secret
    FROM address
    WHERE kind <> 'post' AND (until_on IS NULL OR until_on >= :today)
),
people AS (
    SELECT m.household,
           group_concat(trim(r.first_name || ' ' || r.prefix || ' ' || r.birth_name || ' ' || r.partner_name), ' ') AS names,
           sum(CASE WHEN r.born_on <> '' THEN r.born_on || substr('0000-12-31', length(r.born_on) + 1) > :adult_since
                    ELSE m.role IN ('child', 'foster_child') END) AS children
    FROM membership m JOIN resident r ON r.id = m.resident
    WHERE (m.from_on IS NULL OR m.from_on <= :today) AND (m.until_on IS NULL OR m.until_on >= :today) AND r.died_on = ''
    GROUP BY m.household
),
talks AS (SELECT household, max(held_at) AS last FROM conversation WHERE held_at <= :now GROUP BY household),
asked AS (
    SELECT q.household, count(*) AS open
    FROM request_notification q
    WHERE NOT EXISTS (SELECT 1 FROM request_event e WHERE e.request = q.id AND e.kind IN ('closed', 'withdrawn'))
    GROUP BY q.household
)
SELECT h.id, h.label, h.area, h.state, h.weight, h.plan_coordinator, h.deputy,
       coalesce(w.name, '') AS fixed_face,
       home.street, home.number, home.city, home.kind AS address_kind, coalesce(home.any_secret, 0) AS is_secret,
       coalesce(people.names, '') AS residents, coalesce(people.children, 0) AS children,
       talks.last AS last_contact, coalesce(asked.open, 0) AS open_requests
FROM household h
LEFT JOIN worker w ON w.id = h.plan_coordinator
LEFT JOIN home ON home.household = h.id AND home.nth = 1
LEFT JOIN people ON people.household = h.id
LEFT JOIN talks ON talks.household = h.id
LEFT JOIN asked ON asked.household = h.id
ORDER BY h.label COLLATE NOCASE
"""
_QUESTION = (
    text(_LINES)
    .bindparams(bindparam("now", type_=Utc()), bindparam("today", type_=Date()))
    .columns(id=Uuid(), plan_coordinator=Uuid(), deputy=Uuid(), last_contact=Utc(), state=String(), weight=String())
)


def household_lines(connection: Connection, now: datetime, today: date) -> tuple[HouseholdLine, ...]:
    """All households for the list, by name."""
    values = {"now": now, "today": today, "adult_since": years_before(today, OF_AGE)}
    return tuple(_line(row) for row in connection.execute(_QUESTION, values))


def _line(row: Any) -> HouseholdLine:  # noqa: ANN401 - a row of the question above
    secret = bool(row.is_secret)
    place = ", ".join(p for p in (f"{row.street or ''} {row.number or ''}".strip(), row.city or "") if p)
    return HouseholdLine(
        id=HouseholdId(row.id),
        label=row.label,
        address="" if secret else place,
        is_secret=secret,
        has_no_address=row.address_kind == "no_fixed",
        area=row.area,
        state=HouseholdState(row.state),
        weight=Weight(row.weight),
        plan_coordinator=WorkerId(row.plan_coordinator) if row.plan_coordinator else None,
        fixed_face=row.fixed_face,
        deputy=WorkerId(row.deputy) if row.deputy else None,
        residents=row.residents,
        children=row.children,
        last_contact=row.last_contact,
        open_requests=row.open_requests,
    )


# Everything by which one person is told from another, one row per person and household.
_KNOWN = """
SELECT r.id AS resident, m.household AS household, r.first_name, r.given_names, r.initials, r.prefix, r.birth_name,
       r.partner_prefix, r.partner_name, r.born_on,
       coalesce(a.postcode, '') AS postcode, coalesce(a.number, '') AS number, coalesce(a.street, '') AS street,
       coalesce(a.city, '') AS city, coalesce(a.is_secret, 0) AS is_secret,
       coalesce((SELECT group_concat(p.value, char(10)) FROM contact_point p WHERE p.resident = r.id), '') AS phones
FROM resident r
JOIN membership m ON m.resident = r.id
LEFT JOIN address a ON a.household = m.household AND a.kind <> 'post' AND a.until_on IS NULL
WHERE r.id IN :ids
   OR (:born <> '' AND r.born_on = :born)
   OR (:number <> '' AND replace(upper(a.number), ' ', '') = replace(upper(:number), ' ', '')
       AND (a.postcode = :postcode OR :street <> ''))
"""
_KNOWN_QUESTION = (
    text(_KNOWN).bindparams(bindparam("ids", expanding=True, type_=Uuid())).columns(resident=Uuid(), household=Uuid())
)


def known_people(
    connection: Connection, ids: Sequence[ResidentId], born_on: str, postcode: str, street: str, number: str
) -> tuple[tuple[Known, str], ...]:
    """These people and who shares the date of birth or the address, each with the address as it may be shown."""
    values = {"ids": list(ids), "born": born_on, "postcode": postcode, "street": street, "number": number}
    found = []
    for row in connection.execute(_KNOWN_QUESTION, values):
        known = Known(
            resident=ResidentId(row.resident),
            household=HouseholdId(row.household),
            first_name=row.first_name,
            given_names=row.given_names,
            initials=row.initials,
            prefix=row.prefix,
            birth_name=row.birth_name,
            partner_prefix=row.partner_prefix,
            partner_name=row.partner_name,
            born_on=row.born_on,
            # A secret address is not confirmed to who types it.
            postcode="" if row.is_secret else row.postcode,
            street="" if row.is_secret else row.street,
            number="" if row.is_secret else row.number,
            city="" if row.is_secret else row.city,
            phones=tuple(row.phones.split("\n")) if row.phones else (),
        )
        place = ", ".join(part for part in (f"{row.street} {row.number}".strip(), row.city) if part)
        found.append((known, "" if row.is_secret else place))
    return tuple(found)
