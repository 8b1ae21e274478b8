"""Who came before and looks like the person being typed. Sealed identities and sealed matters are never found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.casework.folding import APOSTROPHES, fold, fold_name
from app.casework.persons import EarlierMatter, EarlierPerson, Person, Typed
from app.records.identities import Identity
from app.records.matters import BESIDE, Matter, MatterKind, MatterPerson
from app.records.reception import Visit

SHORTEST_NAME = 2  # letters
SHORTEST_NUMBER = 4  # of a paper: people say its last four
LONGEST, MOST_WORDS = (
    200,
    12,
)  # of a field: what comes after finds nobody else, and a question must stay one a database can take
MATTERS_OF_EACH = 20
TYPED_APOSTROPHES = APOSTROPHES[:2]  # as keyboards write them


def earlier_people(
    session: Session, typed: Typed, *, within: ColumnElement[bool], limit: int = 5
) -> list[EarlierPerson]:
    """Who came before and looks like the person being typed, best first. ``within``: ``visible(viewer)``.

    Each field may hold anything known of them: words of the name or of where they live, in any order and without
    marks, a year of birth, a number of papers or its end. The content need not match. The same name with the same
    paper, typed with other particulars, is one entry with the latest of them.
    """
    wanted = _wanted(typed)
    like = list(_resembles(wanted))
    if not like:
        return []
    latest = func.max(Matter.opened_on)
    best = (
        select(Identity)
        .join(MatterPerson, MatterPerson.identity_id == Identity.id)
        .join(Matter, Matter.id == MatterPerson.matter_id)
        .where(~Identity.sealed, ~Matter.sealed, MatterPerson.role.not_in(BESIDE), or_(*like), within)
        .group_by(Identity.id)
        .order_by(_rank(wanted), latest.desc(), Identity.id.desc())
        .limit(limit * 3)
    )
    people = {row.id: person_of(row) for row in session.scalars(best)}
    alike: dict[tuple[object, ...], list[int]] = {}
    for identity_id in sorted(people, key=lambda one: -typed.likeness(people[one])):  # stable: else as ranked
        alike.setdefault(_same(people[identity_id]), []).append(identity_id)
    chosen = list(alike.values())[:limit]
    matters = _matters(session, [one for ids in chosen for one in ids], within)
    return [_earlier(people, matters, ids) for ids in chosen]


def share_a_name(session: Session, matter_id: int, other_id: int) -> bool:
    """Whether somebody of the same name stands in two matters. Of what is sealed nobody is compared."""
    first, then, mine, theirs = aliased(MatterPerson), aliased(MatterPerson), aliased(Identity), aliased(Identity)
    found = (
        select(first.id)
        .join(mine, mine.id == first.identity_id)
        .join(theirs, theirs.folded_name == mine.folded_name)
        .join(then, then.identity_id == theirs.id)
        .where(first.matter_id == matter_id, then.matter_id == other_id, ~mine.sealed, ~theirs.sealed)
    )
    return session.scalar(found.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed, whatever the field: words of a name, years, numbers of papers; and of the field of the place."""

    name: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    year: int | None
    place: tuple[str, ...]


def _wanted(typed: Typed) -> _Wanted:
    words, numbers, years = [], [typed.paper_number.strip()[:LONGEST]], [typed.birth_year] if typed.birth_year else []
    for word in fold_name(typed.full_name[:LONGEST]).replace(",", " ").split():
        if not any(mark.isdigit() for mark in word):
            words.append(word)
        elif len(word) == len("1968") and word.isdigit() and word[:2] in {"19", "20"}:
            years.append(int(word))
        else:
            numbers.append(word)
    kept = tuple(one for one in numbers if len(one) >= SHORTEST_NUMBER)[:MOST_WORDS]
    year = years[-1] if years else None
    place = fold_name(typed.address[:LONGEST]).split()
    return _Wanted(" ".join(words), tuple(words[:MOST_WORDS]), kept, year, tuple(place[:MOST_WORDS]))


def _resembles(wanted: _Wanted) -> Iterator[ColumnElement[bool]]:
    for number in wanted.numbers:
        yield func.lower(Identity.paper_number).startswith(number.lower(), autoescape=True)
        yield func.lower(Identity.paper_number).endswith(number.lower(), autoescape=True)
    if len(wanted.name) >= SHORTEST_NAME:
        where = (Identity.folded_name, Identity.folded_address)
        yield and_(*(or_(*(_has(text, word) for text in where)) for word in wanted.words))
    elif wanted.place or wanted.year:
        born = [Identity.birth_year == wanted.year] if wanted.year else []
        yield and_(*born, *(_has(Identity.folded_address, word) for word in wanted.place))


