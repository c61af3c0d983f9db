"""Where a list goes that somebody takes along for a spreadsheet."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = "Excel (*.xlsx);;CSV (*.csv)"


def ask_for_table(parent: QWidget, title: str, proposed: str) -> tuple[Path, bool] | None:
    """Ask where a table goes; returns the file and whether it is CSV, or nothing when somebody thinks better of it."""
    name, kind = QFileDialog.getSaveFileName(parent, title, proposed, _KINDS)
    return table_file(name, kind) if name else None


def table_file(name: str, kind: str) -> tuple[Path, bool]:
    """The file and whether it is CSV: its own ending says it, and the kind that was chosen when it has none."""
    file = Path(name)
    if file.suffix.casefold() not in (".csv", ".xlsx"):
        file = file.with_name(file.name + (".csv" if "csv" in kind else ".xlsx"))
    return file, file.suffix.casefold() == ".csv"
