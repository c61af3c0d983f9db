"""What Alembic runs: our tables, the connection it is given, and plain types in what it writes."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from buurtteam.storage.migrations import is_search_index
from buurtteam.storage.tables import metadata


def render_item(kind: str, item: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones beneath them: a migration may not import today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:  # noqa: ANN401 - Alembic's own dictionary
    """Leave the insides of the full-text index alone."""
    return not (kind == "table" and is_search_index(name or ""))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    include_name=include_name,
    # SQLite can take back changes to tables; our driver settings let it.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
