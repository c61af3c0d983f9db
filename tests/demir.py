"""A household to hold conversations with: Samira, her son and her mother, and her sister who lives close by."""

from dataclasses import dataclass

from buurtteam.domain.household import Household, MemberRole, Membership, NetworkMember, Resident
from buurtteam.domain.request import RequestNotification
from buurtteam.domain.staff import Deed, Worker
from buurtteam.services.office import Office


@dataclass
class Home:
    """The household, its people, two workers and the request."""

    household: Household
    samira: Resident
    yusuf: Resident
    oma: Resident
    fatma: NetworkMember
    noor: Worker
    bas: Worker
    request: RequestNotification


def demir(office: Office) -> Home:
    """Put the household in the file; Noor works."""
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        noor, bas = store.save(Worker(name="Noor")), store.save(Worker(name="Bas de Wit"))
        household = store.save(Household(label="Demir"))
        people = []
        for place, (name, born_on, role) in enumerate(
            [
                ("Samira", "1985-03-02", MemberRole.ADULT),
                ("Yusuf", "2015", MemberRole.CHILD),
                ("Ayşe", "1950", MemberRole.GRANDPARENT),
            ]
        ):
            resident = store.save(Resident(first_name=name, birth_name="Demir", born_on=born_on))
            people.append(resident)
            store.save(Membership(household=household.id, resident=resident.id, role=role, position=place))
        fatma = store.save(NetworkMember(household=household.id, name="Fatma", relation="zus"))
        request = store.save(
            RequestNotification(
                household=household.id,
                received_at=office.now(),
                about=people[0].id,
                question="Ik kom niet uit de post.",
            )
        )
    office.worker = noor
    samira, yusuf, oma = people
    return Home(household, samira, yusuf, oma, fatma, noor, bas, request)
