"""The sides of a matter on the day of a paper: of whom it still is, who acts for them, who else has a part in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.casework.case_files import RespondentRow
from app.casework.papers.shape import COLLECTIVE
from app.casework.persons import PartyRow, Person
from app.casework.speaking import SPEAKING
from app.records.matters import BESIDE, PersonRole
from app.statute.groups import MOST_REPRESENTATIVES, is_group
from app.statute.mandates import PAPERS

ALONE: Final = {
    "Chánh": 2,
    "Phó Chánh": 2,
    "Trưởng": 1,
    "Phó Trưởng": 1,
}  # no post by itself: Chánh Thanh tra, Trưởng Ban
COUNCIL: Final = "UBND"  # the only abbreviation of an agency that is the same everywhere
REPRESENTATIVE: Final = "Người đại diện"
ACTING: Final = {
    PersonRole.LEGAL_REPRESENTATIVE: "người đại diện theo pháp luật",
    PersonRole.AUTHORIZED: "người được ủy quyền",
    PersonRole.LAWYER: "luật sư, trợ giúp viên pháp lý",
}
SIGNING_FOR_ANOTHER: Final = (PersonRole.LEGAL_REPRESENTATIVE, PersonRole.AUTHORIZED)
ROOM_FOR_A_GROUP: Final = 2  # lines to sign on while nobody is named who speaks for a group


@dataclass(frozen=True, slots=True)
class Sides:
    """Everybody who has a part in a matter on a day, with their particulars."""

    rows: tuple[PartyRow, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Those it is of, each once, as far as they are known."""
        return _known(one for one in self.rows if one.role in SPEAKING)

    @property
    def representatives(self) -> tuple[Person, ...]:
        return _known(one for one in self.rows if one.role is PersonRole.REPRESENTATIVE)

    @property
    def acting(self) -> tuple[PartyRow, ...]:
        """Those who act for somebody it is of."""
        return tuple(one for one in self.rows if one.role in ACTING and one.person)

    @property
    def interested(self) -> tuple[Person, ...]:
        return _known(one for one in self.rows if one.role is PersonRole.INTERESTED)

    def acting_words(self) -> tuple[str, ...]:
        """Who speaks and acts for others, as what: "Siu Blíp (người được ủy quyền)"."""
        told = [(one, REPRESENTATIVE.lower()) for one in self.representatives]
        told += [(one.person, ACTING[one.role]) for one in self.acting if one.person]
        return tuple(f"{one.full_name} ({as_what})" for one, as_what in told)


def on_the_day(rows: Sequence[PartyRow], day: date) -> Sides:
    """The sides made of ``rows``, without those beside the matter whose paper is over on ``day``."""
    return Sides(tuple(one for one in rows if not _over(one, day)))


def _over(one: PartyRow, day: date) -> bool:
    until = one.mandate.until_on
    return one.role in BESIDE and until is not None and until < day


def _known(rows: Iterable[PartyRow]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(one.person for one in rows if one.person))


def mandate_words(one: PartyRow) -> str:
    """By which paper somebody acts: Giấy ủy quyền số 12/CT ngày 06/07/2026; empty while there is none."""
    paper = one.mandate
    if paper.kind not in PAPERS:
        return ""
    number = f"số {paper.number}" if paper.number else ""
    dated = f"ngày {paper.given_on:%d/%m/%Y}" if paper.given_on else ""
    return " ".join(filter(None, (PAPERS[paper.kind].words.vi, number, dated)))


# --- who signs --------------------------------------------------------------------------------------------------------


def those_who_sign(it: Sides, title: str) -> tuple[tuple[str, str], ...]:
    """A line each, title and name: of a group its representatives (LTCD 29), else everybody ``title`` is said of.

    A group nobody speaks for yet has lines to be filled in by those it will send.
    """
    return (*_of_whom(it, title), *_for_them(it))


def _of_whom(it: Sides, title: str) -> Iterator[tuple[str, str]]:
    if it.representatives:
        yield from ((REPRESENTATIVE, one.full_name) for one in it.representatives[:MOST_REPRESENTATIVES])
    elif is_group(len(it.people)):
        yield from [(REPRESENTATIVE, "")] * ROOM_FOR_A_GROUP
    elif it.people:
        yield from ((title, one.full_name) for one in it.people)
    else:
        yield title, ""


def _for_them(it: Sides) -> Iterator[tuple[str, str]]:
    signing = [one for one in it.acting if one.role in SIGNING_FOR_ANOTHER]
    for one in signing[:ROOM_FOR_A_GROUP]:
        yield ACTING[one.role].capitalize(), one.person.full_name if one.person else ""


# --- against whom -----------------------------------------------------------------------------------------------------


def against(row: RespondentRow) -> str:
    """A respondent as a paper names them: Chủ tịch Ủy ban nhân dân xã Ia Dom.

    Of somebody with a name the post is what was written: who is marked as the head may be a deputy.
    """
    agency = in_full(row.agency)
    if row.post:
        post = post_of(row.post, row.agency)
        return ", ".join(filter(None, (row.name, f"{post} {agency}".strip())))
    if row.name:
        post = post_of(row.name, row.agency)
        return f"{post} {agency}" if post != row.name else ", ".join(filter(None, (row.name, agency)))
    return f"{post_of(row.head_title, row.agency)} {agency}" if row.is_head else agency


def in_full(agency: str) -> str:
    """The name of an agency without the abbreviation that a paper does not use."""
    return agency.replace(COUNCIL, COLLECTIVE, 1) if agency.startswith(COUNCIL) else agency


def post_of(title: str, agency: str) -> str:
    """What the head is called, without the agency: "Chủ tịch UBND xã" is "Chủ tịch" there.

    What is no post by itself keeps what it is of: "Chánh Thanh tra tỉnh" is "Chánh Thanh tra" there.
    """
    words = title.split()
    for start in range(len(words)):
        if agency.casefold().startswith(" ".join(words[start:]).casefold()):
            post = " ".join(words[:start])
            return " ".join((post, *words[start:][: ALONE.get(post, 0)]))
    return title or "Thủ trưởng cơ quan"


def signature_of(typed: str, agency: str) -> tuple[str, str]:
    """What stands above and below a signature, of whoever was typed with a post: "Ông A, Chủ tịch UBND xã"."""
    name, _comma, post = typed.partition(",")
    above = post_of(post.strip().replace(COUNCIL, COLLECTIVE), agency)
    return above.upper(), name.strip().removeprefix("Ông ").removeprefix("Bà ")


__all__ = [
    "ACTING",
    "COUNCIL",
    "Sides",
    "against",
    "in_full",
    "mandate_words",
    "on_the_day",
    "post_of",
    "signature_of",
    "those_who_sign",
]
