"""Questionnaires: which the team may use, filling them in, and what came out over time of one and the same."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from buurtteam.domain.folding import folded
from buurtteam.domain.household import Membership
from buurtteam.domain.instruments import Instrument, Outcome, read_instrument
from buurtteam.domain.kinds import TEXT_LENGTH, HouseholdId, ResidentId, clean, one_line
from buurtteam.domain.measurement import FilledIn, InstrumentPermission, Measurement, OwnInstrument
from buurtteam.domain.problem import Gap, Problem
from buurtteam.domain.staff import Deed, Worker, may
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.services.files import keep_file
from buurtteam.services.office import Office
from buurtteam.services.requests import not_in_the_future
from buurtteam.storage.store import Store
from buurtteam.texts import language
from buurtteam.texts import translate as _


@dataclass(frozen=True)
class KnownInstrument:
    """A questionnaire that came along or that the team added, and whether the team uses it."""

    instrument: Instrument
    is_on: bool
    own: OwnInstrument | None = None
    permission: InstrumentPermission | None = None
    """The last permission that was written down, also when it has ended."""
    permitted_by: str = ""

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from the others: its id and its edition."""
        return self.instrument.id, self.instrument.edition

    @property
    def name(self) -> str:
        """Its name in the language of now."""
        return self.instrument.name.of(language())


@dataclass(frozen=True)
class Shelf:
    """All questionnaires: those that can be read by name, and own ones that can be read no more, with why."""

    known: tuple[KnownInstrument, ...]
    broken: tuple[tuple[OwnInstrument, Problem], ...] = ()
    may_permit: bool = False

    def find(self, instrument: str, edition: str) -> KnownInstrument | None:
        """The questionnaire of this id and edition."""
        return next((each for each in self.known if each.id == (instrument, edition)), None)

    def name_of(self, instrument: str) -> str:
        """How people call it, of whatever edition; what was typed itself when it is not known."""
        return next((each.name for each in self.known if each.instrument.id == instrument), instrument)


@dataclass(frozen=True)
class Taken:
    """One time that it was filled in, what came out, and the difference with the time before."""

    measurement: Measurement
    outcome: Outcome | None = None
    change: int | None = None
    by: str = ""

    @property
    def id(self) -> object:
        """What tells it from the others."""
        return self.measurement.id


@dataclass(frozen=True)
class Series:
    """All times of one person with one questionnaire in one edition, the newest first; never compared with another."""

    name: str
    edition: str
    taken: tuple[Taken, ...]
    instrument: Instrument | None = None

    @property
    def scored(self) -> tuple[Taken, ...]:
        """The times that have a score, the oldest first."""
        return tuple(each for each in reversed(self.taken) if each.measurement.total is not None)


# ---------------------------------------------------------------------------------------------- what there is


def shelf(office: Office) -> Shelf:
    """All questionnaires, with whether the team may use each."""
    with office.reading() as store:
        found = shelf_in(store)
    return Shelf(found.known, found.broken, may(office.worker, Deed.PERMIT_INSTRUMENT))


def shelf_in(store: Store) -> Shelf:
    """As `shelf`, within a deed or a look."""
    permissions: dict[str, list[InstrumentPermission]] = {}
    for each in store.of(InstrumentPermission, order_by=("confirmed_on", "id")):
        permissions.setdefault(each.instrument, []).append(each)
    names = {each.id: each.name for each in store.of(Worker)}
    broken: list[tuple[OwnInstrument, Problem]] = []
    found: dict[tuple[str, str], KnownInstrument] = {}

    def put(instrument: Instrument, own: OwnInstrument | None) -> None:
        given = permissions.get(instrument.id, [])
        still = [each for each in given if each.ended_on is None]
        last = (still or given)[-1] if given else None
        is_on = bool(still) if given else instrument.permission_is_certain
        by = names.get(last.worker, "") if last is not None and last.worker is not None else ""
        known = KnownInstrument(instrument, is_on, own, last, by)
        found.setdefault(known.id, known)

    for instrument in came_along():
        put(instrument, None)
    for own in store.of(OwnInstrument, order_by=("name", "id")):
        try:
            put(read_instrument(own.text, own.name), own)
        except Problem as problem:
            broken.append((own, problem))
    order = sorted(found.values(), key=lambda each: (not each.instrument.permission_is_certain, folded(each.name)))
    return Shelf(tuple(order), tuple(broken))


@cache
def came_along() -> tuple[Instrument, ...]:
    """The questionnaires that come with the program."""
    files = sorted(resource("instruments").glob("*.toml"))
    return tuple(read_instrument(file.read_text(encoding="utf-8"), file.name) for file in files)


# ---------------------------------------------------------------------------------------------- what the team may use


