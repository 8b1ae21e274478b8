"""What the papers of handling a petition say."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.papers.facts import Done, Facts, NamedFacts
from app.casework.papers.shape import CELL, DOTS, Look, Passage
from app.casework.papers.words import (
    CLOSING,
    about_words,
    complained_of,
    day,
    dotted,
    foot_of,
    head_of,
    kind_of,
    names,
    paper_of,
    people_lines,
    petition_words,
    resolver_of,
)
from app.records.matters import MatterKind
from app.statute.grounds import COMPLAINT_NOT_ACCEPTED, DENUNCIATION_NOT_ACCEPTED
from app.statute.instruments import cite_formally
from app.statute.papers import OfficialPaper, papers_of
from app.statute.papers.complaints import FIRST, SECOND
from app.statute.papers_sent import PAPERS_SENT, SENT
from app.statute.procedures import edges_of
from app.statute.procedures.shape import Party
from app.statute.terms import ACTS
from app.statute.words import Term

RECEIVED = Term("Việc nhận đơn", "What was received")
CONTENT = Term("Nội dung", "Content")
DONE = Term("Việc xử lý", "What is done")
REASON = Term("Lý do", "Reason")
ASKED = Term("Yêu cầu", "What is asked")
ENCLOSED = ("STT", "Tên văn bản", "Số, ký hiệu", "Ngày")
END = Term("Kết thúc", "Closing")


def _came(it: Facts, who: str) -> str:
    if it.subject is MatterKind.VISIT:  # what was said at the desk: no petition was handed in
        return f"Ngày {day(it.received_on)}, {it.office.name} tiếp {who}."
    return f"Ngày {day(it.received_on)}, {it.office.name} nhận được {petition_words(it.procedure)} của {who}."


def _ground_of(it: Facts, *acts: str) -> str:
    done = it.last(*acts)
    return str(done.data.get("to_agency") or "") if done else ""


def _resting_on(paper: OfficialPaper) -> str:
    return " và ".join(cite_formally(one) for one in paper.provisions)


def _instance_of(it: Facts) -> str:
    """Inspectors found notices that say no instance."""
    return " lần đầu" if it.procedure in FIRST else " lần hai" if it.procedure in SECOND else ""


def guidance(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """To whoever brought what is for another authority to settle; of several contents, a line each."""
    visit = it.visit
    elsewhere = dotted(_ground_of(it, "guided") or (visit.outcome_agency if visit else ""))
    yield from head_of(paper, it, to=f"Ông (bà) {names(it.people)}")
    yield Passage("received", RECEIVED, f"{_came(it, f'ông (bà) {names(it.people)}')}")
    yield Passage("people", Term("Người gửi", "The sender"), "\n".join(people_lines(it.people)))
    yield Passage("content", CONTENT, f"Nội dung: {about_words(it)}.")
    yield Passage(
        "done", DONE,
        f"Căn cứ {_resting_on(paper)}, nội dung nêu trên không thuộc thẩm quyền giải quyết của {it.office.name}. "
        f"Đề nghị ông (bà) gửi đơn đến {elsewhere} để được xem xét, giải quyết theo quy định của pháp luật.",
    )  # fmt: skip
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def denunciation_transfer(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """To the competent body. Who denounced, and what, stands in the petition that goes with it, never here."""
    done = it.last("transferred")
    number = Term("Số hồ sơ", "Code of the file")
    yield from head_of(paper, it, to=dotted(_ground_of(it, "transferred")))
    yield Passage("received", RECEIVED, f"Ngày {day(it.received_on)}, {it.office.name} nhận được đơn tố cáo.")
    yield Passage("code", number, f"Mã theo dõi của nơi chuyển: {it.code}.")
    yield Passage("content", CONTENT, f"Đơn tố cáo về việc: {about_words(it)}.")
    yield Passage(
        "done", DONE,
        f"Căn cứ {_resting_on(paper)}, {it.office.name} chuyển đơn đến cơ quan để xem xét, giải quyết theo thẩm quyền"
        f"{f' (ngày chuyển: {day(done.on)})' if done else ''}.",
    )  # fmt: skip
    yield Passage(
        "asked", ASKED,
        f"Đề nghị cơ quan giữ bí mật thông tin về người tố cáo và thông báo kết quả giải quyết cho {it.office.name}./.",
    )  # fmt: skip
    yield from foot_of(paper, it)


def feedback_transfer(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """To the competent body, with who wrote and what."""
    visit = it.visit
    receiver = dotted(_ground_of(it, "transferred") or (visit.outcome_agency if visit else ""))
    who = names(it.people)
    yield from head_of(paper, it, to=receiver)
    yield Passage("received", RECEIVED, _came(it, f"ông (bà) {who}"))
    yield Passage("people", Term("Người gửi", "The sender"), "\n".join(people_lines(it.people)))
    yield Passage("content", CONTENT, f"Nội dung: {about_words(it)}.")
    yield Passage(
        "done", DONE,
        f"Căn cứ {_resting_on(paper)}, {it.office.name} chuyển đơn của ông (bà) {who} đến {receiver} để xem xét, giải "
        f"quyết theo thẩm quyền.",
    )  # fmt: skip
    yield Passage(
        "asked", ASKED, f"Đề nghị thông báo kết quả giải quyết cho {it.office.name} và cho người gửi đơn biết./."
    )
    yield from foot_of(paper, it)


def complaint_accepted(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """The parts of the annexed form, to the complainant."""
    who, done = names(it.people), it.last("accepted")
    accepted = f"ngày {day(done.on)}" if done else "ngày ……/……/………"
    yield from head_of(paper, it, to=f"Ông (bà) {who}")
    yield Passage("received", RECEIVED, _came(it, f"ông (bà) {who}"))
    yield Passage("people", Term("Người khiếu nại", "The complainant"), "\n".join(_complainants(it)))
    yield Passage("content", CONTENT, f"Khiếu nại về việc: {_complained(it)}.")
    yield Passage(
        "done", DONE,
        f"Căn cứ {_resting_on(paper)}, khiếu nại của ông (bà) {who} đủ điều kiện thụ lý và thuộc thẩm quyền giải quyết "
        f"của {resolver_of(it)}. {resolver_of(it)} thụ lý giải quyết khiếu nại{_instance_of(it)} kể từ {accepted}.",
    )  # fmt: skip
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def complaint_not_accepted(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """The parts of the annexed form, with the ground the law names."""
    who, done = names(it.people), it.last("not_accepted")
    ground = COMPLAINT_NOT_ACCEPTED.get(str(done.data.get("ground", ""))) if done else None
    more = str(done.data.get("reason") or "") if done else ""
    reason = " ".join(filter(None, (f"{ground.vi} ({cite_formally(ground.provision)})." if ground else "", more)))
    yield from head_of(paper, it, to=f"Ông (bà) {who}")
    yield Passage("received", RECEIVED, _came(it, f"ông (bà) {who}"))
    yield Passage("people", Term("Người khiếu nại", "The complainant"), "\n".join(_complainants(it)))
    yield Passage("content", CONTENT, f"Khiếu nại về việc: {_complained(it)}.")
    refused = f"{resolver_of(it)} không thụ lý giải quyết khiếu nại của ông (bà) {who}."
    yield Passage("done", DONE, f"Căn cứ {_resting_on(paper)}, {refused}")
    yield Passage("reason", REASON, f"Lý do: {dotted(reason)}")
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def denunciation_accepted(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """To the denouncer alone: their copy of what was decided."""
    who, done = names(it.people), it.last("accepted")
    yield from head_of(paper, it, to=f"Ông (bà) {who}")
    yield Passage("received", RECEIVED, _came(it, "ông (bà)"))
    yield Passage("content", CONTENT, f"Nội dung tố cáo: {about_words(it)}.")
    accepted = f"{resolver_of(it)} đã thụ lý tố cáo của ông (bà) ngày {day(done.on if done else None)}"
    by = f" theo Quyết định số {done.document_no}" if done and done.document_no else ""
    yield Passage("done", DONE, f"Căn cứ {_resting_on(paper)}, {accepted}{by}.")
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def denunciation_not_accepted(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """To the denouncer alone, with the ground the law names."""
    done = it.last("not_accepted")
    ground = DENUNCIATION_NOT_ACCEPTED.get(str(done.data.get("ground", ""))) if done else None
    yield from head_of(paper, it, to=f"Ông (bà) {names(it.people)}")
    yield Passage("received", RECEIVED, _came(it, "ông (bà)"))
    yield Passage("content", CONTENT, f"Nội dung tố cáo: {about_words(it)}.")
    yield Passage("done", DONE, f"Căn cứ {_resting_on(paper)}, {resolver_of(it)} không thụ lý tố cáo nêu trên.")
    said = f"{ground.vi} ({cite_formally(ground.provision)})." if ground else DOTS
    yield Passage("reason", REASON, f"Lý do: {said}")
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def denouncer_cover(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What goes around the denouncer's copy: the paper inside is the one everybody gets, and no other of the file."""
    rows = [
        f" {CELL} ".join((str(place), _paper_of_act(it, one.act), one.document_no, day(one.document_on or one.on)))
        for place, one in enumerate(_told_the_denouncer(it), start=1)
    ]
    yield from head_of(paper, it, to=f"Ông (bà) {names(it.people)}")
    addresses = "\n".join(f"Địa chỉ: {dotted(one.address)}." for one in it.people)
    yield Passage("people", Term("Địa chỉ", "Address"), addresses)
    yield Passage("sent", DONE, f"{it.office.name} gửi ông (bà) các văn bản sau:")
    yield Passage("papers", Term("Văn bản gửi kèm", "Enclosed"), "\n".join(rows), Look.TABLE, ENCLOSED)
    yield Passage("end", END, "Các văn bản gửi nơi khác không nêu họ tên, địa chỉ của ông (bà)./.")
    yield from foot_of(paper, it)


