"""The closed sets of a row of law in words: who owes it, how it is counted, what stops it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.statute.time_limits.shape import Certainty, Counting, Owner, PausedBy, TimeLimit
from app.web.rules import certainty_short, length_words

OWNERS = {
    Owner.RESOLVER: _l("Người, cơ quan có thẩm quyền giải quyết"),
    Owner.RECEIVER: _l("Cơ quan tiếp công dân, tiếp nhận đơn"),
    Owner.HEAD: _l("Người đứng đầu cơ quan"),
    Owner.VERIFIER: _l("Người xác minh"),
    Owner.HANDLING_BODY: _l("Cơ quan có trách nhiệm thực hiện"),
    Owner.RESPONDENT: _l("Người bị khiếu nại, bên cung cấp thông tin"),
    Owner.SUPERIOR: _l("Cấp trên trực tiếp"),
    Owner.INSPECTORATE: _l("Cơ quan thanh tra"),
    Owner.POLICE: _l("Công an"),
    Owner.BAN_TCD: _l("Ban Tiếp công dân"),
    Owner.CITIZEN: _l("Công dân; không bao giờ làm cơ quan quá hạn"),
    Owner.EVENT: _l("Không ai; pháp luật tự làm phát sinh"),
}
COUNTINGS = {
    Counting.AFTER: _l("Đếm từ ngày kế tiếp; ngày cuối là ngày nghỉ thì dời sang ngày làm việc kế tiếp."),
    Counting.CEILING: _l("Đếm từ ngày kế tiếp; ngày cuối không dời."),
    Counting.EFFECT: _l("Có hiệu lực sau khi hết thời hạn; không dời."),
    Counting.DURATION: _l("Phải kéo dài ít nhất chừng ấy; ngày đầu là ngày thứ nhất; không dời."),
    Counting.BEFORE: _l("Đếm lùi từ sự kiện; rơi vào ngày nghỉ thì lùi về ngày làm việc liền trước."),
    Counting.QUOTA: _l("Ít nhất chừng ấy lần trong mỗi kỳ; hạn là ngày cuối của kỳ."),
    Counting.NAMED: _l("Văn bản nêu sẵn ngày của mỗi năm; ngày đó là ngày nghỉ thì dời sang ngày làm việc kế tiếp."),
}
PAUSES = {
    PausedBy.SUSPENSION: _l("tạm đình chỉ giải quyết"),
    PausedBy.EXPERT: _l("trưng cầu giám định"),
    PausedBy.OBSTACLE: _l("trở ngại khách quan của công dân"),
}
MEANINGS = {
    Certainty.VERIFIED: _l("Đã đọc trong văn bản và đối chiếu từng con số."),
    Certainty.INTERPRETATION: _l("Văn bản không nói rõ điểm này; phần mềm chọn một cách hiểu và nêu tên cách hiểu đó."),
    Certainty.UNVERIFIED: _l("Chưa đọc được văn bản gốc, chỉ biết qua nguồn khác. Cần người có trách nhiệm xác nhận."),
    Certainty.DISPUTED: _l(
        "Các văn bản nói khác nhau. Phần mềm lấy hạn chặt, trừ khi quản trị viên chọn khác, và nêu cả hạn kia."
    ),
    Certainty.ORDERED: _l("Không có văn bản luật để đối chiếu: hạn do văn bản của cấp trên ấn định."),
}
ROLES = {
    "officer": _l("Tiếp công dân"),
    "handler": _l("Xử lý đơn"),
    "head": _l("Thủ trưởng"),
}


def meanings() -> tuple[tuple[str, str], ...]:
    """The degrees of certainty and what each means."""
    return tuple((certainty_short(one), str(said)) for one, said in MEANINGS.items())


def length_of(limit: TimeLimit) -> str:
    """The length of a limit without any special case."""
    return length_words(limit.length, limit.unit, limit.counting)
