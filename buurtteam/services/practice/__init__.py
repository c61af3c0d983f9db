"""The practice neighbourhood "Oefenbuurt": an invented team with sixty households in every state.

The same seed and the same day give the same facts, ids included.
"""

from datetime import date

from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.staff import Deed
from buurtteam.services.office import Office
from buurtteam.services.practice.care import Hearth, permissions_of_team
from buurtteam.services.practice.directory import directory_of_team
from buurtteam.services.practice.money import money_of_team
from buurtteam.services.practice.street import Street
from buurtteam.services.practice.told import stories

PRACTICE_SEED = 2026
"""The seed of the neighbourhood that everybody practises in."""

PRACTICE_PASSPHRASE = "oefenen-mag-fouten-maken-ook"  # noqa: S105 - meant to be known: nothing in the file is true
"""The passphrase of a practice file."""


def neighbourhood(seed: int, today: date) -> list[Record]:
    """All records of the practice team as they are on a day, parents before children."""
    street = Street(seed, today)
    households: dict[str, Hearth] = {}
    for number, told in enumerate(stories()):
        story = Hearth(street, households, number, told)
        story.tell()
        households[told.key or str(number)] = story
    for story in households.values():
        story.empty_the_bag()
        story.gather_around()
    money_of_team(street)
    permissions_of_team(street)
    directory_of_team(street)
    order = {kind: place for place, kind in enumerate(RECORDS)}
    return sorted(street.records, key=lambda record: order[type(record)])


def fill(office: Office, seed: int = PRACTICE_SEED) -> tuple[Record, ...]:
    """Put the practice neighbourhood of today into an empty file, in one deed.

    Raises Problem or Trouble when the worker may not or the file cannot be written; nothing is written then.
    """
    records = neighbourhood(seed, office.today())
    with office.writing(Deed.MAKE_PRACTICE) as store:
        return tuple(store.save(record) for record in records)
