"""Settling the law with a source: a reading chosen or given up, a text held against its original or not any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import url_for
from flask_babel import gettext as _

from app.casework.calendars import policy_choices
from app.casework.choices import check_reason, check_why, choose, take_back
from app.casework.errors import Refused
from app.casework.held_texts import UnsureText
from app.casework.ledger import Ground
from app.casework.moved_dates import Foreseen, foresee
from app.casework.settled import NO, YES, settled, supposed
from app.extensions import db
from app.statute.instruments import cite_all
from app.statute.policies import MOVES_NO_DATE, Reading
from app.statute.questions import pair_key
from app.statute.time_limits.shape import Certainty
from app.web.access import current_viewer
from app.web.admin.asking import Answer, Asking, AskingPage, foreseen_words, seen_in, shift_changes
from app.web.admin.law_forms import HeldForm
from app.web.admin.law_pages import crumbs, kinds, reading_form, seen_of
from app.web.admin.sourced_forms import ReasonedForm
from app.web.clock import now, today
from app.web.law_readings import answers
from app.web.rules import certainty_short, certainty_words, force_words, held_by, held_words, sure_words
from app.web.views import Change, Confirmation, Link
from app.web.wording import spoken

FORM = "admin/settle.html"


def held_now(reading: Reading) -> str:
    """Which answer of a reading holds here."""
    if reading.pair:
        return settled(db.session()).policies.of_pair(pair_key(reading.pair))
    return YES if getattr(settled(db.session()).policies, reading.policy) else NO


def chosen(reading: Reading) -> Answer:
    """The answer to the page where a reading is chosen."""
    holds, said, source = held_now(reading), answers(reading), _source(reading)
    form = reading_form(reading, holds, source)

    def check() -> None:
        check_why(form.why)
        if (form.answer.data, form.source.data) == (holds, source):
            raise Refused("Đang giữ đúng như vậy, theo cùng nguồn: không có gì thay đổi.", field="source")

    def question() -> Confirmation:
        value = form.answer.data or ""
        moves = _moves(reading, value)
        return Confirmation(
            question=_("Chọn cách hiểu này?"), verb=_("Chọn cách hiểu"), back=page.back,
            explained=tuple(_explained(value, moves)),
            changes=(
                Change(spoken(reading.question), said[holds], said[value], spoken(cite_all(reading.provisions))),
                Change(_("Nguồn"), source or _where_none(reading), form.why.source),
                Change(_("Lý do"), "", form.why.reason),
                *(shift_changes(moves) if moves else ()),
            ),
        )  # fmt: skip

    def do() -> None:
        choose(
            db.session(), reading.policy, form.answer.data or "", form.why, seen=seen_in(form), by=current_viewer(),
            at=now(),
        )  # fmt: skip

    page = _page(reading, spoken(reading.question), _("Xem thay đổi"))
    moves = reading.policy not in MOVES_NO_DATE
    return Asking(FORM, page, check, question, do, _("Đã chọn cách hiểu."), moves=moves).answer(form)


def given_up(reading: Reading) -> Answer:
    """The answer to the page where the default of the program is taken up again."""
    form, holds, said = ReasonedForm(seen=seen_of(reading.policy)), held_now(reading), answers(reading)
    default, ours = next(iter(said)), _where_none(reading)

    def question() -> Confirmation:
        moves = _moves(reading, "")
        return Confirmation(
            question=_("Trở về mặc định?"), verb=_("Trở về mặc định"), back=page.back,
            explained=tuple(_explained(default, moves)),
            changes=(
                Change(spoken(reading.question), said[holds], said[default], spoken(cite_all(reading.provisions))),
                Change(_("Nguồn"), _source(reading), ours),
                Change(_("Lý do"), "", form.reason.data or ""),
                *(shift_changes(moves) if moves else ()),
            ),
        )  # fmt: skip

    def do() -> None:
        take_back(
            db.session(), reading.policy, form.reason.data or "", seen=seen_in(form), by=current_viewer(), at=now()
        )

    page = _page(reading, _("Trở về mặc định: %(question)s", question=spoken(reading.question)), _("Xem thay đổi"))
    moves = reading.policy not in MOVES_NO_DATE
    check = _reason_check(form)
    return Asking(FORM, page, check, question, do, _("Đã trở về mặc định."), moves=moves).answer(form)


def _reason_check(form: ReasonedForm) -> Callable[[], None]:
    return lambda: check_reason(form.reason.data or "")


def _where_none(reading: Reading) -> str:
    """By what a reading holds that nobody here chose."""
    return _("cách hiểu chung cho các hạn khác nhau") if reading.pair else _("mặc định của phần mềm")


def _source(reading: Reading) -> str:
    choice = policy_choices(db.session()).get(reading.policy)
    return choice.source if choice else ""


def _moves(reading: Reading, value: str) -> Foreseen | None:
    """What the open duties would do; None where no date hangs on the reading."""
    if reading.policy in MOVES_NO_DATE:
        return None
    held = supposed(db.session(), policies={reading.policy: value})
    return foresee(db.session(), Ground(held.calendar, held.policies), today=today())


def _explained(value: str, moves: Foreseen | None) -> Iterator[str]:
    yield _("Không sửa gì đã xét. Cách hiểu này áp dụng cho những gì được xét từ nay.")
    if moves is not None:
        yield from foreseen_words(moves)
    elif value == YES:
        yield _("Không ngày nào đổi. Danh mục hồ sơ nêu nguồn này thay cho câu “chưa đối chiếu”.")
    else:
        yield _("Không ngày nào đổi. Danh mục hồ sơ lại nêu rằng chưa đối chiếu.")
    yield _("Việc này được ghi vào nhật ký.")


def _page(reading: Reading, title: str, verb: str) -> AskingPage:
    held, source = answers(reading)[held_now(reading)], _source(reading)
    facts = (
        (_("Đang áp dụng"), held),
        (_("Nguồn"), source or _("Theo %(what)s.", what=_where_none(reading))),
        (_("Căn cứ"), spoken(cite_all(reading.provisions))),
        (_("Độ chắc chắn"), certainty_short(reading.certainty)),
    )
    lede = _("Không sửa gì đã xét. Cách hiểu này áp dụng cho những gì được xét từ nay.")
    return AskingPage(title, lede, crumbs(Link(title, "")), url_for("admin.law"), verb, facts)


# --- texts that are not sure ----------------------------------------------------------------------------------------


def held(one: UnsureText) -> Answer:
    """The answer to the page where a text is said to have been held against its original."""
    source = held_by(one.key)
    form = HeldForm(source=source, seen=seen_of(one.name))

    def check() -> None:
        check_why(form.why)
        if form.source.data == source:
            raise Refused("Đang giữ đúng như vậy, theo cùng nguồn: không có gì thay đổi.", field="source")

    def question() -> Confirmation:
        before = sure_words(one.certainty, one.key)
        return Confirmation(
            question=_("Xác nhận đã đối chiếu?"), verb=_("Xác nhận đã đối chiếu"), back=page.back,
            explained=tuple(_held_explained(one)),
            changes=(
                Change(spoken(one.words), before, _held_after(one, form), spoken(cite_all(one.provisions))),
                Change(_("Lý do"), "", form.why.reason),
            ),
        )  # fmt: skip

    def do() -> None:
        choose(db.session(), one.name, YES, form.why, seen=seen_in(form), by=current_viewer(), at=now())

    page = _text_page(one, spoken(one.words))
    return Asking(FORM, page, check, question, do, _("Đã xác nhận, kèm nguồn."), moves=False).answer(form)


def _held_explained(one: UnsureText) -> Iterator[str]:
    yield _("Không số ngày, hạn nào đổi: chỉ lời nói về độ chắc chắn đổi, kèm nguồn này.")
    if one.certainty is Certainty.DISPUTED:
        yield _("Phần mềm vẫn nêu cả hai cách hiểu. Chọn hạn sớm hay hạn muộn là một cách hiểu, ở mục Luật.")
    yield _("Nếu văn bản nói khác phần mềm, đừng xác nhận: báo để sửa bằng bản phần mềm mới.")
    yield _("Việc này được ghi vào nhật ký.")


def _held_after(one: UnsureText, form: HeldForm) -> str:
    disputed = certainty_words(one.certainty) if one.certainty is Certainty.DISPUTED else ""
    return " ".join(filter(None, (disputed, held_words(form.why.source))))


def not_held(one: UnsureText) -> Answer:
    """The answer to the page where such a confirmation is taken back."""
    form = ReasonedForm(seen=seen_of(one.name))

    def question() -> Confirmation:
        return Confirmation(
            question=_("Bỏ xác nhận đã đối chiếu?"), verb=_("Bỏ xác nhận"), back=page.back,
            explained=(_("Không số ngày, hạn nào đổi."), _("Việc này được ghi vào nhật ký.")),
            changes=(
                Change(spoken(one.words), sure_words(one.certainty, one.key), certainty_words(one.certainty)),
                Change(_("Lý do"), "", form.reason.data or ""),
            ),
        )  # fmt: skip

    def do() -> None:
        take_back(db.session(), one.name, form.reason.data or "", seen=seen_in(form), by=current_viewer(), at=now())

    page = _text_page(one, _("Bỏ xác nhận: %(words)s", words=spoken(one.words)))
    check = _reason_check(form)
    return Asking(FORM, page, check, question, do, _("Đã bỏ xác nhận."), moves=False).answer(form)


def _text_page(one: UnsureText, title: str) -> AskingPage:
    facts = (
        (_("Loại"), kinds()[one.kind]),
        (_("Căn cứ"), spoken(cite_all(one.provisions))),
        (_("Hiệu lực"), force_words(one.from_on, one.until_on)),
        (_("Độ chắc chắn"), certainty_words(one.certainty)),
        (_("Xác nhận"), held_words(held_by(one.key))),
    )
    back = url_for("admin.law_texts")
    lede = _("Không số ngày, hạn nào đổi: chỉ lời nói về độ chắc chắn đổi, kèm nguồn này.")
    links = crumbs(Link(_("Quy định chưa chắc chắn"), back), Link(title, ""))
    return AskingPage(title, lede, links, back, _("Xem thay đổi"), tuple(row for row in facts if row[1]))
