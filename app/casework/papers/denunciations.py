"""What the papers of resolving a denunciation say.

All but the notice to the denouncer are made from :class:`Facts`, which has no field for a person; of a sealed matter
the content is left as dots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import DOTS, Look, Passage
from app.casework.papers.words import (
    CLOSING,
    MEMBERS,
    TEAM,
    about_words,
    article,
    articles_of,
    by_paper,
    day,
    day_of,
    dotted,
    foot_of,
    ground_words,
    head_of,
    names,
    part,
    resolver_of,
)
from app.statute.grounds import (
    COMPLEXITY,
    DENUNCIATION_DISCONTINUED,
    DENUNCIATION_SUSPENDED,
    PUBLICATIONS,
    VERDICTS,
)
from app.statute.papers import OfficialPaper
from app.statute.words import Term

CARRIED_OUT: Final = "chịu trách nhiệm thi hành Quyết định này./."
OTHERS: Final = f"{DOTS}, người bị tố cáo và cơ quan, tổ chức, cá nhân có liên quan {CARRIED_OUT}"
DISCREET: Final = "giữ bí mật thông tin về người tố cáo"
REASON: Final = Term("Lý do", "Reason")
CONTENT: Final = Term("Nội dung tố cáo", "What is denounced")


def accepted(it: Facts) -> tuple[str, ...]:
    """What a decision on the way rests on."""
    return by_paper(it, "accepted", "Quyết định thụ lý tố cáo")


def taken_up(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """The day, what it rests on, what is taken up, within how long."""
    yield article("done", 1, "thụ lý", "acceptance",
                  f"Thụ lý tố cáo (mã {it.code}) đối với {DOTS}, kể từ ngày {day_of(it, 'accepted')}.")  # fmt: skip
    yield Passage("content", CONTENT, f"Nội dung tố cáo được thụ lý: {about_words(it)}.")
    yield article("time", 2, "thời hạn", "the time",
                  "Thời hạn giải quyết tố cáo: …… ngày, kể từ ngày thụ lý tố cáo.")  # fmt: skip
    yield article("end", 3, "thi hành", "carrying it out", OTHERS)


def denounced_told(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """To the denounced: what is said of them, what they may do; never who said it."""
    number = next(iter(accepted(it)), f"Căn cứ Quyết định thụ lý tố cáo số {DOTS} ngày ……/……/………")
    yield from head_of(paper, it, to=f"Ông (bà) {DOTS}")
    yield part(
        "done",
        "Việc thụ lý",
        "Acceptance",
        f"{number}, {it.office.name} thông báo để ông (bà) biết nội dung tố cáo đối với ông (bà) như sau:",
    )
    yield Passage("content", CONTENT, f"Nội dung tố cáo: {about_words(it)}.")
    yield part("asked", "Yêu cầu", "What is asked",
        f"Đề nghị ông (bà) giải trình bằng văn bản về nội dung trên, kèm thông tin, tài liệu, bằng chứng (nếu có), "
                  f"gửi {it.office.name} trước ngày ……/……/………")  # fmt: skip
    yield part("end", "Kết thúc", "Closing", CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def assigned(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """What is to be verified, by whom, by when. The file that goes along is stripped of who denounced."""
    yield from head_of(paper, it, to=DOTS)
    by = next(iter(accepted(it)), f"Căn cứ {articles_of(paper, it)}")
    yield part(
        "done",
        "Việc giao",
        "The assignment",
        f"{by}, {resolver_of(it)} giao {DOTS} xác minh nội dung tố cáo (mã {it.code}).",
    )
    yield part("denounced", "Người bị tố cáo", "The denounced", f"Người bị tố cáo: {DOTS}, địa chỉ: {DOTS}")
    yield part("content", "Nội dung cần xác minh", "What to verify", f"Nội dung cần xác minh: {about_words(it)}.")
    yield part(
        "time", "Thời gian xác minh", "Time to verify", "Thời gian xác minh: từ ngày ……/……/……… đến ngày ……/……/………"
    )
    yield part(
        "task",
        "Quyền hạn, trách nhiệm",
        "Powers and duties",
        f"Quyền hạn, trách nhiệm của người được giao xác minh: theo {articles_of(paper, it)}; {DISCREET}.",
    )
    yield part("end", "Báo cáo", "Report", f"Đề nghị báo cáo kết quả xác minh bằng văn bản với {resolver_of(it)}./.")
    yield from foot_of(paper, it)


def team(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """The team, two at the least."""
    yield article("done", 1, "thành lập", "setting up",
                  f"Thành lập Tổ xác minh nội dung tố cáo (mã {it.code}), gồm các ông (bà):")  # fmt: skip
    yield Passage("members", Term("Thành viên", "Members"), TEAM, Look.TABLE, MEMBERS)
    yield part("content", "Nội dung cần xác minh", "What to verify", f"Nội dung cần xác minh: {about_words(it)}.")
    yield part("time", "Thời gian xác minh", "Time to verify", "Thời gian xác minh: …… ngày, kể từ ngày ……/……/………")
    yield article("task", 2, "nhiệm vụ", "the task",
                  f"Tổ xác minh có nhiệm vụ xác minh nội dung tố cáo, báo cáo kết quả với {resolver_of(it)}; "
                  f"{DISCREET}; thực hiện quyền, nghĩa vụ theo {articles_of(paper, it)}.")  # fmt: skip
    yield article("end", 3, "thi hành", "carrying it out", f"Các ông (bà) có tên trên, {OTHERS}")


def extension(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """By how many days, on which criteria of a complex case; the new last day is written by hand."""
    done = it.last("extended")
    days = str(done.data.get("days") or "……") if done else "……"
    criteria = done.data.get("criteria") if done else None
    named = "; ".join(COMPLEXITY[one][0] for one in criteria or () if one in COMPLEXITY)
    yield article("done", 1, "gia hạn", "the extension",
                  f"Gia hạn thời hạn giải quyết tố cáo (mã {it.code}) thêm {days} ngày, "
                  "đến hết ngày ……/……/………")  # fmt: skip
    yield Passage("reason", REASON, f"Lý do, tiêu chí vụ việc phức tạp: {dotted(named)}.")
    yield article("end", 2, "thi hành", "carrying it out", OTHERS)


def suspension(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """Why, from when, and that the clock stands meanwhile."""
    yield article("done", 1, "tạm đình chỉ", "the suspension",
                  f"Tạm đình chỉ giải quyết tố cáo (mã {it.code}), kể từ ngày {day_of(it, 'suspended')}.")  # fmt: skip
    yield Passage("reason", REASON, f"Lý do: {ground_words(it, 'suspended', DENUNCIATION_SUSPENDED)}.")
    yield article("after", 2, "khi căn cứ không còn", "when the ground is gone",
                  f"Thời gian tạm đình chỉ không tính vào thời hạn giải quyết. Căn cứ tạm đình chỉ không còn thì "
                  f"{resolver_of(it)} ra quyết định tiếp tục giải quyết tố cáo.")  # fmt: skip
    yield article("end", 3, "thi hành", "carrying it out", OTHERS)


def resumption(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """From when the clock runs again."""
    yield article("done", 1, "tiếp tục giải quyết", "the resumption",
                  f"Tiếp tục giải quyết tố cáo (mã {it.code}), kể từ ngày {day_of(it, 'resumed')}.")  # fmt: skip
    yield Passage("reason", REASON, "Lý do: căn cứ tạm đình chỉ không còn.")
    yield article("end", 2, "thi hành", "carrying it out", OTHERS)


def discontinuance(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """On which ground the resolving ends."""
    yield article("done", 1, "đình chỉ", "the discontinuance",
                  f"Đình chỉ giải quyết tố cáo (mã {it.code}), kể từ ngày {day_of(it, 'discontinued')}.")  # fmt: skip
    yield Passage("reason", REASON, f"Lý do: {ground_words(it, 'discontinued', DENUNCIATION_DISCONTINUED)}.")
    yield article("end", 2, "thi hành", "carrying it out", OTHERS)


def conclusion(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """What the law wants in a conclusion, one after the other."""
    yield from head_of(paper, it, also=accepted(it))
    yield Passage("content", CONTENT, f"I. Nội dung tố cáo (mã {it.code}): {about_words(it)}.")
    yield part("verified", "Kết quả xác minh", "What was verified", f"II. Kết quả xác minh{_reported(it)}: {DOTS}")
    yield part(
        "law",
        "Căn cứ pháp luật",
        "The law",
        f"III. Căn cứ pháp luật để xác định có hay không có hành vi vi phạm pháp luật: {DOTS}",
    )
    yield part(
        "finding",
        "Kết luận",
        "The finding",
        f"IV. Kết luận: {_verdict(it)}. Trách nhiệm của từng cá nhân đối với từng nội dung: {DOTS}",
    )
    yield part(
        "measures",
        "Biện pháp, kiến nghị",
        "Measures",
        f"V. Biện pháp xử lý theo thẩm quyền, kiến nghị cơ quan khác xử lý: {DOTS}",
    )
    yield part(
        "policy",
        "Kiến nghị về chính sách",
        "Policy",
        f"VI. Kiến nghị sửa đổi, bổ sung chính sách, pháp luật (nếu có): {DOTS}/.",
    )
    yield from foot_of(paper, it)


def conclusion_told(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """To the denouncer alone: that it was concluded, and what."""
    done = it.last("concluded")
    number = dotted(done.document_no if done else "")
    yield from head_of(paper, it, to=f"Ông (bà) {names(it.people)}")
    addresses = "\n".join(f"Địa chỉ: {dotted(one.address)}." for one in it.people)
    yield part("people", "Địa chỉ", "Address", addresses)
    yield Passage("content", CONTENT, f"Nội dung tố cáo: {about_words(it)}.")
    yield part("done", "Kết luận", "The conclusion",
        f"Căn cứ {articles_of(paper, it)}, {resolver_of(it)} đã ban hành Kết luận nội dung tố cáo số {number} ngày "
                  f"{day_of(it, 'concluded')}: {_verdict(it)}.")  # fmt: skip
    yield part("found", "Kết luận từng nội dung", "Each content", f"Kết luận từng nội dung: {DOTS}")
    yield part("end", "Kết thúc", "Closing", CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def published(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """What is made public, how, where, from when; nothing of the denouncer in it."""
    done = it.last("published")
    posted = done.data.get("papers_posted") if done else None
    what = "; ".join(PUBLICATIONS[one][0] for one in posted or () if one in PUBLICATIONS)
    concluded = it.last("concluded")
    number = f" số {concluded.document_no} ngày {day(concluded.on)}" if concluded and concluded.document_no else ""
    yield from head_of(paper, it)
    yield part(
        "done",
        "Văn bản được công khai",
        "What is made public",
        f"Căn cứ {articles_of(paper, it)}, {it.office.name} công khai: {what or 'Kết luận nội dung tố cáo'}{number}.",
    )
    yield part("how", "Hình thức", "How", f"Hình thức công khai: {DOTS}")
    yield part("where", "Địa điểm, thời gian", "Where, when",
        f"Địa điểm: {DOTS}; thời gian: từ ngày {day_of(it, 'published')} đến ngày ……/……/……… Văn bản công khai không "
                  "nêu họ tên, địa chỉ và thông tin làm lộ người tố cáo./.")  # fmt: skip
    yield from foot_of(paper, it)


def _reported(it: Facts) -> str:
    done = it.last("reported")
    return (
        f" (Báo cáo số {done.document_no} ngày {day(done.document_on or done.on)})" if done and done.document_no else ""
    )


def _verdict(it: Facts) -> str:
    """What the act says of the denunciation; all three to choose from while it is not recorded."""
    done = it.last("concluded")
    found = VERDICTS.get(str(done.data.get("verdict", ""))) if done else None
    return f"tố cáo {found[0].lower()}" if found else "nội dung tố cáo đúng, đúng một phần hoặc sai: " + DOTS