def _has(text: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Whether a word of ``text`` begins like ``word``; "hduoc" and "duoc" both begin a word of "h’duoc".

    What is in nearly no row is asked first: the rest is looked at in the few that have it.
    """
    after_h = word[1:] if word.startswith("h") and len(word) > SHORTEST_NAME else ""
    starts = [f" {word}", *(f"{mark}{word}" for mark in TYPED_APOSTROPHES)]
    starts += [f" h{mark}{after_h}" for mark in TYPED_APOSTROPHES if after_h]
    words = literal(" ") + text
    begins = or_(*(words.contains(start, autoescape=True) for start in starts))
    return and_(text.contains(after_h or word, autoescape=True), begins)


def _without_marks(text: ColumnElement[str] | InstrumentedAttribute[str], instead: str) -> ColumnElement[str]:
    bare: ColumnElement[str] = func.coalesce(text, "")
    for mark in APOSTROPHES:
        bare = func.replace(bare, mark, instead)
    return bare


def _rank(wanted: _Wanted) -> ColumnElement[int]:
    """The same paper first, then the same name, a name that begins alike, the same words in a name; then the year."""
    first: list[tuple[ColumnElement[bool], int]] = []
    if wanted.numbers:
        first.append((Identity.paper_number.in_(wanted.numbers), 0))
    if wanted.name:
        name = _without_marks(Identity.folded_name, " ")
        first += [
            (name == wanted.name, 2),
            (name.startswith(wanted.name, autoescape=True), 4),
            (and_(*(_has(Identity.folded_name, word) for word in wanted.words)), 6),
        ]
    rank: ColumnElement[int] = case(*first, else_=8) if first else literal(8)
    return rank - case((Identity.birth_year == wanted.year, 1), else_=0) if wanted.year else rank


def _same(person: Person) -> tuple[object, ...]:
    known = (person.paper_number,) if person.paper_number else (person.birth_year, fold(person.address))
    return (fold_name(person.full_name), *known)


def _matters(
    session: Session, identity_ids: Sequence[int], within: ColumnElement[bool]
) -> dict[int, list[tuple[int, EarlierMatter]]]:
    """By identity, the ids of its matters with what is told of them, the latest first."""
    place = func.row_number().over(
        partition_by=MatterPerson.identity_id, order_by=(Matter.opened_on.desc(), Matter.id.desc())
    )
    columns = (Matter.ref, Matter.code, Matter.kind, Matter.title, Matter.opened_on, Matter.open, Matter.stage)
    numbered = (
        select(MatterPerson.identity_id, Matter.id, *columns, Visit.outcome, place.label("place"))
        .join(Matter, Matter.id == MatterPerson.matter_id)
        .outerjoin(Visit, Visit.matter_id == Matter.id)
        .where(MatterPerson.identity_id.in_(identity_ids), MatterPerson.role.not_in(BESIDE), ~Matter.sealed, within)
        .subquery()
    )
    rows = session.execute(
        select(numbered).where(numbered.c.place <= MATTERS_OF_EACH).order_by(numbered.c.identity_id, numbered.c.place)
    )
    found: dict[int, list[tuple[int, EarlierMatter]]] = {}
    for row in rows:
        earlier = EarlierMatter(
            row.ref, row.code, MatterKind(row.kind), row.title, row.opened_on, row.open, row.stage, row.outcome
        )
        found.setdefault(row.identity_id, []).append((row.id, earlier))
    return found


def _earlier(
    people: dict[int, Person], matters: dict[int, list[tuple[int, EarlierMatter]]], ids: Sequence[int]
) -> EarlierPerson:
    """Rows of one person as one: the particulars given last, every matter once."""
    all_of_them = dict(one for identity_id in ids for one in matters[identity_id])
    told = sorted(all_of_them, key=lambda one: (all_of_them[one].opened_on, one), reverse=True)
    last = next(identity_id for identity_id in ids if told[0] in dict(matters[identity_id]))
    return EarlierPerson(people[last], tuple(all_of_them[one] for one in told))


def person_of(row: Identity) -> Person:
    """What is known of a citizen, as a plain value."""
    return Person(**{field.name: getattr(row, field.name) for field in fields(Person)})


__all__ = ["earlier_people", "person_of"]