def permit(office: Office, instrument: str, ground: str, on: date | None = None) -> InstrumentPermission:
    """Write down that the team may use a questionnaire, who says so and on what ground; from then on it can be filled in.

    Raises Problem without a ground, for a day to come, and for who is no coordinator.
    """
    day = on or office.today()
    with office.writing(Deed.PERMIT_INSTRUMENT) as store:
        _known_id(store, instrument)
        not_in_the_future(office, day)
        if not ground.strip():
            raise Problem("no_ground", N_("Write down why the team may use it: a letter, a licence or a source."))
        for each in store.of(InstrumentPermission, instrument=instrument):
            if each.ended_on is None:
                return each
        return store.save(
            InstrumentPermission(
                instrument=instrument, confirmed_on=day, worker=office.me, ground=one_line(ground.strip())
            )
        )


def end_permission(office: Office, instrument: str) -> None:
    """Turn a questionnaire off from today; what was filled in stays readable.

    Raises Problem for who is no coordinator.
    """
    today = office.today()
    with office.writing(Deed.PERMIT_INSTRUMENT) as store:
        _known_id(store, instrument)
        given = store.of(InstrumentPermission, instrument=instrument)
        for each in given:
            if each.ended_on is None:
                store.save(each.changed(ended_on=max(today, each.confirmed_on)))
        if not given:
            # One that needs nobody's permission is on until somebody says otherwise.
            store.save(
                InstrumentPermission(instrument=instrument, confirmed_on=today, worker=office.me, ended_on=today)
            )


def _known_id(store: Store, instrument: str) -> None:
    if not any(each.instrument.id == instrument for each in shelf_in(store).known):
        raise Problem("no_instrument", N_("This questionnaire is not there any more. Nothing was changed."))


def add(office: Office, file: Path) -> Instrument:
    """Add a questionnaire from a file, which is checked first; a faulty one is refused with its line and nothing is kept.

    Raises Problem when the file cannot be read, is faulty, or holds what is there already.
    """
    return add_text(office, _text_of(file), file.name)


def add_text(office: Office, text: str, file: str) -> Instrument:
    """As `add`, of a text that was read already.

    Raises Problem as `add` does.
    """
    name = one_line(clean(file))
    instrument = read_instrument(text, name)
    with office.writing(Deed.PERMIT_INSTRUMENT) as store:
        if shelf_in(store).find(instrument.id, instrument.edition) is not None:
            raise Problem(
                "instrument_known",
                N_("{file}: “{name}” in edition {edition} is there already. Give yours another id or edition."),
                file=name,
                name=instrument.id,
                edition=instrument.edition,
            )
        store.save(OwnInstrument(name=name, text=text))
    return instrument


def _text_of(file: Path) -> str:
    unread = Problem(
        "instrument_unread",
        N_("{file} could not be read. It must be a plain text file in UTF-8. Nothing was added."),
        file=one_line(clean(file.name)),
    )
    try:
        with file.open("rb") as opened:
            # A device has no end.
            data = opened.read(TEXT_LENGTH * 4 + 1)
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise unread from error


def remove_own(office: Office, own: OwnInstrument) -> UUID:
    """Move a questionnaire that the team added to the trash; returns the id of the bundle.

    Raises Problem when somebody filled it in: then it can be turned off, so that the answers stay readable.
    """
    with office.reading() as store:
        try:
            instrument = read_instrument(own.text, own.name)
        except Problem:
            instrument = None
        if instrument is not None and store.count(Measurement, instrument=instrument.id, edition=instrument.edition):
            raise Problem(
                "instrument_used",
                N_("This questionnaire was filled in already, so it stays. You can turn it off."),
            )
    return office.remove(Deed.PERMIT_INSTRUMENT, None, own.name, own)


def save_example(file: Path) -> Path:
    """Write an example of a questionnaire, to change into one of your own.

    Raises Trouble when the disk does not take it.
    """
    target = file if file.suffix else file.with_suffix(".toml")
    tongue = "nl" if language() == "nl" else "en"
    keep_file(target, resource("instruments", "example", f"{tongue}.toml").read_bytes())
    return target


# ---------------------------------------------------------------------------------------------- filling in


def keep(office: Office, measurement: Measurement) -> Measurement:
    """Keep what was filled in so far, or a score that was taken elsewhere; score and cut-off follow from the answers.

    Raises Problem when the team may not use it, when an answer or a score does not fit, when the day has yet to come or
    the person does not live in this household; Stale when it was changed in the meantime.
    """
    with office.writing(Deed.MEASURE, measurement.household) as store:
        not_in_the_future(office, measurement.taken_on)
        stored = store.find(Measurement, measurement.id)
        if stored is None:
            _must_live_there(store, measurement.household, measurement.resident)
        elif _belongs_to(stored) != _belongs_to(measurement):
            raise Problem(
                "another_measurement",
                N_("What was filled in stays with its person and its questionnaire. Begin a new one instead."),
            )
        known = shelf_in(store).find(measurement.instrument, measurement.edition)
        if measurement.filled_in is FilledIn.ELSEWHERE:
            return store.save(_from_elsewhere(measurement, known))
        if known is None:
            raise Problem("no_instrument", N_("This questionnaire is not there any more. Nothing was changed."))
        answers = known.instrument.whole(measurement.answers)
        if not known.is_on and (stored is None or stored.answers != answers):
            raise Problem(
                "not_permitted",
                N_(
                    "The team has not confirmed that it may use this questionnaire. The coordinator does that in the "
                    "settings, under “Questionnaires”. A score that was taken elsewhere can be typed in."
                ),
            )
        outcome = known.instrument.outcome(answers)
        return store.save(
            measurement.changed(
                answers=answers,
                total=outcome.total,
                is_high=outcome.is_high,
                taken_by="",
                worker=measurement.worker or (office.me if stored is None else None),
            )
        )


