"""How a petition came, in what language, and who signed: fields of a new petition, and of what is added later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import Length, StopValidation

from app.casework.identities.signing import MOST_SIGNATORIES
from app.casework.persons import Person
from app.casework.places import Place
from app.records.petitions import Forwarder
from app.web.forms import Form, LineField, ListField, Needed, TextField, VersionField, VietnameseDateField
from app.web.people import not_later
from app.web.wording import choices, day

LONGEST_LIST = 200_000
LONGEST_TRANSLATION = 20_000
LONGEST_NAME, LONGEST_ADDRESS = 120, 200
NUMBERED = re.compile(r"^\s*\d{1,4}\s*[.)\-–]\s*")
YEAR = re.compile(r"(19|20)\d\d")
PARTED = re.compile(r"\t+|\s*[;|]\s*|\s*,\s*|\s+[-–]\s+")


class ForwardedFields:
    """Who forwarded, by which letter; none of it need be known when the petition is typed in. A mixin of forms."""

    forwarder = ListField(_l("Nơi chuyển đến"), kind=Forwarder, empty=_l("Chưa rõ"))
    forwarder_name = LineField(_l("Tên cơ quan, người chuyển"), [Length(max=200)])
    forward_document = LineField(_l("Số văn bản chuyển"), [Length(max=80)])
    forwarded_on = VietnameseDateField(_l("Ngày văn bản chuyển"))
    source_reference = LineField(_l("Số bưu gửi, mã trên cổng"), [Length(max=80)])

    def offer_forwarders(self) -> None:
        """Set the list somebody chooses from."""
        self.forwarder.choices = self.forwarder.with_empty(choices(Forwarder))


class LanguageFields:
    """A petition in another language, and its translation. A mixin of forms."""

    language = LineField(_l("Ngôn ngữ"), [Length(max=40)])
    translated_by = LineField(_l("Người dịch, nơi công chứng bản dịch"), [Length(max=160)])
    translated_on = VietnameseDateField(_l("Ngày dịch"))
    translation = TextField(_l("Nội dung bản dịch"), [Length(max=LONGEST_TRANSLATION)])

    def validate_translated_by(self, _it: LineField) -> None:
        """A translation has a language it is from."""
        told = (self.translated_by.data, self.translated_on.data, self.translation.data)
        if any(told) and not self.language.data:
            raise ValidationError(_("Ghi ngôn ngữ của đơn ở ô “Ngôn ngữ”."))

    @property
    def in_another_language(self) -> bool:
        """Whether something is typed in this part, which is closed at first."""
        fields: tuple[Any, ...] = (self.language, self.translated_by, self.translated_on, self.translation)
        return any(it.data or it.errors for it in fields)


class PlaceFields:
    """The commune where it happened. A mixin of forms."""

    place = ListField(_l("Nơi xảy ra vụ việc"), empty=_l("Chưa nêu"))

    def offer_places(self, places: Sequence[Place], *, nowhere: Any = None) -> None:
        """Set the list somebody chooses from; ``nowhere``: what it means to choose none."""
        self.place.empty = nowhere or self.place.empty
        self.place.choices = self.place.with_empty([(str(one.id), one.name) for one in places])

    @property
    def place_id(self) -> int | None:
        """The agency of the commune that was chosen."""
        return int(self.place.data) if self.place.data else None


class NeededUnlessAnonymous(Needed):
    """Must be filled in, unless nobody put a name to the petition."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.anonymous.data:
            raise StopValidation
        super().__call__(form, field)


class ListedField(TextField):
    """A list of people, one a line: name, then address. ``people``: as read."""

    people: tuple[Person, ...] = ()

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, [*(validators or ()), Length(max=LONGEST_LIST)], **options)

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:  # noqa: FBT001 - WTForms' signature
        """Read the list. Raises ``ValidationError`` naming the line that cannot be kept."""
        if validation_stopped:
            return
        self.people = tuple(read_list(self.data or ""))
        if len(self.people) > MOST_SIGNATORIES:
            raise ValidationError(
                _("Danh sách có %(n)s người, nhiều nhất %(most)s.", n=len(self.people), most=MOST_SIGNATORIES)
            )


def read_list(typed: str) -> Iterator[Person]:
    """The people of a pasted list. A number before a name goes. Raises ``ValidationError``."""
    for number, line in enumerate(typed.splitlines(), start=1):
        name, *more = [part for part in PARTED.split(NUMBERED.sub("", line).strip()) if part] or [""]
        if name.isdigit() and more:  # a column of numbers, out of a spreadsheet
            name, *more = more
        if not name:
            continue
        born = next((int(part) for part in more if YEAR.fullmatch(part)), None)
        address = ", ".join(part for part in more if not YEAR.fullmatch(part))
        if name.isdigit() or len(name) > LONGEST_NAME or len(address) > LONGEST_ADDRESS:
            raise ValidationError(_("Xem lại dòng %(n)s: mỗi dòng một người, họ tên rồi nơi ở.", n=number))
        yield Person(full_name=name, birth_year=born, address=address)


class CompletingForm(ForwardedFields, LanguageFields, PlaceFields, Form):
    """What was not known when a petition was typed in."""

    version = VersionField()
    today: date

    def validate_forwarded_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def validate_translated_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(self.today)))


__all__ = [
    "CompletingForm",
    "ForwardedFields",
    "LanguageFields",
    "ListedField",
    "NeededUnlessAnonymous",
    "PlaceFields",
    "read_list",
]
