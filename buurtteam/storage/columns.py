"""How a kind of field is kept: its column type, and its plain form in JSON for journal, trash and drafts."""

import base64
import types
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, NewType, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Float, LargeBinary, Text, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from buurtteam.domain.words import Choice


def _by_value(choices: type[Choice]) -> dict[str, Choice]:
    return {choice.value: choice for choice in choices}


class Utc(TypeDecorator[datetime]):
    """A moment; kept in UTC without its zone, given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without a zone: nobody knows when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class OneOf(TypeDecorator[Choice]):
    """One answer out of a fixed set, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices
        self.by_value = _by_value(choices)

    def process_bind_param(self, value: Choice | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value of the choice."""
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Choice | None:  # noqa: ARG002
        """The choice with its words."""
        return None if value is None else self.by_value[value]


class SomeOf(TypeDecorator[frozenset[Choice]]):
    """Some answers out of a fixed set: their values in one text, sorted, with commas between."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices
        self.by_value = _by_value(choices)

    def process_bind_param(self, value: frozenset[Choice] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """One text with the values."""
        return None if value is None else ",".join(sorted(choice.value for choice in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[Choice] | None:  # noqa: ARG002
        """The choices with their words."""
        return None if value is None else frozenset(self.by_value[part] for part in value.split(",") if part)


def _same(value: Any) -> Any:  # noqa: ANN401 - a text, number or truth is its own plain form
    return value


@dataclass(frozen=True)
class Kept:
    """How one kind of field is kept."""

    type: TypeEngine[Any]
    to_plain: Callable[[Any], Any] = _same
    from_plain: Callable[[Any], Any] = _same
    is_nullable: bool = False
    id_type: NewType | None = None
    """The id type, when the field holds the id of a record."""


def _kept_choice(choices: type[Choice]) -> Kept:
    return Kept(OneOf(choices), lambda choice: choice.value, _by_value(choices).__getitem__)


def _kept_choices(choices: type[Choice]) -> Kept:
    by_value = _by_value(choices)
    return Kept(
        SomeOf(choices),
        lambda chosen: sorted(choice.value for choice in chosen),
        lambda values: frozenset(by_value[value] for value in values),
    )


_SIMPLE: dict[type, Kept] = {
    # Before `date` and `int`: a datetime is a date and a bool is an int.
    bool: Kept(Boolean()),
    datetime: Kept(Utc(), datetime.isoformat, datetime.fromisoformat),
    date: Kept(Date(), date.isoformat, date.fromisoformat),
    int: Kept(BigInteger()),
    float: Kept(Float()),
    str: Kept(Text()),
    bytes: Kept(LargeBinary(), lambda value: base64.b64encode(value).decode(), base64.b64decode),
    UUID: Kept(Uuid(), str, UUID),
}
_SIMPLE[AwareDatetime] = _SIMPLE[datetime]


def _unwrapped(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401 - whatever stands behind the colon
    """The annotation without `Annotated` and without `None`, and whether `None` was in it."""
    is_nullable = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin is Union or origin is types.UnionType:
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) != 1:
                raise TypeError(f"a column holds one kind of value, not {annotation}")
            annotation, is_nullable = rest[0], True
        else:
            return annotation, is_nullable


def kept(field: FieldInfo) -> Kept:
    """How this field of a record is kept.

    Raises TypeError for a kind that has no column: give it a table of its own.
    """
    annotation, is_nullable = _unwrapped(field.annotation)
    id_type = annotation if isinstance(annotation, NewType) else None
    base: Any = annotation.__supertype__ if id_type is not None else annotation
    if get_origin(base) is frozenset:
        (choices,) = get_args(base)
        how = _kept_choices(choices)
    elif isinstance(base, type) and issubclass(base, Choice):
        how = _kept_choice(base)
    elif base in _SIMPLE:
        how = _SIMPLE[base]
    else:
        raise TypeError(f"no column for a field of kind {field.annotation}")
    return Kept(how.type, how.to_plain, how.from_plain, is_nullable, id_type)