def _from_elsewhere(measurement: Measurement, known: KnownInstrument | None) -> Measurement:
    if not measurement.instrument:
        sentence = N_("Say which questionnaire it was.")
        raise Problem("no_name", sentence, (Gap(sentence, field="instrument"),))
    if known is None:
        return measurement.changed(answers="", is_high=None if measurement.total is None else measurement.is_high)
    found, total = known.instrument, measurement.total
    if total is not None and not found.first <= total <= found.last:
        sentence, values = (
            N_("This questionnaire scores from {first} to {last}."),
            {"first": found.first, "last": found.last},
        )
        raise Problem("score_outside", sentence, (Gap(sentence, field="total", values=values),), **values)
    return measurement.changed(answers="", is_high=found.is_high(total))


def _belongs_to(measurement: Measurement) -> tuple[object, ...]:
    is_elsewhere = measurement.filled_in is FilledIn.ELSEWHERE
    # The name of what was taken elsewhere is typed, so it may be corrected.
    instrument = ("", "") if is_elsewhere else (measurement.instrument, measurement.edition)
    return measurement.household, measurement.resident, is_elsewhere, *instrument


def _must_live_there(store: Store, household: HouseholdId, resident: ResidentId) -> None:
    if not store.count(Membership, household=household, resident=resident):
        raise Problem(
            "lives_elsewhere",
            N_("A questionnaire stands with the household where the person lives. Open that household first."),
        )


def remove(office: Office, measurement: Measurement) -> UUID:
    """Move what was filled in once to the trash; returns the id of the bundle."""
    with office.reading() as store:
        name = shelf_in(store).name_of(measurement.instrument) or _("This questionnaire")
    return office.remove(Deed.MEASURE, measurement.household, name, measurement)


# ---------------------------------------------------------------------------------------------- over time


def history(office: Office, household: HouseholdId, resident: ResidentId) -> tuple[Series, ...]:
    """All that one person filled in, by questionnaire and edition: which was used last comes first."""
    with office.reading() as store:
        return history_in(store, household, resident)


def history_in(store: Store, household: HouseholdId, resident: ResidentId) -> tuple[Series, ...]:
    """As `history`, within a deed or a look."""
    known = shelf_in(store)
    names = {each.id: each.name for each in store.of(Worker)}
    by: dict[tuple[str, str], list[Measurement]] = {}
    for each in store.of(Measurement, household=household, resident=resident, order_by=("taken_on", "id")):
        by.setdefault((each.instrument, each.edition), []).append(each)
    found = []
    for (one, edition), measurements in by.items():
        here = known.find(one, edition)
        instrument = here.instrument if here is not None else None
        taken = _over_time(measurements, instrument, lambda each: names.get(each.worker, "") if each.worker else "")
        found.append(Series(known.name_of(one), edition, taken, instrument))
    return tuple(sorted(found, key=lambda each: each.taken[0].measurement.taken_on, reverse=True))


def _over_time(
    measurements: Iterable[Measurement], instrument: Instrument | None, name_of: Callable[[Measurement], str]
) -> tuple[Taken, ...]:
    taken: list[Taken] = []
    before: int | None = None
    for each in measurements:
        outcome = None
        if instrument is not None and each.filled_in is not FilledIn.ELSEWHERE:
            # A dossier that came in may hold answers of another list under the same name.
            with suppress(Problem):
                outcome = instrument.outcome(each.answers)
        change = each.total - before if each.total is not None and before is not None else None
        by = each.taken_by if each.filled_in is FilledIn.ELSEWHERE else name_of(each)
        taken.append(Taken(each, outcome, change, by))
        before = each.total if each.total is not None else before
    return tuple(reversed(taken))


def in_words(taken: Taken, instrument: Instrument | None) -> str:
    """What came out one time as a sentence: an indication, or that it is not complete."""
    return score_words(taken.measurement.total, instrument)


def score_words(total: int | None, instrument: Instrument | None) -> str:
    """A score with what it may point to, or that there is none yet."""
    if total is None:
        return _("Not complete: no score.")
    if instrument is None:
        return _("Score {total}.", total=total)
    band = instrument.band_of(total)
    if band is None:
        return _("Score {total} of {most}.", total=total, most=instrument.last)
    words = band.words.of(language())
    if band.to_check:
        words = _("{what} (still to be checked)", what=words)
    return _("Score {total} of {most}: {words}.", total=total, most=instrument.last, words=words)
