"""A citizen as typed into a form: the fields, what may be wrong with them without blocking, and who came before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from flask import session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import Session
from wtforms import BooleanField, FieldList, FormField, HiddenField, StringField, ValidationError
from wtforms.validators import Length

from app.casework.folding import fold, fold_name
from app.casework.permissions import Viewer
from app.casework.persons import EarlierMatter, EarlierPerson, Person, Typed
from app.casework.reception import earlier_people
from app.casework.respondents import NewRespondent
from app.records.matters import MatterKind
from app.statute.groups import MOST_REPRESENTATIVES
from app.statute.terms import STAGES
from app.web.forms import Form, LineField, ListField, Needed, VietnameseDateField
from app.web.wording import day, term, words

SENT, FORMS_REMEMBERED = "sent", 20  # in the session of the browser
OLDEST_BIRTH_YEAR = 1900
MOST_OTHERS = MOST_REPRESENTATIVES - 1
CITIZEN_CARD = "Căn cước"
OTHER_PAPER = "Giấy tờ khác"
OLD_CARD = "Chứng minh nhân dân"
PASSPORT = "Hộ chiếu"
# Kept in the register as these words; what is needed is an identity, not a code.
PAPERS = (
    (CITIZEN_CARD, _l("Căn cước")),
    ("Giấy chứng nhận căn cước", _l("Giấy chứng nhận căn cước")),
    ("Số định danh cá nhân", _l("Số định danh cá nhân")),
    (PASSPORT, _l("Hộ chiếu")),
    (OLD_CARD, _l("Chứng minh nhân dân")),
    (OTHER_PAPER, _l("Giấy tờ khác")),
)
TWELVE_DIGITS = frozenset({CITIZEN_CARD, "Giấy chứng nhận căn cước", "Số định danh cá nhân"})


@dataclass(frozen=True, slots=True)
class OddShape:
    """A number unlike one of these papers: a pattern that Python and JavaScript read alike, and what is said of it.

    NN in the words is how long the number is.
    """

    papers: frozenset[str]
    pattern: str
    words: Any


ODD_SHAPES = (
    OddShape(TWELVE_DIGITS, "^[0-9]{9}$", _l("9 số là số chứng minh nhân dân: chọn đúng loại giấy tờ. Vẫn lưu được.")),
    OddShape(TWELVE_DIGITS, "[^0-9]", _l("Căn cước chỉ có chữ số. Vẫn lưu được.")),
    OddShape(TWELVE_DIGITS, "^(?!.{12}$)", _l("Căn cước có 12 số, đang có NN. Vẫn lưu được.")),
    OddShape(frozenset({OLD_CARD}), "[^0-9]", _l("Chứng minh nhân dân chỉ có chữ số. Vẫn lưu được.")),
    OddShape(frozenset({OLD_CARD}), "^(?!.{9}$|.{12}$)",
             _l("Chứng minh nhân dân có 9 hoặc 12 số, đang có NN. Vẫn lưu được.")),
    OddShape(frozenset({PASSPORT}), "[^0-9A-Za-z]|^(?!.{6,12}$)",
             _l("Số hộ chiếu gồm 6 đến 12 chữ cái, chữ số, không có dấu cách. Vẫn lưu được.")),
)  # fmt: skip


def number_or_none(value: object) -> int | None:
    """Read a submitted id; nothing chosen is None. Raises ``ValueError`` for anything else."""
    return int(str(value)) if value not in {None, "", "None"} else None


def tick_box(label: Any, **options: Any) -> BooleanField:
    """One box to tick, with its words."""
    return BooleanField(label, **options)


class CountField(StringField):
    """A number of people, at least one. Kept as typed when it is not."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= len("9999") and int(typed) > 0):
            raise ValueError(_("Nhập số người, từ 1 trở lên."))
        self.data = int(typed)

    def _value(self) -> str:
        return " ".join(self.raw_data) if self.raw_data else str(self.data or "")


