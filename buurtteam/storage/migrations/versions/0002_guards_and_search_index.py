"""The journal can only grow; names and addresses are found by any part."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER journal_refuses_{change.lower()} BEFORE {change} ON journal "
            "BEGIN SELECT raise(ABORT, 'the journal can only grow'); END"
        )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "folded, content='search_line', content_rowid='id', tokenize='trigram')"
    )
    # What is erased is really gone from the index too.
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")
    op.execute(
        "CREATE TRIGGER search_line_added AFTER INSERT ON search_line BEGIN "
        "INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END"
    )
    op.execute(
        "CREATE TRIGGER search_line_removed AFTER DELETE ON search_line BEGIN "
        "INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); END"
    )
