"""What the papers of resolving a complaint say. What the log does not hold is left as dots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import DOTS, Look, Passage
from app.casework.papers.sides import those_who_sign
from app.casework.papers.words import (
    MEMBERS,
    TEAM,
    acting_lines,
    article,
    articles_of,
    by_paper,
    complained_of,
    day,
    day_of,
    dotted,
    foot_of,
    ground_words,
    head_of,
    names,
    part,
    people_lines,
    resolver_of,
)
from app.statute.findings import FINDINGS
from app.statute.grounds import COMPLAINT_DISCONTINUED, COMPLAINT_SUSPENDED
from app.statute.papers import OfficialPaper
from app.statute.papers.complaints import SECOND
from app.statute.procedures import each_content_of, edges_of
from app.statute.procedures.contents import FINDING
from app.statute.procedures.shape import Party
from app.statute.terms import Procedure
from app.statute.time_limits.since import REFORM
from app.statute.words import Term

CONCERNED: Final = "người khiếu nại, người bị khiếu nại và cơ quan, tổ chức, cá nhân có liên quan"
CARRIED_OUT: Final = "chịu trách nhiệm thi hành Quyết định này./."
DISCIPLINE: Final = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})
INVITED: Final = {
    Party.COMPLAINANT: "Người khiếu nại",
    Party.REPRESENTATIVE: "Người đại diện, người được ủy quyền (nếu có)",
    Party.RESPONDENT: "Người bị khiếu nại",
    Party.INTERESTED: "Người có quyền, nghĩa vụ liên quan",
    Party.RELATED_BODY: "Cơ quan, tổ chức có liên quan",
}
MOST_RESPONDENTS_SIGNING: Final = 3
CHOSEN: Final = f"nội dung khiếu nại là đúng, đúng một phần hoặc sai (ghi rõ từng nội dung): {DOTS}"


def _who(it: Facts) -> str:
    return ", ".join(it.shown_as) or DOTS


def _what(it: Facts) -> str:
    return f"khiếu nại của {_who(it)} về việc: {complained_of(it)}"


def _done(it: Facts, what: str, when: str) -> str:
    """What is done to a complaint, from when. Whatever it is about may be sentences: they come last, on their own."""
    return f"{what} khiếu nại của {_who(it)}{when}.\nNội dung khiếu nại: {complained_of(it)}."


def accepted(it: Facts) -> tuple[str, ...]:
    """What a decision on the way rests on."""
    return by_paper(it, "accepted", "Thông báo thụ lý giải quyết khiếu nại")


def verified(it: Facts) -> tuple[str, ...]:
    """What more time to verify rests on."""
    return by_paper(it, "verifying", "Quyết định xác minh")


def verification(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """Who is told to verify, what, within how long, and what they may do."""
    yield article("done", 1, "việc giao xác minh", "the assignment", f"Giao {DOTS} xác minh nội dung {_what(it)}.")
    yield part("time", "Thời gian xác minh", "Time to verify", _time())
    yield article("task", 2, "nhiệm vụ", "the task", f"{DOTS} {_task(paper, it)}")
    yield article("end", 3, "thi hành", "carrying it out", f"{DOTS}, {CONCERNED} {CARRIED_OUT}")


def team(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """The team, its members in a table."""
    yield article("done", 1, "thành lập", "setting up",
                  f"Thành lập Tổ xác minh nội dung {_what(it)}.\nTổ xác minh gồm các ông (bà):")  # fmt: skip
    yield Passage("members", Term("Thành viên", "Members"), TEAM, Look.TABLE, MEMBERS)
    yield part("time", "Thời gian xác minh", "Time to verify", _time())
    yield article("task", 2, "nhiệm vụ", "the task", f"Tổ xác minh {_task(paper, it)}")
    yield article("end", 3, "thi hành", "carrying it out",
                  f"Các ông (bà) có tên trên, {CONCERNED} {CARRIED_OUT}")  # fmt: skip


def extension(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """More time to verify; never more to decide."""
    done = it.last("verification_extended")
    until = day(date.fromisoformat(str(done.data["until_on"])) if done and done.data.get("until_on") else None)
    yield article("done", 1, "gia hạn", "the extension",
                  _done(it, "Gia hạn thời gian xác minh nội dung", f" đến hết ngày {until}"))  # fmt: skip
    yield part("reason", "Lý do", "Reason", f"Lý do gia hạn: {DOTS}")
    within = "Việc gia hạn thời gian xác minh không làm thay đổi thời hạn giải quyết khiếu nại."
    yield part("within", "Thời hạn giải quyết", "The time to decide", within)
    yield article("end", 2, "thi hành", "carrying it out", f"{DOTS}, {CONCERNED} {CARRIED_OUT}")


def invitation(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """To all the law has invited, with the day that was recorded."""
    called = it.last("dialogue_notified")
    on = day(date.fromisoformat(str(called.data["dialogue_on"])) if called and called.data.get("dialogue_on") else None)
    yield from head_of(paper, it, to="\n".join(_invited(it)))
    yield part(
        "done",
        "Việc mời",
        "The invitation",
        f"Căn cứ {articles_of(paper, it)}, {it.office.name} tổ chức đối thoại để giải quyết {_what(it)}.",
    )
    yield part("time", "Thời gian", "When", f"Thời gian: …… giờ ……, ngày {on}.")
    yield part("where", "Địa điểm", "Where", f"Địa điểm: {DOTS}")
    yield part("chair", "Người chủ trì", "Who chairs", f"Người chủ trì đối thoại: {DOTS}")
    yield part("content", "Nội dung đối thoại", "What about", f"Nội dung đối thoại: {DOTS}")
    bring = "Người được mời mang theo giấy tờ tùy thân, văn bản ủy quyền (nếu có) và tài liệu liên quan."
    absent = (
        " Người khiếu nại đã được mời mà vắng mặt không có lý do chính đáng thì việc giải quyết khiếu nại vẫn tiếp tục."
    )
    yield part("end", "Lưu ý", "Note", f"{bring}{absent if it.today >= REFORM else ''}/.")
    yield from foot_of(paper, it)


def minutes(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """The parts of the annexed form: who came, who did not and why, what was agreed and what was not, the copies."""
    held = it.last("dialogue_held")
    chair = str(held.data.get("chair") or "") if held else ""
    yield from head_of(paper, it)
    start = f"Hồi …… giờ ……, ngày {day_of(it, 'dialogue_held')}, tại {DOTS}"
    yield part("start", "Giờ, ngày, nơi", "Hour, day, place", start)
    yield part("chair", "Người chủ trì", "Who chairs", f"1. Người chủ trì (họ tên, chức vụ, cơ quan): {dotted(chair)}")
    yield part(
        "clerk",
        "Người ghi biên bản",
        "Who takes the minutes",
        f"2. Người ghi biên bản (họ tên, chức vụ, cơ quan): {DOTS}",
    )
    yield from _attending(it)
    yield part(
        "content",
        "Nội dung đối thoại",
        "What was said",
        f"Nội dung đối thoại về khiếu nại: {complained_of(it)}.\nÝ kiến của những người tham gia: {DOTS}",
    )
    yield part("agreed", "Đã thống nhất", "Agreed", f"Những nội dung đã thống nhất: {DOTS}")
    yield part("differed", "Chưa thống nhất", "Not agreed", f"Những nội dung chưa thống nhất: {DOTS}")
    yield part("end", "Kết thúc", "Closing",
         f"Việc đối thoại kết thúc hồi …… giờ ……, ngày {day_of(it, 'dialogue_held')}. Biên bản đã đọc cho "
         "những người tham gia nghe, lập thành …… bản (ít nhất 03 bản) có giá trị như nhau./.")  # fmt: skip
    yield from foot_of(paper, it, signers=[line for title in paper.signers for line in _signing(it, title)])


def suspension(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """Why, from when, and that the clock stands meanwhile."""
    yield article("done", 1, "tạm đình chỉ", "the suspension",
                  _done(it, "Tạm đình chỉ giải quyết", f", kể từ ngày {day_of(it, 'suspended')}"))  # fmt: skip
    yield part("reason", "Lý do", "Reason", f"Lý do: {ground_words(it, 'suspended', COMPLAINT_SUSPENDED)}.")
    yield article("after", 2, "khi căn cứ không còn", "when the ground is gone",
                  f"Thời gian tạm đình chỉ không tính vào thời hạn giải quyết. Căn cứ tạm đình chỉ không còn thì "
                  f"{resolver_of(it)} ra quyết định tiếp tục giải quyết khiếu nại.")  # fmt: skip
    yield _carried_out(3)


def resumption(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """From when the clock runs again."""
    yield article("done", 1, "tiếp tục giải quyết", "the resumption",
                  _done(it, "Tiếp tục giải quyết", f", kể từ ngày {day_of(it, 'resumed')}"))  # fmt: skip
    yield part("reason", "Lý do", "Reason", "Lý do: căn cứ tạm đình chỉ không còn.")
    yield _carried_out(2)


def discontinuance(_paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """On which ground the complaint ends."""
    yield article("done", 1, "đình chỉ", "the discontinuance",
                  _done(it, "Đình chỉ giải quyết", f", kể từ ngày {day_of(it, 'discontinued')}"))  # fmt: skip
    ground = ground_words(it, "discontinued", COMPLAINT_DISCONTINUED)
    yield part("reason", "Lý do", "Reason", f"Lý do: {ground}.")
    yield _carried_out(2)


def findings(_paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What stands in a decision before it decides; of the second instance, what the first one had decided too."""
    second = it.procedure in SECOND
    yield part(
        "received",
        "Đơn khiếu nại",
        "The complaint",
        f"Xét đơn khiếu nại nhận ngày {day(it.received_on)} của {names(it.people)}.",
    )
    people = "\n".join((*people_lines(it.people), *acting_lines(it.sides)))
    yield part("people", "Người khiếu nại", "The complainant", people)
    respondent = f"Người bị khiếu nại: {_against(it)}, địa chỉ: {DOTS}"
    yield part("respondent", "Người bị khiếu nại", "The respondent", respondent)
    contested = f" Quyết định, hành vi bị khiếu nại: {it.contested}." if it.contested else ""
    yield part(
        "content",
        "Nội dung khiếu nại",
        "The complaint",
        f"I. Nội dung khiếu nại: {complained_of(it)}.{contested}",
    )
    if second:
        yield part(
            "earlier",
            "Giải quyết lần đầu",
            "First instance",
            f"Kết quả giải quyết khiếu nại lần đầu: {_decided_first(it)}",
        )
    yield from _findings(it)


