"""What every record is: frozen, checked once, known by its id and its version."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A fact without an identity of its own; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    def changed(self, **fields: Any) -> Self:  # noqa: ANN401 - any field of any record
        """The same value with some fields replaced, checked again (`model_copy` would not check)."""
        return type(self).model_validate({**dict(self), **fields})


class Record(Value):
    """Something that is kept under an id; `version` counts its saves and guards against stale writes.

    Each record class narrows `id` to its own id type.
    """

    version: int = Field(default=0, ge=0, exclude=True)

    def same_facts(self, other: "Record") -> bool:
        """Whether both say the same, apart from how often they were saved."""
        names = type(self).model_fields.keys() - {"version"}
        return all(getattr(self, name) == getattr(other, name) for name in names)
