from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.conversation import Note, NoteKind, Topic
from buurtteam.domain.kinds import HouseholdId, NetworkMemberId, ResidentId, new_id
from buurtteam.domain.quick_note import Caught, Person, parse, reconcile, what_to_do, without_team_only

TODAY = date(2026, 9, 9)
SAMIRA = Person("Samira el Yousfi", resident=ResidentId(new_id()))
YUSUF = Person("Yusuf Demir", resident=ResidentId(new_id()))
OMA = Person("Fatma Çelik", network_member=NetworkMemberId(new_id()), also=("oma",))
PEOPLE = (SAMIRA, YUSUF, OMA)


def one(text: str) -> Caught:
    (caught,) = parse(text, PEOPLE, TODAY)
    return caught


def test_an_agreement_is_caught_with_its_date() -> None:
    caught = one("Huurachterstand 2 mnd. #afspraak bel Woonpunt ma")
    assert (caught.kind, caught.text, caught.due_on, caught.when_words) == (
        NoteKind.AGREEMENT,
        "bel Woonpunt ma",
        date(2026, 9, 14),
        "ma",
    )


def test_an_agreement_without_a_date_is_fine() -> None:
    assert one("#afspraak brieven bij elkaar leggen").due_on is None


def test_a_tag_ends_with_its_sentence() -> None:
    assert one("#goed Yusuf gaat graag naar school. Hij mist nooit een dag.").text == "Yusuf gaat graag naar school"


def test_a_short_word_does_not_end_a_sentence() -> None:
    assert one("#afspraak bel dr. Jansen over 2 mnd. samen").text == "bel dr. Jansen over 2 mnd. samen"


def test_a_tag_ends_with_its_line() -> None:
    assert one("#goed trots\nen nu verder").text == "trots"


def test_a_tag_ends_where_the_next_begins() -> None:
    first, second = parse("#goed trots op Yusuf #signaal lang wachten", PEOPLE, TODAY)
    assert (first.text, second.text) == ("trots op Yusuf", "lang wachten")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("#afspraak", NoteKind.AGREEMENT),
        ("#agreement", NoteKind.AGREEMENT),
        ("#goed", NoteKind.STRENGTH),
        ("#GOOD", NoteKind.STRENGTH),
        ("#signaal", NoteKind.SIGNAL),
        ("#signal", NoteKind.SIGNAL),
    ],
)
def test_each_tag_has_an_english_twin(tag: str, kind: NoteKind) -> None:
    assert one(f"{tag} iets").kind is kind


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "„“", "«»", "»«", "''", "‘’", "””"])
def test_words_between_any_quotes_are_literal_words(quotes: str) -> None:
    caught = one(f"Ze zegt {quotes[0]}Ik maak de post niet meer open.{quotes[1]} en zwijgt")
    assert (caught.kind, caught.text) == (NoteKind.WORDS, "Ik maak de post niet meer open.")


def test_words_are_caught_before_they_are_closed() -> None:
    assert one('"Ik maak de po').text == "Ik maak de po"


@pytest.mark.parametrize(
    "text", ["'s avonds in 't huis van z'n oma's", 'een 24" scherm', "rock 'n' roll", "auto's en foto's"]
)
def test_apostrophes_are_no_quotes(text: str) -> None:
    assert parse(text, PEOPLE, TODAY) == ()


@pytest.mark.parametrize(
    "name", ["Samira", "samíra", "SAMIRA", "Samira el Yousfi", "Samira_el_Yousfi", "Yousfi", "el Yousfi"]
)
def test_a_known_name_is_matched_whatever_its_capitals_and_marks(name: str) -> None:
    caught = one(f'@{name}: "Ik durf niet"')
    assert (caught.resident, caught.said_by) == (SAMIRA.resident, "")


def test_somebody_is_known_by_another_word() -> None:
    assert one('@Oma "Kom maar hier"').network_member == OMA.network_member
    assert one('@celik "Kom maar hier"').network_member == OMA.network_member


def test_an_unknown_name_is_kept_as_it_was_typed() -> None:
    caught = one('@de_buurman "Er brandt nooit licht"')
    assert (caught.said_by, caught.resident, caught.network_member) == ("de buurman", None, None)


def test_two_people_of_one_name_are_not_guessed() -> None:
    twins = (Person("Ali Demir", resident=ResidentId(new_id())), Person("Ali Çelik", resident=ResidentId(new_id())))
    (caught,) = parse('@Ali "Ja"', twins, TODAY)
    assert (caught.resident, caught.said_by) == (None, "Ali")
    (caught,) = parse('@Ali Celik "Ja"', twins, TODAY)
    assert caught.resident == twins[1].resident


def test_a_name_may_stand_behind_the_words() -> None:
    assert one('"Ik ben trots" @Samira').resident == SAMIRA.resident


def test_a_name_counts_for_all_words_on_its_line() -> None:
    first, second = parse('@Samira "Ik ben moe" en "Ik wil rust"', PEOPLE, TODAY)
    assert first.resident == second.resident == SAMIRA.resident


def test_who_does_it_is_read_from_an_agreement() -> None:
    caught = one("#afspraak @Samira zoekt de brieven bij elkaar vóór do 17")
    assert (caught.text, caught.resident) == ("zoekt de brieven bij elkaar vóór do 17", SAMIRA.resident)
    assert (caught.due_on, caught.when_words) == (date(2026, 9, 17), "vóór do 17")


def test_the_plan_gets_what_and_when_apart() -> None:
    assert what_to_do("bel ma 14-9 Woonpunt over de huur", TODAY) == (
        "bel Woonpunt over de huur",
        date(2026, 9, 14),
        "ma 14-9",
    )