def decision(_paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What is decided, and what may follow."""
    yield article(
        "done",
        1,
        "giữ nguyên, sửa đổi, hủy bỏ",
        "upheld, amended, annulled",
        f"Giữ nguyên, sửa đổi hoặc hủy bỏ (một phần, toàn bộ) quyết định, chấm dứt hành vi bị khiếu nại: {DOTS}",
    )
    yield article("damage", 2, "bồi thường, vấn đề cụ thể", "damages, particulars",
                  f"Việc bồi thường thiệt hại (nếu có), giải quyết các vấn đề cụ thể: {DOTS}")  # fmt: skip
    yield article("rights", 3, "quyền tiếp theo", "what may follow", _rights(it, second=it.procedure in SECOND))
    yield article("end", 4, "thi hành", "carrying it out", f"{DOTS}, {CONCERNED} {CARRIED_OUT}")


def published(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """Which decision is made public, how, where, from when."""
    decided = it.last("decided")
    number = decided.document_no if decided else ""
    yield from head_of(paper, it)
    yield part("done", "Quyết định được công khai", "The decision",
         f"Căn cứ {articles_of(paper, it)}, {it.office.name} công khai Quyết định số {dotted(number)} ngày "
                  f"{day_of(it, 'decided')} giải quyết khiếu nại lần hai về việc: {complained_of(it)}.")  # fmt: skip
    yield part("how", "Hình thức", "How", f"Hình thức công khai: {DOTS}")
    yield part(
        "where",
        "Địa điểm, thời gian",
        "Where, when",
        f"Địa điểm: {DOTS}; thời gian: từ ngày {day_of(it, 'published')} đến ngày ……/……/………./.",
    )
    yield from foot_of(paper, it)


def _attending(it: NamedFacts) -> Iterator[Passage]:
    """The groups of the annexed form after those who run the dialogue, and who stayed away."""
    people = "\n".join((*people_lines(it.people), *acting_lines(it.sides))) or DOTS
    interested = "".join(f"\n{line}" for line in people_lines(it.sides.interested))
    yield part(
        "people",
        "Người khiếu nại",
        "The complainant",
        f"3. Người khiếu nại (người đại diện, người được ủy quyền):\n{people}",
    )
    yield part("respondent", "Người bị khiếu nại", "The respondent", f"4. Người bị khiếu nại: {_against(it)}")
    yield part(
        "interested",
        "Người có quyền, nghĩa vụ liên quan",
        "Persons concerned",
        f"5. Người có quyền, nghĩa vụ liên quan: {interested or DOTS}",
    )
    yield part("bodies", "Cơ quan, tổ chức", "Agencies", f"6. Cơ quan, tổ chức có liên quan: {DOTS}")
    yield part(
        "absent",
        "Người vắng mặt",
        "Who was absent",
        f"Người được mời vắng mặt (có lý do, không có lý do): {DOTS}",
    )


def _against(it: Facts) -> str:
    return "; ".join(it.respondents) or DOTS


def _signing(it: NamedFacts, title: str) -> Sequence[tuple[str, str]]:
    """Who signs as ``title``, a line each. Who comes for an agency that is complained of writes their own name."""
    if title == INVITED[Party.COMPLAINANT]:
        return those_who_sign(it.sides, title)
    several = title == INVITED[Party.RESPONDENT]
    return [(title, "")] * (min(max(1, len(it.respondents)), MOST_RESPONDENTS_SIGNING) if several else 1)


def _decided_first(it: Facts) -> str:
    first = it.earlier
    number, on, by = (first.number, first.on, first.by) if first else ("", None, "")
    return f"Quyết định số {dotted(number)} ngày {day(on)} của {dotted(by)}"


def _findings(it: Facts) -> Iterator[Passage]:
    yield part("verified", "Kết quả xác minh", "What was verified", f"II. Kết quả xác minh: {DOTS}")
    yield part("dialogue", "Kết quả đối thoại", "The dialogue", f"III. Kết quả đối thoại: {_dialogue(it)}")
    yield part("law", "Căn cứ pháp luật", "The law", f"IV. Căn cứ pháp luật để giải quyết: {DOTS}")
    yield part(
        "finding",
        "Kết luận",
        "The finding",
        f"V. Kết luận: {_found(it)}",
    )


def _found(it: Facts) -> str:
    """What the decision found of each content; all there is to choose from while it is not recorded."""
    decided, procedure = it.last("decided"), it.procedure
    table = next(FINDINGS[one.choices] for one in each_content_of(procedure, "decided") if one.name == FINDING)
    said = (decided.data.get("findings") if decided else None) or {}
    found = {number: table[one[FINDING]].vi.lower() for number, one in said.items() if one.get(FINDING) in table}
    if len(found) == 1:
        return f"nội dung khiếu nại {next(iter(found.values()))}."
    return f"{'; '.join(f'nội dung {number}: {one}' for number, one in found.items())}." if found else CHOSEN


def _time() -> str:
    return "Thời gian xác minh: …… ngày, kể từ ngày ký Quyết định này."


def _task(paper: OfficialPaper, it: Facts) -> str:
    return (
        f"có nhiệm vụ xác minh, báo cáo {resolver_of(it)} kết quả xác minh, kiến nghị việc giải quyết khiếu nại; thực "
        f"hiện quyền, nghĩa vụ theo {articles_of(paper, it)}."
    )


def _invited(it: Facts) -> Iterator[str]:
    known = {
        Party.COMPLAINANT: _who(it), Party.REPRESENTATIVE: ", ".join(it.acting),
        Party.RESPONDENT: "; ".join(it.respondents), Party.INTERESTED: ", ".join(it.interested),
    }  # fmt: skip
    edge = next(one for one in edges_of(it.procedure) if one.act == "dialogue_notified" and one.open_on(it.today))
    for party in edge.notifies:
        yield f"{INVITED[party]}: {known.get(party) or DOTS}"


def _carried_out(number: int) -> Passage:
    said = CONCERNED[0].upper() + CONCERNED[1:]
    return article("end", number, "thi hành", "carrying it out", f"{said} {CARRIED_OUT}")


def _dialogue(it: Facts) -> str:
    held = it.last("dialogue_held")
    return f"đối thoại ngày {day(held.on)}: {DOTS}" if held else DOTS


def _rights(it: Facts, *, second: bool) -> str:
    court = "khởi kiện vụ án hành chính tại Tòa án"
    if it.procedure in DISCIPLINE:  # of discipline, only a dismissal goes to court (LKN 57.3)
        court = f"{court} (đối với quyết định kỷ luật buộc thôi việc)"
    after = court if second else f"khiếu nại lần hai, {court}"
    return f"Không đồng ý với Quyết định này thì người khiếu nại có quyền {after} theo quy định của pháp luật."
