"""The shared view names its topics in full."""

from pytestqt.qtbot import QtBot

from buurtteam.domain.conversation import Topic
from buurtteam.texts import label
from buurtteam.ui.pages.conversation_shared import TopicTile
from buurtteam.ui.theme import Theme


def test_the_name_of_a_topic_is_never_cut_off_in_the_shared_view(theme: Theme, qtbot: QtBot) -> None:
    for topic in Topic:
        tile = TopicTile(topic)
        qtbot.addWidget(tile)
        tile.resize(174, 124)
        tile.show()
        assert " ".join(tile.text().split()) == " ".join(label(topic).split())
        assert max(map(tile.fontMetrics().horizontalAdvance, tile.text().split("\n"))) <= tile.width()
