"""When a talk with a carer counts as a talk, for every question that asks so."""

from typing import Final

HELD: Final = (
    "(going IS NOT NULL OR perseverance IS NOT NULL OR air <> ''"
    " OR trim(own_words || air_words || agreed || team_note, char(9, 10, 13, 32)) <> '')"
)
"""In SQL, of `carer_talk`: more is written down of it than its day, as `CarerTalk.says_nothing` says the other way round."""
NO_TALK_SETTLED_IT: Final = "NOT EXISTS (SELECT 1 FROM carer_talk c WHERE c.settled_task = task.id)"
"""In SQL, of `task`: it was done without a talk of its own; what a talk settled counts as that very talk."""
