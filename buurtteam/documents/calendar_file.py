"""Appointments as iCalendar (RFC 5545), for a calendar elsewhere: when, how long, and nothing of anybody's life."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from buurtteam.domain.kinds import HERE, AppointmentId
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class CalendarEntry:
    """One appointment as a calendar elsewhere may know it; `place` is the team's own office or nothing."""

    appointment: AppointmentId
    at: datetime
    minutes: int
    place: str = ""
    is_cancelled: bool = False


def calendar_file(entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """The appointments as the bytes of an `.ics` file; the same appointment is the same one every time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Buurtteam//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", uid_of(entry.appointment))
        event.add("dtstamp", made_at)
        start = entry.at.astimezone(HERE)
        event.add("dtstart", start)
        # Through UTC, because an hour stays an hour in the night the clock changes.
        event.add("dtend", (entry.at + timedelta(minutes=entry.minutes)).astimezone(HERE))
        event.add("summary", _("An appointment"))
        event.add("class", "PRIVATE")
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
        if entry.is_cancelled:
            event.add("transp", "TRANSPARENT")
        if entry.place:
            event.add("location", entry.place)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def uid_of(appointment: AppointmentId) -> str:
    """By what a calendar knows an appointment again; nobody finds the record in the file with it."""
    return f"{hashlib.sha256(b'buurtteam appointment ' + appointment.bytes).hexdigest()[:32]}@buurtteam"
