"""What the papers of a denunciation say, and of whoever denounced: nothing, but to the very person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.casework.papers.facts import Facts, facts_of
from app.records.matters import Matter
from app.records.petitions import PetitionKind
from tests.makers import DAY, HOA, Unit, a_case, a_petition, a_unit, an_act, an_agency, classify, found_of_each
from tests.saying import holds, lines


@pytest.fixture
def session(sqlite_engine: Engine) -> Iterator[Session]:
    """On SQLite only: what a paper says does not depend on the database."""
    with Session(sqlite_engine) as session:
        yield session


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def test_the_papers_of_a_denunciation_name_the_denouncer_only_to_the_denouncer(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    classify(session, unit, petition, PetitionKind.DENUNCIATION)
    joint = lines(session, unit, petition, "denunciation_transfer")
    holds(joint, "Số: ……/PC-UBND", "PHIẾU CHUYỂN", "Đơn tố cáo", petition.code, "về việc: ……", "giữ bí mật thông tin")
    assert HOA.full_name not in "\n".join(joint + lines(session, unit, petition, "proposal"))
    case = a_case(session, unit, petition=petition, document_no="3/QĐ-UBND")
    holds(
        lines(session, unit, case, "denunciation_accepted"), "Về việc thụ lý tố cáo",
        "Kính gửi: Ông (bà) Nguyễn Thị Hòa",
        "ngày 06/07/2026 theo Quyết định số 3/QĐ-UBND",
    )  # fmt: skip
    holds(
        lines(session, unit, case, "denouncer_cover"), "PHIẾU GỬI", "Nguyễn Thị Hòa", "Địa chỉ: Làng Mook Trang",
        "Tên văn bản", "Quyết định thụ lý tố cáo", "3/QĐ-UBND", "không nêu họ tên, địa chỉ",
    )  # fmt: skip
    an_act(session, case, "verifying", DAY, by=unit.handler, document_no="4/QĐ-UBND")
    an_act(session, case, "suspended", DAY, by=unit.handler, data={"ground": "TC_CHO_GD"}, document_no="5/QĐ-UBND")
    an_act(session, case, "sent", DAY, by=unit.handler, data={"papers": ["suspended"]}, document_no="6/UBND")
    cover = "\n".join(lines(session, unit, case, "denouncer_cover"))
    assert "Quyết định tạm đình chỉ giải quyết tố cáo" in cover
    assert not [one for one in ("4/QĐ-UBND", "6/UBND", "Gửi văn bản") if one in cover]  # of others, or no paper at all
    refused = a_petition(session, unit)
    classify(session, unit, refused, PetitionKind.DENUNCIATION)
    holds(lines(session, unit, refused, "denunciation_not_accepted"), "không thụ lý tố cáo nêu trên", "Lý do: ……")


@pytest.fixture
def denounced(session: Session, unit: Unit) -> Matter:
    """The case of a denunciation."""
    petition = a_petition(session, unit)
    classify(session, unit, petition, PetitionKind.DENUNCIATION)
    return a_case(session, unit, petition=petition, document_no="3/QĐ-UBND")


def test_the_papers_of_taking_up_and_verifying_a_denunciation(session: Session, unit: Unit, denounced: Matter) -> None:
    holds(
        lines(session, unit, denounced, "denunciation_taken_up"), "Số: ……/QĐ-UBND", "Về việc thụ lý tố cáo",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ IA DOM", "Căn cứ Luật Tố cáo", "QUYẾT ĐỊNH:",
        f"Điều 1. Thụ lý tố cáo (mã {denounced.code})", "kể từ ngày 06/07/2026.", "được thụ lý: ……",
        "Điều 2. Thời hạn giải quyết tố cáo: ……", "Điều 3.", "Như Điều 3",
    )  # fmt: skip
    holds(
        lines(session, unit, denounced, "denounced_told"), "Số: ……/TB-UBND", "Về nội dung tố cáo", "Ông (bà) ……",
        "Căn cứ Quyết định thụ lý tố cáo số 3/QĐ-UBND ngày 06/07/2026", "Nội dung tố cáo: ……", "giải trình",
    )  # fmt: skip
    holds(
        lines(session, unit, denounced, "denunciation_assigned"), "Số: ……/UBND-……", "V/v giao xác minh", "Kính gửi: ……",
        f"xác minh nội dung tố cáo (mã {denounced.code})", "Người bị tố cáo: ……", "Nội dung cần xác minh: ……",
        "Thời gian xác minh: từ ngày", "theo Điều 31 Luật Tố cáo", "giữ bí mật", "báo cáo kết quả",
    )  # fmt: skip
    holds(
        lines(session, unit, denounced, "denunciation_team"), "Điều 1. Thành lập Tổ xác minh", "Họ và tên", "Tổ trưởng",
        "Thành viên", "Nội dung cần xác minh: ……", "Thời gian xác minh: ……", "Điều 2.", "giữ bí mật", "Điều 3.",
    )  # fmt: skip


def test_the_papers_that_prolong_or_halt_a_denunciation(session: Session, unit: Unit, denounced: Matter) -> None:
    given = {"days": 30, "criteria": ["b", "e"]}
    an_act(session, denounced, "extended", DAY, by=unit.handler, data=given, document_no="30/QĐ-UBND")
    extended = lines(session, unit, denounced, "denunciation_extended")
    holds(
        extended, "Căn cứ Quyết định thụ lý tố cáo số 3/QĐ-UBND", "QUYẾT ĐỊNH:", "thêm 30 ngày",
        "tiêu chí vụ việc phức tạp: Từ 02 nội dung phải xác minh trở lên; Các cơ quan liên quan còn ý kiến khác nhau.",
        "Người tố cáo (gửi riêng, kèm phiếu gửi)", "Người bị tố cáo",
    )  # fmt: skip
    an_act(
        session, denounced, "suspended", DAY, by=unit.handler, data={"ground": "TC_CHO_GD"}, document_no="31/QĐ-UBND"
    )
    holds(
        lines(session, unit, denounced, "denunciation_suspended"), "Điều 1. Tạm đình chỉ", "kể từ ngày 06/07/2026.",
        "Lý do: Chờ giám định bổ sung, giám định lại (điểm b khoản 1 Điều 34 Luật Tố cáo).", "Điều 2.", "Điều 3.",
    )  # fmt: skip
    holds(
        lines(session, unit, denounced, "denunciation_resumed"), "Căn cứ Quyết định tạm đình chỉ số 31/QĐ-UBND",
        "Điều 1. Tiếp tục giải quyết tố cáo", "căn cứ tạm đình chỉ không còn",
    )  # fmt: skip
    stopped = lines(session, unit, denounced, "denunciation_discontinued")
    holds(stopped, "Điều 1. Đình chỉ giải quyết tố cáo", "Lý do: ……", "Người tố cáo (gửi riêng")


def test_a_conclusion_says_what_was_found_and_its_notice_goes_to_the_denouncer_alone(
    session: Session, unit: Unit, denounced: Matter
) -> None:
    an_act(session, denounced, "verifying", DAY, by=unit.handler)
    an_act(
        session,
        denounced,
        "concluded",
        DAY,
        by=unit.head,
        document_no="9/KL-UBND",
        data=found_of_each(session, denounced, "concluded", "partly_right"),
    )
    concluded = lines(session, unit, denounced, "denunciation_concluded")
    holds(
        concluded, "Số: ……/……-UBND", "KẾT LUẬN", "Nội dung tố cáo", f"I. Nội dung tố cáo (mã {denounced.code}): ……",
        "II. Kết quả xác minh", "III. Căn cứ pháp luật", "IV. Kết luận: tố cáo đúng một phần. Trách nhiệm", "V. Biện",
        "VI. Kiến nghị sửa đổi", "Người bị tố cáo",
    )  # fmt: skip
    public = lines(session, unit, denounced, "denunciation_published")
    holds(
        public, "công khai: Kết luận nội dung tố cáo số 9/KL-UBND ngày 06/07/2026.", "Hình thức công khai: ……",
        "Địa điểm: ……", "không nêu họ tên, địa chỉ",
    )  # fmt: skip
    assert HOA.full_name not in "\n".join(concluded + public)
    holds(
        lines(session, unit, denounced, "conclusion_told"), "Kính gửi: Ông (bà) Nguyễn Thị Hòa", "Địa chỉ: Làng Mook",
        "Kết luận nội dung tố cáo số 9/KL-UBND ngày 06/07/2026: tố cáo đúng một phần.", "Kết luận từng nội dung: ……",
    )  # fmt: skip


def test_what_a_joint_paper_is_given_of_a_sealed_matter_is_no_free_text(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, content="Bí mật")
    classify(session, unit, petition, PetitionKind.DENUNCIATION)
    it: Facts = facts_of(session, petition, viewer=unit.handler, today=DAY)
    assert (it.content, it.request, it.contested, it.shown_as) == ("", "", "", ("Người tố cáo",))
