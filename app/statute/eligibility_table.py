"""The conditions of taking a petition up, one question a line: kind, article, days in force, what follows a "no".

Every question is put so that "yes" speaks for the petition. A row is never edited when the law changes: it ends, and
another begins. Of TT 05/2021 Article 6 is known from press accounts alone, and whether that circular outlived the
reform of 2026 is not established: its lines are unverified. The circular of 2014 was read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.statute.terms import Procedure, Term
from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty


@dataclass(frozen=True, slots=True)
class Line:
    """One version of one question. ``follows``: the act after a "no"; ``ground``: the ground it would name.

    ``rescues``: the code of the line this one saves: asked only when that one failed, and ``follows`` comes after
    its "yes". ``only_groups``: asked of five people or more.
    """

    code: str
    question: Term
    procedures: frozenset[Procedure]
    follows: str
    provisions: tuple[str, ...]
    from_on: date
    until_on: date | None = None
    certainty: Certainty = Certainty.VERIFIED
    ground: str = ""
    rescues: str = ""
    only_groups: bool = False

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


ADMINISTRATIVE: Final = frozenset({Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND})
DISCIPLINE: Final = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})
COMPLAINTS: Final = ADMINISTRATIVE | DISCIPLINE
SECOND: Final = frozenset({Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_SECOND})
DENUNCIATION: Final = frozenset({Procedure.DENUNCIATION})
FEEDBACK: Final = frozenset({Procedure.FEEDBACK})
ALL: Final = COMPLAINTS | DENUNCIATION | FEEDBACK

SUPPLEMENT: Final = "supplement_requested"
LAW, DECREE, LAST_CIRCULAR = since.LAW_ON_COMPLAINTS, since.DECREE_124, since.CIRCULARS_OF_2014_LAST_DAY
DENUNCIATIONS_LAW = since.LAW_ON_DENUNCIATIONS


def _circulars(line: Line, *then: str) -> tuple[Line, ...]:
    """A line of the circular of 2014, and the same under that of 2021, of which only press accounts were read."""
    return (
        replace(line, from_on=since.CIRCULARS_OF_2014, until_on=LAST_CIRCULAR),
        replace(line, provisions=then, from_on=since.CIRCULARS_OF_2021, certainty=Certainty.UNVERIFIED),
    )


def _not_accepted(code: str, question: Term, ground: str, provision: str, procedures: frozenset[Procedure]) -> Line:
    law = DENUNCIATIONS_LAW if procedures == DENUNCIATION else LAW
    return Line(code, question, procedures, "not_accepted", (provision,), law, ground=ground)


COMMON: tuple[Line, ...] = (
    *_circulars(
        Line("readable", Term("Đơn còn nguyên, đọc được", "Whole and legible"), COMPLAINTS | FEEDBACK, "filed",
             ("TT07_2014 28.1",), LAW),
        "TT05_2021 6",
    ),
    Line("decent", Term("Không chống đường lối, không chia rẽ, không thóa mạ, xúc phạm",
                        "Not against the State’s line, not divisive, not insulting"), ALL, "filed", ("TT05_2021 6",),
         since.CIRCULARS_OF_2021, certainty=Certainty.UNVERIFIED),
    Line("language", Term("Bằng tiếng Việt, hoặc kèm bản dịch được công chứng",
                          "In Vietnamese, or with a notarised translation"), ALL, SUPPLEMENT, ("TT05_2021 6",),
         since.CIRCULARS_OF_2021, certainty=Certainty.UNVERIFIED),
)  # fmt: skip

_IN_TIME = Term("Còn thời hiệu, thời hạn, hoặc quá hạn vì trở ngại chính đáng",
                "Within the time to complain, or late for a good reason")  # fmt: skip
_NAMED = Term("Có ngày viết, tên và địa chỉ người khiếu nại, người bị khiếu nại, nội dung, lý do, yêu cầu",
              "Dated, with names and addresses of both sides, content, reasons, request")  # fmt: skip
_NOT_DISCONTINUED = Term("Chưa bị đình chỉ, hoặc đình chỉ chưa quá 30 ngày",
                         "Not discontinued, or not longer than 30 days ago")  # fmt: skip
OF_COMPLAINTS: tuple[Line, ...] = (
    _not_accepted("signed", Term("Có chữ ký hoặc điểm chỉ của người khiếu nại", "Signed or fingerprinted"), "KN11_5",
                  "LKN 11.5", COMPLAINTS),
    Line("particulars", _NAMED, COMPLAINTS, SUPPLEMENT, ("LKN 8.2",), LAW),
    Line("mandate", Term("Đông người: mọi người đã ký, có văn bản cử người đại diện",
                         "A group: all have signed, with a written appointment of representatives"), COMPLAINTS,
         SUPPLEMENT, ("LKN 8.4",), LAW, since.BEFORE_DECREE_124, only_groups=True),
    Line("mandate", Term("Đông người: mọi người đã ký, có văn bản cử người đại diện",
                         "A group: all have signed, with a written appointment of representatives"), COMPLAINTS,
         SUPPLEMENT, ("LKN 8.4", "ND124 16.1"), DECREE, only_groups=True),
    _not_accepted("not_internal", Term("Không phải chỉ đạo nội bộ, văn bản quy phạm, bí mật nhà nước",
                                       "Not internal direction, normative or a state secret"), "", "LKN 11.1",
                  ADMINISTRATIVE),
    _not_accepted("concerned", Term("Quyết định, hành vi liên quan trực tiếp đến quyền, lợi ích của người khiếu nại",
                                    "The decision or act directly concerns the complainant"), "KN11_2", "LKN 11.2",
                  COMPLAINTS),
    _not_accepted("capable", Term("Đủ năng lực hành vi, hoặc có người đại diện hợp pháp",
                                  "Of legal capacity, or lawfully represented"), "KN11_3", "LKN 11.3", COMPLAINTS),
    _not_accepted("represented", Term("Không qua người đại diện, hoặc người đại diện hợp pháp",
                                      "No representative, or a lawful one"), "KN11_4", "LKN 11.4", COMPLAINTS),
    *(
        Line("in_time", _IN_TIME, frozenset({procedure}), "not_accepted", (article, "LKN 11.6"), LAW, ground="KN11_6")
        for procedure, article in (
            (Procedure.COMPLAINT_FIRST, "LKN 9"), (Procedure.COMPLAINT_SECOND, "LKN 33.1"),
            (Procedure.DISCIPLINE_FIRST, "LKN 48"), (Procedure.DISCIPLINE_SECOND, "LKN 48"),
        )
    ),
    Line("first_decision", Term("Kèm quyết định giải quyết lần đầu, hoặc lần đầu đã quá hạn mà chưa giải quyết",
                                "With the first decision, or the first instance is past its time"), SECOND,
         SUPPLEMENT, ("LKN 33.1",), LAW, certainty=Certainty.INTERPRETATION),
    _not_accepted("no_second_decision", Term("Chưa có quyết định giải quyết lần hai", "No second decision yet"),
                  "KN11_7", "LKN 11.7", COMPLAINTS),
    Line("not_discontinued", _NOT_DISCONTINUED, COMPLAINTS, "not_accepted", ("LKN 11.8",), LAW, since.BEFORE_REFORM,
         ground="KN11_8"),
    Line("not_discontinued", _NOT_DISCONTINUED, COMPLAINTS, "not_accepted", ("LKN 11.8",), since.REFORM,
         certainty=Certainty.DISPUTED, ground="KN11_8"),
    _not_accepted("not_in_court", Term("Tòa án chưa thụ lý, chưa xử (trừ đã đình chỉ vụ án)",
                                       "Not before a court, nor decided by it (unless discontinued)"), "KN11_9",
                  "LKN 11.9", COMPLAINTS),
    Line("not_elsewhere", Term("Không gửi cùng lúc nhiều nơi, chưa được hướng dẫn một lần",
                               "Not sent to several places at once, not guided before"), COMPLAINTS, "filed",
         ("TT07_2014 6.2.b",), since.CIRCULARS_OF_2014, LAST_CIRCULAR),
)  # fmt: skip

OF_DENUNCIATIONS: tuple[Line, ...] = (
    Line("no_crime", Term("Không có dấu hiệu tội phạm", "No sign of a crime"), DENUNCIATION,
         "referred_to_investigators", ("LTC 27.1",), DENUNCIATIONS_LAW),
    Line("in_form", Term("Bằng đơn, hoặc trình bày trực tiếp (không qua điện thoại, fax, thư điện tử, mạng xã hội)",
                         "A written petition or in person (not by telephone, fax, e-mail, social media)"),
         DENUNCIATION, "not_processed", ("LTC 22", "LTC 25.1"), DENUNCIATIONS_LAW, ground="TC_KTL_04"),
    Line("author", Term("Rõ họ tên, địa chỉ người tố cáo, không mạo danh",
                        "Name and address of the author known, not an impostor"), DENUNCIATION, "not_processed",
         ("LTC 25.1",), DENUNCIATIONS_LAW, ground="TC_KTL_01"),
    *(
        Line(f"checkable_{rescued}", Term(
            "Nêu rõ người vi phạm, có tài liệu, chứng cứ cụ thể, có cơ sở để kiểm tra ngay",
            "Names the offender, with concrete documents, and can be checked"), DENUNCIATION,
            "kept_for_inspection", ("LTC 25.2",), DENUNCIATIONS_LAW, rescues=rescued)
        for rescued in ("in_form", "author")
    ),
    Line("particulars", Term("Có ngày, cách liên hệ, hành vi bị tố cáo, người bị tố cáo, chữ ký hoặc điểm chỉ",
                             "Date, contact, the act, the denounced, signature or fingerprint"), DENUNCIATION,
         SUPPLEMENT, ("LTC 23.1",), DENUNCIATIONS_LAW),
    _not_accepted("capable", Term("Đủ năng lực hành vi, hoặc có người đại diện theo pháp luật",
                                  "Of legal capacity, or lawfully represented"), "TC_KTL_06", "LTC 29.1.b",
                  DENUNCIATION),
    _not_accepted("basis", Term("Có cơ sở xác định người vi phạm, hành vi vi phạm pháp luật",
                                "A basis to identify the offender and the breach"), "TC_KTL_10", "LTC 29.1.d",
                  DENUNCIATION),
    _not_accepted("after_complaint", Term(
        "Không từ khiếu nại đã giải quyết đúng, hoặc có chứng cứ người giải quyết vi phạm",
        "Not out of a complaint rightly settled, or with evidence against its resolver"), "TC_KTL_11",
        "LTC 29.1 đoạn cuối", DENUNCIATION),
    Line("not_of_the_party", Term("Không phải đảng viên vi phạm quy định của Đảng",
                                  "Not a Party member’s breach of Party rules"), DENUNCIATION, "transferred",
         ("TT05_2021 15",), since.CIRCULARS_OF_2021, since.BEFORE_REFORM, ground="TC_KTL_12"),
    Line("not_of_the_party", Term("Không phải đảng viên vi phạm quy định của Đảng",
                                  "Not a Party member’s breach of Party rules"), DENUNCIATION, "transferred",
         ("TT05_2021 15",), since.REFORM, certainty=Certainty.UNVERIFIED, ground="TC_KTL_12"),
)  # fmt: skip

OF_FEEDBACK: tuple[Line, ...] = (
    *_circulars(
        Line("content", Term("Nêu rõ nội dung kiến nghị, phản ánh", "Says what it asks or reports"), FEEDBACK,
             SUPPLEMENT, ("TT07_2014 6.2",), LAW),
        "TT05_2021 6",
    ),
    *_circulars(
        Line("author", Term("Có ngày, họ tên, địa chỉ, chữ ký hoặc điểm chỉ", "Dated, named, with address, signed"),
             FEEDBACK, SUPPLEMENT, ("TT07_2014 6.2",), LAW),
        "TT05_2021 6",
    ),
    # The decree names it as a ground not to receive; that such a petition is filed is our reading.
    Line("new", Term("Chưa được hướng dẫn hoặc trả lời đúng quy định, hoặc có tình tiết mới",
                     "Not yet guided or answered lawfully, or something new"), FEEDBACK, "filed", ("ND154 4.1.h",),
         since.REFORM, certainty=Certainty.INTERPRETATION),
)  # fmt: skip

LINES: tuple[Line, ...] = (*OF_DENUNCIATIONS, *OF_COMPLAINTS, *OF_FEEDBACK, *COMMON)
