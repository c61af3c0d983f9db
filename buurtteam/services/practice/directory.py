"""The service directory of the practice neighbourhood: organisations, programmes, groups and people who give hours."""

from buurtteam.domain.directory import DirectoryEntry
from buurtteam.services.practice.street import Street
from buurtteam.services.practice.told import read


def directory_of_team(street: Street) -> None:
    """Everything that the team knows to be near; some of it was verified long ago, and one thing never."""
    for told in read("directory.toml")["entry"]:
        facts = dict(told)
        verified, verifier = facts.pop("verified", None), facts.pop("verifier", None)
        street.add(
            DirectoryEntry,
            **facts,
            verified_on=None if verified is None else street.workday(verified),
            verifier=street.called(verifier).id if verifier else None,
        )
