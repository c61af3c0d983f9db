"""How strong a passphrase is, in words that help to make a better one."""

from dataclasses import dataclass

from zxcvbn import zxcvbn

from buurtteam.domain.problem import Problem
from buurtteam.domain.words import N_

SHORTEST = 15
FEWEST_WORDS = 5
# The stakes are high, and somebody with a stolen laptop has all the time.
_GOOD_ENOUGH = 4
# The estimate takes long for long texts, and no longer one is weak.
_LONGEST_WEIGHED = 72

_SENTENCES = (
    N_("This is guessed at once. Take five words that have nothing to do with each other."),
    N_("This is guessed quickly. Take five words that have nothing to do with each other."),
    N_("This is still too easy to guess. Add a few words that have nothing to do with each other."),
    N_("This is nearly strong enough. Add one more word."),
    N_("This is strong."),
)
_TOO_SHORT = N_("Take at least {shortest} characters or {words} words. A short sentence that only you know works well.")


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess, from 0 (at once) to 4 (hard enough), with what to do about it."""

    score: int
    is_enough: bool
    sentence: str
    values: dict[str, object]


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """How strong a passphrase is; `known` are words that others would guess, such as the name of the team."""
    is_long = len(passphrase) >= SHORTEST or len(passphrase.split()) >= FEWEST_WORDS
    if not passphrase.strip():
        score = 0
    else:
        score = int(zxcvbn(passphrase[:_LONGEST_WEIGHED], user_inputs=[*known, "buurtteam"])["score"])
    if not is_long:
        return Strength(min(score, 2), is_enough=False, sentence=_TOO_SHORT, values=_TOO_SHORT_VALUES)
    return Strength(score, score >= _GOOD_ENOUGH, _SENTENCES[score], {})


_TOO_SHORT_VALUES: dict[str, object] = {"shortest": SHORTEST, "words": FEWEST_WORDS}


def must_be_strong(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Go on only with a passphrase that is strong enough.

    Raises Problem with what to do when it is not.
    """
    found = strength(passphrase, known)
    if not found.is_enough:
        raise Problem("weak_passphrase", found.sentence, (), **found.values)