class YearField(StringField):
    """A year of birth; nothing typed is None. Kept as typed when it is not a year."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            if not (typed.isascii() and typed.isdigit() and len(typed) == len("1968")):
                raise ValueError(_("Nhập năm sinh bằng bốn chữ số, ví dụ 1968."))
            self.data = int(typed)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return str(self.data) if self.data else ""


class PersonFields:
    """The fields of one citizen: a mixin of forms. Not giving a paper is no reason to turn anybody away."""

    full_name = LineField(_l("Họ và tên"), [Needed(_l("Nhập họ và tên.")), Length(max=120)])
    birth_year = YearField(_l("Năm sinh"))
    address = LineField(_l("Nơi ở"), [Length(max=200)])
    paper = ListField(_l("Loại giấy tờ"), choices=PAPERS, default=CITIZEN_CARD)
    paper_number = LineField(_l("Số giấy tờ"), [Length(max=40)])
    phone = LineField(_l("Số điện thoại"), [Length(max=40)])
    paper_issued_on = VietnameseDateField(_l("Ngày cấp"))
    paper_issued_by = LineField(_l("Nơi cấp"), [Length(max=120)])

    def person(self) -> Person:
        """Who was typed, once the form is valid."""
        return Person(
            full_name=self.full_name.data or "",
            birth_year=self.birth_year.data,
            address=self.address.data or "",
            paper=str(self.paper.data) if self.paper_number.data else "",
            paper_number=self.paper_number.data or "",
            paper_issued_on=self.paper_issued_on.data,
            paper_issued_by=self.paper_issued_by.data or "",
            phone=self.phone.data or "",
        )

    def validate_birth_year(self, it: YearField) -> None:
        if isinstance(it.data, int) and it.data < OLDEST_BIRTH_YEAR:
            raise ValidationError(_("Nhập năm sinh từ %(year)s trở đi.", year=OLDEST_BIRTH_YEAR))


class RespondentFields:
    """Against whom: an agency of the register (its head, or not), a name, a post, as written. A mixin of forms.

    A deputy is asked for with the head: who denounces one goes to the same superior (LTC Art. 12.1).
    """

    respondent_agency = ListField(
        _l("Cơ quan bị khiếu nại, tố cáo, phản ánh"), coerce=number_or_none, empty=_l("Không có trong danh mục")
    )
    respondent_is_head = tick_box(_l("Là người đứng đầu hoặc cấp phó của cơ quan này"))
    respondent_name = LineField(_l("Họ tên, hoặc cơ quan khác"), [Length(max=160)])
    respondent_post = LineField(_l("Chức vụ"), [Length(max=160)])

    def respondents(self) -> list[NewRespondent]:
        """Against whom, as chosen or typed; nobody when neither was."""
        agency_id, name, post = self.respondent_agency.data, self.respondent_name.data or "", self.respondent_post.data
        if agency_id is None and not name and not post:
            return []
        is_head = bool(self.respondent_is_head.data) and agency_id is not None
        return [NewRespondent(agency_id, name, is_head=is_head, post=post or "")]

    def validate_respondent_is_head(self, it: BooleanField) -> None:
        if it.data and self.respondent_agency.data is None:
            raise ValidationError(_("Chọn cơ quan mà người này đứng đầu hoặc là cấp phó."))


class OtherPersonForm(Form):
    """Somebody else who came along or signed: in one line."""

    class Meta(Form.Meta):
        csrf = False  # the form around it carries the token

    full_name = LineField(_l("Họ và tên"), [Length(max=120)])
    birth_year = YearField(_l("Năm sinh"))
    address = LineField(_l("Nơi ở"), [Length(max=200)])
    paper_number = LineField(_l("Số căn cước"), [Length(max=40)])


class PeopleForm(PersonFields, Form):
    """A form that names people: the first in full, others in a line each. ``today`` is given by the view."""

    today: date
    once = HiddenField(default=lambda: token_urlsafe(12))
    others = FieldList(FormField(OtherPersonForm), max_entries=MOST_OTHERS)

    def sent_before(self) -> str:
        """Where this very form led when it was sent before; nothing the first time. A slow line sends twice."""
        return str(session.get(SENT, {}).get(self.once.data or "", ""))

    def sent(self, address: str) -> str:
        """Remember that this form led to ``address``, and give it back."""
        earlier = dict(list(session.get(SENT, {}).items())[-FORMS_REMEMBERED:])
        session[SENT] = {**earlier, str(self.once.data): address}
        return address

    def people(self) -> list[Person]:
        """Everybody named, in order. Lines without a name are left out."""
        return [self.person(), *(_other(line.form) for line in self.others if line.form.full_name.data)]

    def typed(self) -> Typed:
        """What to look for among those who came before."""
        year = self.birth_year.data
        return Typed(
            full_name=self.full_name.data or "",
            birth_year=year if isinstance(year, int) else None,
            paper_number=self.paper_number.data or "",
            address=self.address.data or "",
        )

    def fill_in(self, person: Person) -> None:
        """Put somebody found into the fields, in place of what was typed."""
        for it in fields(Person):
            field = self._fields[it.name]
            field.data, field.raw_data = getattr(person, it.name), None
        self.paper.data = paper_of(person) or CITIZEN_CARD

    def check_named(self, count: Any) -> None:
        """Raise ``ValidationError`` when fewer people are counted than named."""
        named = len(self.people())
        if isinstance(count, int) and count < named:
            raise ValidationError(_("Nhập số người không ít hơn %(n)s người đã ghi tên.", n=named))

    @property
    def paper_warning(self) -> str:
        """What is odd about the number of the paper. Said beside the field, never a reason not to save."""
        return odd_paper(str(self.paper.data or ""), self.paper_number.data or "")

    @property
    def odd_shapes(self) -> tuple[OddShape, ...]:
        """What looks odd about the number of a paper, for the script that says so while typing."""
        return ODD_SHAPES

    @property
    def more_of_the_person(self) -> bool:
        """Whether something is typed in the part that is closed at first."""
        rare = (self.phone, self.paper_issued_on, self.paper_issued_by)
        return any(field.data or (field.raw_data and any(field.raw_data)) for field in rare)


def _other(form: Any) -> Person:
    number = form.paper_number.data or ""
    return Person(
        full_name=form.full_name.data,
        birth_year=form.birth_year.data,
        address=form.address.data or "",
        paper=CITIZEN_CARD if number else "",
        paper_number=number,
    )


def the_day(field: VietnameseDateField) -> date:
    """The day of a field that must be filled in, once the form is valid. Raises ``ValueError`` when there is none."""
    if field.data is None:
        raise ValueError(field.name)
    return field.data


def not_later(typed: date | None, today: date, sentence: str) -> None:
    """Raise ``ValidationError`` when a day has not come yet."""
    if typed is not None and typed > today:
        raise ValidationError(sentence)


def odd_paper(paper: str, number: str) -> str:
    """The warning about a number that does not look like its paper; nothing when it does."""
    odd = (one for one in ODD_SHAPES if number and paper in one.papers and re.search(one.pattern, number))
    return next((str(one.words).replace("NN", str(len(number))) for one in odd), "")


# --- who came before ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A matter somebody stood in before. ``standing``: the outcome of a visit, the stage of anything else."""

    code: str
    ref: str
    kind: str
    day: str
    title: str
    standing: str


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who came before: the line of the list, what fills the fields, and the history beside the form."""

    key: str
    before: str  # the name in three parts: what was typed is underlined
    matched: str
    after: str
    born: str
    counts: str
    facts: str
    person: Person
    open_matters: tuple[EarlierLine, ...]
    earlier: tuple[EarlierLine, ...]
    visits: tuple[str, ...]  # their refs, the latest first


def found_people(session: Session, viewer: Viewer, typed: Typed) -> list[Found]:
    """Who came before and looks like ``typed``, of what ``viewer`` may see; at most five."""
    return [_found(one, typed) for one in earlier_people(session, typed, viewer=viewer)]


def picked(found: Sequence[Found], key: str) -> Found | None:
    """The one somebody chose from the list."""
    return next((one for one in found if one.key == key), None)


def picked_before(found: Sequence[Found], typed: Person, visits: str) -> Found | None:
    """The one a form that is sent back came with: whose visits it carries, or whose particulars stand in it."""
    refs, mine = set(visits.split()), _particulars(typed)
    return next((one for one in found if refs & set(one.visits) or _particulars(one.person) == mine), None)


def _particulars(person: Person) -> tuple[str, int | None, str]:
    return person.full_name, person.birth_year, person.paper_number


def _found(one: EarlierPerson, typed: Typed) -> Found:
    before, matched, after = underlined(one.person.full_name, typed.full_name)
    lines = [_line(matter) for matter in one.matters]
    return Found(
        key=sha256(repr(one.person).encode()).hexdigest()[:16],
        before=before, matched=matched, after=after,
        born=_("sinh %(year)s", year=one.person.birth_year) if one.person.birth_year else "",
        counts=_counts(one.matters),
        facts=" · ".join(filter(None, (one.person.address, _paper(one.person)))),
        person=replace(one.person, paper=paper_of(one.person)),
        open_matters=tuple(line for line, it in zip(lines, one.matters, strict=True) if _still_open(it)),
        earlier=tuple(line for line, it in zip(lines, one.matters, strict=True) if not _still_open(it)),
        visits=tuple(it.ref for it in one.matters if it.kind is MatterKind.VISIT),
    )  # fmt: skip


def underlined(name: str, typed: str) -> tuple[str, str, str]:
    """``name`` cut into before, what matches ``typed`` (marks and case do not count), and after."""
    wanted = " ".join(word for word in fold_name(typed).split() if not any(mark.isdigit() for mark in word))
    starts = [at for at in range(len(name)) if at == 0 or not name[at - 1].isalnum()] if wanted else []
    for start in starts:
        for end in range(start + 1, len(name) + 1):
            if fold_name(name[start:end]) == wanted:
                return name[:start], name[start:end], name[end:]
    return name, "", ""


def _still_open(matter: EarlierMatter) -> bool:
    return matter.open and matter.kind is not MatterKind.VISIT


def _line(matter: EarlierMatter) -> EarlierLine:
    standing = words(matter.outcome) if matter.outcome else term(STAGES, matter.stage)
    return EarlierLine(matter.code, matter.ref, words(matter.kind), day(matter.opened_on), matter.title, standing)


def _counts(matters: Sequence[EarlierMatter]) -> str:
    kinds = [matter.kind for matter in matters]
    said = (
        (kinds.count(MatterKind.VISIT), lambda n: ngettext("%(num)d lượt tiếp", "%(num)d lượt tiếp", n)),
        (kinds.count(MatterKind.PETITION), lambda n: ngettext("%(num)d đơn", "%(num)d đơn", n)),
        (kinds.count(MatterKind.CASE), lambda n: ngettext("%(num)d vụ việc", "%(num)d vụ việc", n)),
    )
    return " · ".join(words_of(n) for n, words_of in said if n)


def paper_of(person: Person) -> str:
    """The kind of paper as the list of the form names it, however it was written; nothing when none was given."""
    written = fold(person.paper)
    known = (name for name, _words in PAPERS if fold(name) == written)
    return next(known, OTHER_PAPER) if written else ""


def _paper(person: Person) -> str:
    if not person.paper_number:
        return _("chưa có giấy tờ")
    return _("%(paper)s …%(end)s", paper=_(person.paper or CITIZEN_CARD).lower(), end=person.paper_number[-4:])
