"""Whether an open file is whole: every page, every reference."""

from sqlalchemy import Connection


def is_whole(connection: Connection) -> bool:
    """Whether all pages are as they were sealed, the structure is right and no reference points nowhere."""
    bad_pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    answer = [tuple(row) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return not bad_pages and answer == [("ok",)] and not loose