def test_what_somebody_tells_is_a_remark_with_its_source() -> None:
    caught = one("@Oma maakt zich zorgen over het eten. Verder rustig.")
    assert (caught.kind, caught.text, caught.network_member) == (
        NoteKind.REMARK,
        "maakt zich zorgen over het eten",
        OMA.network_member,
    )


def test_plain_text_is_not_caught() -> None:
    assert parse("Mail naam@voorbeeld.nl, huisnummer #12, wat mooi! Echt #goedzo.", PEOPLE, TODAY) == ()


def test_a_line_that_starts_with_an_exclamation_mark_is_for_the_team() -> None:
    remark, agreement = parse("! deurwaarder komt. #afspraak bel ma", PEOPLE, TODAY)
    assert remark.is_team_only
    assert remark.text == "deurwaarder komt"
    assert agreement.is_team_only


def test_a_mark_before_a_tag_is_for_that_tag_only() -> None:
    first, second = parse("Rustig. !#signaal hij drinkt. #goed lief voor Elif", PEOPLE, TODAY)
    assert (first.is_team_only, second.is_team_only) == (True, False)


def test_joy_is_not_a_secret() -> None:
    assert not one("Wat mooi! #goed trots").is_team_only


def test_the_shared_view_holds_no_team_only_words() -> None:
    text = 'Huur is betaald.\n! deurwaarder komt\nRustig. !#signaal hij drinkt. Elif speelt. !"stil" @Oma\n#goed trots'
    assert without_team_only(text) == "Huur is betaald.\n\nRustig.  Elif speelt.\n#goed trots"


def test_each_span_holds_what_was_typed() -> None:
    text = 'Eerst. #goed trots op Yusuf! Dan @Samira "ik ook".'
    assert [text[c.start : c.end] for c in parse(text, PEOPLE, TODAY)] == ["#goed trots op Yusuf!", '@Samira "ik ook"']


SIGNS = st.sampled_from(
    [*"#@!\"“”„«»‘'.:,- \n", "#goed ", "#afspraak ", "@Samira", "@", "ma", " 14-9", "over 2 weken", "x", "é"]
)


@given(st.lists(SIGNS, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    caught = parse(text, PEOPLE, TODAY)
    assert [one.line for one in caught] == list(range(len(caught)))
    assert all(0 <= one.start < one.end <= len(text) for one in caught)
    assert all(a.end <= b.start for a, b in pairwise(caught))
    assert len(without_team_only(text)) <= len(text)


@given(st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=100))
def test_anything_caught_can_be_kept(text: str) -> None:
    caught = parse(text, PEOPLE, TODAY)
    saved, removed = reconcile(caught, (), BLANK)
    assert (len(saved), removed) == (len(caught), ())
    assert reconcile(caught, saved, BLANK) == ((), ())


BLANK = Note(household=HouseholdId(new_id()), topic=Topic.MONEY, written_at=datetime(2026, 9, 9, 12, tzinfo=UTC))


def kept(text: str, before: tuple[Note, ...] = ()) -> tuple[Note, ...]:
    saved, removed = reconcile(parse(text, PEOPLE, TODAY), before, BLANK)
    gone = {note.id for note in (*saved, *removed)}
    return tuple(sorted((*saved, *(n for n in before if n.id not in gone)), key=lambda note: note.line))


def test_a_sentence_stays_the_same_note_while_it_is_typed() -> None:
    first = kept("#afspraak bel")
    second = kept("#afspraak bel Woonpunt ma", first)
    third = kept("#afspraak Wonen bellen di", second)
    assert first[0].id == second[0].id == third[0].id
    assert third[0].due_on == date(2026, 9, 15)


def test_a_sentence_stays_the_same_note_when_one_is_typed_above_it() -> None:
    before = kept("#goed trots\n#afspraak bel ma")
    after = kept("#goed samen eten\n#goed trots\n#afspraak bel ma", before)
    assert [note.id for note in after[1:]] == [note.id for note in before]


def test_a_sentence_that_is_gone_is_removed_and_the_others_stay() -> None:
    before = kept("#goed trots\n#afspraak bel ma")
    saved, removed = reconcile(parse("#afspraak bel ma", PEOPLE, TODAY), before, BLANK)
    assert [note.id for note in removed] == [before[0].id]
    assert [(note.id, note.line) for note in saved] == [(before[1].id, 0)]


def test_the_same_note_survives_another_tag() -> None:
    before = kept("#goed elke dinsdag helpt oma")
    after = kept("#signaal elke dinsdag helpt oma", before)
    assert (after[0].id, after[0].kind) == (before[0].id, NoteKind.SIGNAL)


def test_nothing_is_saved_when_nothing_changed() -> None:
    text = 'Rustig. @Samira "Ik ben moe" #afspraak bel ma'
    assert reconcile(parse(text, PEOPLE, TODAY), kept(text), BLANK) == ((), ())


def test_a_note_keeps_its_version() -> None:
    (note,) = kept("#goed trots")
    (saved,), _ = reconcile(parse("#goed trots op Yusuf"), (note.changed(version=3),), BLANK)
    assert saved.version == 3


@pytest.mark.parametrize(
    "line", ["Zij is moe !zij is zwanger", "Zij is moe. !Zij is zwanger", "@Sam Moe. !zwanger #goed"]
)
def test_what_stands_behind_a_sign_within_a_line_stays_inside(line: str) -> None:
    assert "zwanger" not in without_team_only(line)
    assert without_team_only(line)


def test_a_sign_that_ends_a_sentence_hides_nothing() -> None:
    assert without_team_only("Kom! Het is zo leuk ! Ja!") == "Kom! Het is zo leuk ! Ja!"
