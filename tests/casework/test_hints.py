"""What the words of a petition suggest it is: realistic texts, with and without marks."""

from __future__ import annotations

import unicodedata

import pytest

from app.casework.folding import fold
from app.casework.hints import Sign, ignored, signs_in, suspected
from app.records.petitions import PetitionKind

COMPLAINT, DENUNCIATION, FEEDBACK = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.FEEDBACK

COMPLAINTS = (
    "Đề nghị xem lại Quyết định số 123/QĐ-UBND ngày 01/3/2026 về việc thu hồi đất của gia đình tôi ở làng Mook.",
    "Ngày 12/5/2026 tôi nhận được Thông báo thu hồi đất số 45/TB-UBND, diện tích ghi không đúng thực tế.",
    "Tôi không đồng ý mức bồi thường đối với cây cà phê trên thửa đất số 112.",
    "UBND phường từ chối cấp Giấy chứng nhận quyền sử dụng đất mà không trả lời bằng văn bản.",
    "Gia đình tôi khiếu nại hành vi hành chính của công chức địa chính không tiếp nhận hồ sơ.",
    "Tôi là giáo viên, nhận quyết định kỷ luật cảnh cáo khi chưa được giải trình.",
    "Kính mong xem xét quyết định xử phạt vi phạm hành chính vì tôi không xây nhà trên đất ấy.",
    "Theo QĐ 2210/QĐ-CTUBND thì nhà tôi bị cưỡng chế, trong khi đơn của tôi chưa ai giải quyết.",
)
DENUNCIATIONS = (
    "Ông Chủ tịch UBND xã đã nhận tiền của doanh nghiệp để giao đất trái thẩm quyền.",
    "Cán bộ địa chính vòi vĩnh 5 triệu đồng mới chịu làm hồ sơ tách thửa cho bà con.",
    "Kế toán trường lập khống chứng từ, chiếm đoạt tiền ăn của học sinh.",
    "Tôi làm đơn tố cáo ông Trưởng thôn thu tiền làm đường mà không có hóa đơn.",
    "Lợi dụng chức vụ, phó giám đốc trung tâm đưa người nhà vào làm việc.",
)
NEITHER = (
    "Đề nghị sửa đoạn đường liên thôn bị hư hỏng sau mưa lũ, trẻ em đi học rất nguy hiểm.",
    "Phản ánh cơ sở giết mổ gây ô nhiễm. Mong cán bộ xã sớm về kiểm tra.",
    "Xin hỏi thủ tục hưởng chế độ người có công theo quy định mới.",
    "Đề nghị Ban Tiếp công dân hướng dẫn theo Luật Khiếu nại, Luật Tố cáo và quy chế giải quyết khiếu nại, tố cáo.",
    "Có người mạo danh gọi điện chiếm đoạt tiền của mẹ tôi. Xin cán bộ xã cảnh báo cho bà con.",
    "Đây là kiến nghị, không phải khiếu nại: mong tăng thêm chuyến xe buýt.",
    "",
)


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_decision_or_act_that_is_cited_speaks_for_a_complaint(text: str) -> None:
    assert COMPLAINT in suspected(text)


@pytest.mark.parametrize("text", DENUNCIATIONS)
def test_an_official_accused_of_a_breach_speaks_for_a_denunciation(text: str) -> None:
    assert suspected(text) == {DENUNCIATION}


@pytest.mark.parametrize("text", NEITHER)
def test_feedback_speaks_for_neither(text: str) -> None:
    assert signs_in(text) == ()


@pytest.mark.parametrize("text", [*COMPLAINTS, *DENUNCIATIONS, *NEITHER])
def test_marks_capitals_and_the_way_they_are_typed_do_not_count(text: str) -> None:
    assert suspected(fold(text)) == suspected(text)
    assert suspected(text.upper()) == suspected(text)
    assert suspected(unicodedata.normalize("NFD", text)) == suspected(text)


def test_the_words_shown_are_cut_from_the_text_itself() -> None:
    assert signs_in("Tôi xem lại QUYẾT ĐỊNH  số 123/QĐ-UBND, rồi quyết định số 123/qđ-ubnd.") == (
        Sign(COMPLAINT, "QUYẾT ĐỊNH số 123/QĐ-UBND"),
    )
    decomposed = unicodedata.normalize("NFD", "Cán bộ xã vòi vĩnh")
    assert [unicodedata.normalize("NFC", one.words) for one in signs_in(decomposed)] == ["Cán bộ xã vòi vĩnh"]


def test_an_accusation_in_another_sentence_is_nobodys() -> None:
    assert suspected("Cán bộ xã trả lời rồi. Doanh nghiệp chiếm đoạt tiền của tôi.") == frozenset()
    assert suspected("Cán bộ xã chiếm đoạt tiền của tôi.") == {DENUNCIATION}


@pytest.mark.parametrize(
    ("text", "chosen", "hint"),
    [
        (COMPLAINTS[0], FEEDBACK, COMPLAINT),
        (COMPLAINTS[0], COMPLAINT, None),
        (DENUNCIATIONS[0], FEEDBACK, DENUNCIATION),
        (NEITHER[0], FEEDBACK, None),
        (f"{COMPLAINTS[0]} {DENUNCIATIONS[0]}", FEEDBACK, DENUNCIATION),
        (f"{COMPLAINTS[0]} {DENUNCIATIONS[0]}", COMPLAINT, None),
    ],
)
def test_a_hint_is_ignored_when_none_of_what_is_suspected_was_chosen(
    text: str, chosen: PetitionKind, hint: PetitionKind | None
) -> None:
    assert ignored(suspected(text), chosen) == hint
