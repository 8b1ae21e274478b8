"""Forms: dates as people type them, choices, refusals on their field, and one way to commit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, insert
from werkzeug.datastructures import MultiDict

from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.extensions import WriteWhileReading, db
from app.records.petitions import PetitionKind
from app.records.settings import Mark
from app.web.commits import committing
from app.web.forms import ChoiceField, Form, LineField, ListField, Needed, VersionField, VietnameseDateField
from app.web.forms import TextField as ManyLines
from app.web.wording import choices


class Sample(Form):
    class Meta(Form.Meta):
        csrf = False

    name = LineField("Họ và tên", [Needed("Nhập họ và tên.")])
    on = VietnameseDateField("Ngày nhận", [Needed()])
    kind = ChoiceField("Loại", kind=PetitionKind)
    place = ListField("Nơi", kind=PetitionKind, empty="Chọn")
    story = ManyLines("Nội dung")
    version = VersionField()

    def __init__(self, **typed: str) -> None:
        super().__init__(MultiDict({"name": "Hà", "on": "30/11/2026", "version": "3"} | typed))
        self.kind.choices = choices(PetitionKind)
        self.place.choices = self.place.with_empty(choices(PetitionKind))


@pytest.fixture(autouse=True)
def page(sqlite_app: Flask) -> Iterator[None]:
    with sqlite_app.test_request_context("/"):
        sqlite_app.preprocess_request()
        yield


@pytest.mark.parametrize("typed", ["30/11/2026", "30-11-2026", "30.11.2026", "2026-11-30", " 30/11/2026 "])
def test_a_date_is_read_as_people_type_it(typed: str) -> None:
    form = Sample(on=typed)
    assert form.validate()
    assert form.on.data == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/11/2026", "Không có ngày 31/11/2026. Xem lại ngày và tháng."),
        ("mai", "Nhập ngày dạng ngày/tháng/năm, ví dụ 30/11/2026."),
        ("30/11/26", "Nhập ngày dạng ngày/tháng/năm, ví dụ 30/11/2026."),
        ("", "Nhập mục “Ngày nhận”."),
    ],
)
def test_a_date_that_cannot_be_read_says_so_and_stays_as_typed(typed: str, says: str) -> None:
    form = Sample(on=typed)
    assert not form.validate()
    assert form.problems() == [("on", says)]
    assert f'value="{typed}"' in form.on()


def test_text_is_composed_and_trimmed() -> None:
    form = Sample(name="  Nguyê\u0303n Thi\u0323 Hà ", story="một\r\nhai\r\n")
    assert form.name.data == "Nguyễn Thị Hà"
    assert form.story.data == "một\nhai"


def test_blanks_are_nothing() -> None:
    form = Sample(name="   ")
    assert not form.validate()
    assert form.problems() == [("name", "Nhập họ và tên.")]


def test_a_choice_is_a_member_nothing_chosen_is_none_and_anything_else_is_refused() -> None:
    form = Sample(kind="complaint", place="")
    assert form.validate()
    assert (form.kind.data, form.place.data) == (PetitionKind.COMPLAINT, None)
    assert Sample().kind.data is None
    form = Sample(kind="forged", place="forged")
    assert not form.validate()
    assert [field for field, _ in form.problems()] == ["kind", "place"]


def test_a_version_that_is_no_number_sends_back_to_the_page() -> None:
    assert Sample().version.data == 3
    form = Sample(version="x")
    assert not form.validate()


def test_a_refusal_stands_on_its_field_with_its_article() -> None:
    form = Sample()
    with committing(form) as done:
        raise OutOfOrder("Chưa gửi được: phải thụ lý trước.", field="on", article="Luật mẫu, Điều 1")
    assert not done
    assert form.problems() == [("on", "Chưa gửi được: phải thụ lý trước (Luật mẫu, Điều 1).")]


def test_a_refusal_without_a_field_of_the_form_stands_above_it() -> None:
    form = Sample()
    with committing(form):
        raise Refused("Đã có người làm.", field="elsewhere")
    assert form.problems() == [(None, "Đã có người làm.")]


def test_what_is_not_allowed_goes_on_to_its_page() -> None:
    with pytest.raises(NotAllowed), committing(Sample()):
        raise NotAllowed("Chỉ thủ trưởng ký.")


def test_a_deed_is_committed_and_a_failed_one_leaves_nothing() -> None:
    with committing() as done:
        db.session.add(Mark(name="kept", value=""))
    assert done
    with pytest.raises(ZeroDivisionError):
        _fail_after_writing()
    assert db.session.get(Mark, "kept")
    assert db.session.get(Mark, "lost") is None


def _fail_after_writing() -> None:
    with committing():
        db.session.add(Mark(name="lost", value=""))
        db.session.flush()
        raise ZeroDivisionError


def test_two_people_at_once_is_told_in_words() -> None:
    with committing():
        db.session.add(Mark(name="one", value=""))
    form = Sample()
    with committing(form) as done:
        db.session.execute(insert(Mark).values(name="one", value=""))
    assert not done
    assert form.problems()[0][1].startswith("Chưa lưu được: có người vừa thay đổi cùng hồ sơ.")


def test_outside_such_a_block_nothing_is_written() -> None:
    db.session.add(Mark(name="sneaked", value=""))
    with pytest.raises(WriteWhileReading):
        db.session.commit()
    db.session.rollback()
    with committing():
        db.session.add(Mark(name="one", value=""))
    with pytest.raises(WriteWhileReading):
        db.session.execute(delete(Mark))
    db.session.rollback()
