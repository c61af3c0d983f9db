"""What can be wrong with what a person asks: a code, a sentence and its values, never a name or a number of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails, PydanticCustomError


@dataclass(frozen=True)
class Gap:
    """Something a deed needs and does not find yet, with the place where it is filled in.

    `place` names a page and `field` a field there, so that the screen can jump to it. Without what `stops` the deed
    cannot be done at all; anything else may stay open.
    """

    sentence: str
    place: str = ""
    field: str = ""
    record: str = ""
    values: Mapping[str, object] = dataclass_field(default_factory=dict)
    stops: bool = False


class Problem(Exception):
    """The person asked something that cannot be; nothing has happened.

    `sentence` is a text of the catalogue with named places, filled from `values`.
    """

    def __init__(self, code: str, sentence: str, gaps: tuple[Gap, ...] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.values = values
        self.gaps = gaps


class Trouble(Exception):
    """The world does not cooperate (full disk, stale record, newer file): what happened, what is safe, what to do."""

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.values = values


def wrong(code: str, sentence: str, **values: object) -> "PydanticCustomError":
    """The error a validator raises: a code and a sentence of the catalogue with `{named}` places."""
    # Imported here: the window knows problems, and stands before Pydantic is read.
    from pydantic_core import PydanticCustomError

    # Pydantic hands on the filled-in English only; `texts.problem_text` needs the sentence as the catalogue knows it.
    return PydanticCustomError(code, sentence, {**values, "sentence": sentence})


def faults(error: "ValidationError") -> "list[ErrorDetails]":
    """Each faulty field with its code and values, without the typed input (it may hold personal data)."""
    return error.errors(include_input=False, include_url=False)
