"""A list of a whole town is divided over its pages without looking at every row again for every page."""

from dataclasses import dataclass

from buurtteam.documents.blocks import Block, Row, Stack, Style, Table, Words, divided

WIDTH, ROOM = 400.0, 700.0


@dataclass
class Counted(Stack):
    asked: int = 0

    def height(self, width: float) -> float:
        self.asked += 1
        return super().height(width)


def test_the_height_of_a_row_is_reckoned_once_however_many_pages_there_are() -> None:
    cells = [Counted([Words(f"Demir {number}", Style(10))]) for number in range(400)]
    rest: list[Block] = [Table([], [Row([cell]) for cell in cells], [1.0])]
    pages: list[list[Block]] = []
    while rest:
        page, rest = divided(rest, WIDTH, ROOM, fresh=True)
        pages.append(page)
    assert len(pages) > 5
    assert {cell.asked for cell in cells} == {1}
    rows = [row for page in pages for table in page if isinstance(table, Table) for row in table.rows]
    assert [row.cells[0] for row in rows] == cells
