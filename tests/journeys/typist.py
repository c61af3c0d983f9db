"""Types into a conversation in a program of its own, until it is killed; writes down when each sign was typed.

python -m tests.journeys.typist FILE CONVERSATION TOPIC FIELD LOG
"""

import sys
import time
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from buurtteam.domain.conversation import Topic
from buurtteam.domain.staff import Worker
from buurtteam.services.office import Office
from buurtteam.storage.database import Database
from buurtteam.ui.background import Background
from buurtteam.ui.desk import Desk
from buurtteam.ui.notices import Notices
from buurtteam.ui.pages.conversation import ConversationPage
from buurtteam.ui.theme import Theme
from buurtteam.ui.window import Window
from tests.conftest import KEY

SIGNS_A_SECOND = 12
TEXT = "Ik maak de post niet meer open. #afspraak Woonpunt bellen ma. Ik word er misselijk van. #goed oma kookt. "


def main(file: Path, conversation: UUID, topic: Topic, field: str, log: Path) -> None:
    """Open the real page, with the real worker thread, and type without end."""
    app = QApplication([])
    office = Office(Database.open(file, KEY))
    with office.reading() as store:
        office.worker = store.of(Worker)[0]
    theme = Theme("light", 100)
    theme.wear()
    window = Window(Desk(Background(office), theme, Notices(), today=office.today))
    window.resize(1366, 768)
    window.show()
    window.open_place("conversation", conversation_id=conversation, topic=topic, field=field)
    lines = log.open("w", encoding="utf-8")
    typed = 0

    def type_one() -> None:
        nonlocal typed
        page = window.page()
        assert isinstance(page, ConversationPage)
        text = page.pane.field(field)
        if page.view is None or text is None:
            return
        QTest.keyClicks(text, TEXT[typed % len(TEXT)])
        typed += 1
        lines.write(f"{time.monotonic()} {typed}\n")
        lines.flush()

    clock = QTimer()
    clock.setInterval(1000 // SIGNS_A_SECOND)
    clock.timeout.connect(type_one)
    clock.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]), Topic(sys.argv[3]), sys.argv[4], Path(sys.argv[5]))