def _told_the_denouncer(it: NamedFacts) -> Iterator[Done]:
    """What was done that the denouncer gets the paper of; of the conclusion they get a notice of their own."""
    told = {edge.act for edge in edges_of(it.procedure) if Party.DENOUNCER in edge.notifies} - {SENT}
    yield from (one for one in it.log if one.document_no and one.act in told)


def _paper_of_act(it: NamedFacts, act: str) -> str:
    """What the paper an act made is called."""
    own = (one.name.vi for one in papers_of(it.subject, it.procedure, it.today) if act in one.acts and not one.tells)
    return next(own, PAPERS_SENT[act][0] if act in PAPERS_SENT else ACTS[act].vi)


def proposal(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """To the head of the agency, before anything is accepted. Of a denunciation it names nobody."""
    yield from head_of(paper, it, to=resolver_of(it))
    who = ", ".join(it.shown_as) or DOTS
    came = f"Ngày {day(it.received_on)} nhận được {petition_words(it.procedure)} (mã {it.code})."
    yield Passage("received", RECEIVED, came)
    yield Passage("people", Term("Người đứng đơn", "The petitioner"), f"Người đứng đơn: {who}.")
    forwarded = f"Nơi chuyển: {it.forwarder}, văn bản số {dotted(it.forward_document)}." if it.forwarder else ""
    yield Passage("content", CONTENT, "\n".join(filter(None, (f"Nội dung: {about_words(it)}.", forwarded))))
    yield Passage(
        "earlier", Term("Đã giải quyết", "Settled before"), f"Đã được giải quyết (nếu có) bởi: {DOTS}, ngày ……/……/………"
    )
    yield Passage(
        "done", Term("Đề xuất", "Proposal"), f"Đề xuất {resolver_of(it)} thụ lý để giải quyết theo thẩm quyền."
    )
    yield from foot_of(paper, it)


def urging(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """To whoever has not answered: what was sent, when, how long ago, and what is asked by when."""
    done = it.last("transferred", "guided")
    yield from head_of(paper, it, to=dotted(_ground_of(it, "transferred", "guided")))
    by = f" kèm văn bản số {done.document_no}" if done and done.document_no else ""
    when, what = day(done.on if done else None), f"{petition_words(it.procedure)}{by} (mã {it.code})"
    how = "hướng dẫn người gửi đưa đến quý cơ quan" if done and done.act == "guided" else "chuyển"
    sent = f"Ngày {when}, {it.office.name} {how} {what}"
    passed = f" Đến nay đã {(it.today - done.on).days} ngày" if done else " Đến nay"
    yield Passage("received", RECEIVED, f"{sent} để giải quyết theo thẩm quyền.{passed}, chưa nhận được kết quả.")
    yield Passage("content", CONTENT, f"Vụ việc: {about_words(it)}.")
    asked = "báo cáo quá trình giải quyết, lý do chậm, trách nhiệm của tổ chức, cá nhân liên quan và kết quả"
    until = f"gửi {it.office.name} trước ngày {day(None)}./."
    yield Passage("asked", ASKED, f"Căn cứ {_resting_on(paper)}, đề nghị cơ quan {asked}, {until}")
    yield from foot_of(paper, it)


def _complainants(it: NamedFacts) -> Iterator[str]:
    for one in it.people:
        paper = paper_of(one)
        yield f"Người {kind_of(it.procedure)}: {one.full_name}. Địa chỉ: {one.address or DOTS}."
        yield f"{paper[:1].upper()}{paper[1:]}."


def _complained(it: Facts) -> str:
    contested = f" (quyết định, hành vi bị khiếu nại: {it.contested})" if it.contested else ""
    return f"{complained_of(it)}{contested}"
