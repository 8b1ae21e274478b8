"""What the pages of the templates of papers show, every word ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.papers.examples import example_of
from app.casework.papers.fields import PaperField, Value
from app.casework.papers.templates import A_DAY, Span, Uploaded, spans_of, templates_of, used_on, uses_of
from app.extensions import db
from app.paper.pdf import converter
from app.paper.province import NotATemplate
from app.paper.tags import Line
from app.records.papers import PaperTemplate
from app.statute.papers import INSPECTION_PAPERS, TEMPLATED, OfficialPaper, Subject
from app.web.clock import today
from app.web.forms import sentence_of
from app.web.rules import model_words
from app.web.views import Change, Fact, Link
from app.web.wording import day, moment, spoken

LONGEST_QUOTE = 60
SHOWN_OF_A_HASH = 16


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A kind of paper in the list. ``own``: it is made from a template of the province today."""

    words: str
    url: str
    facts: str
    used: str
    own: bool


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers made from one kind of matter."""

    words: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class SpanLine:
    """What a kind of paper is made from, and when. ``url``: the template; ``end_url``: where it is withdrawn."""

    when: str
    words: str
    url: str
    end_url: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field a template may print."""

    tag: str
    words: str
    example: str
    needed: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A kind of paper: what it is made from, its fields, its templates."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    spans: tuple[SpanLine, ...]
    fields: tuple[FieldLine, ...]
    uploaded: tuple[Link, ...]
    starter_url: str
    joint: str
    changed: str


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """One template, tried: what it says of the invented matter. ``trouble``: why it cannot be used any more."""

    title: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    lines: tuple[str, ...]
    trouble: str
    use_url: str
    file_url: str
    docx_url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form before a template is used or withdrawn."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str


URGING, INSPECTING = "urging", "inspecting"
SUBJECTS: tuple[Subject, ...] = (Subject.VISIT, Subject.PETITION, Subject.CASE)


def papers_now() -> list[OfficialPaper]:
    """Every kind of paper of today's law."""
    return [one for one in TEMPLATED if one.holds_on(today())]


def index_groups() -> tuple[PaperGroup, ...]:
    """Every kind of paper, under the first kind of matter it is made from."""
    used = used_on(db.session(), today())
    words: dict[Subject | str, str] = {
        Subject.VISIT: _("Tiếp công dân"), Subject.PETITION: _("Xử lý đơn"), Subject.CASE: _("Giải quyết vụ việc"),
        URGING: _("Đôn đốc"), INSPECTING: _("Kiểm tra"),
    }  # fmt: skip
    return tuple(
        PaperGroup(said, tuple(_line(one, used.get(one.code)) for one in papers_now() if _group_of(one) == subject))
        for subject, said in words.items()
    )


def _group_of(paper: OfficialPaper) -> Subject | str:
    """The kind of matter it is made of; of no matter, whether it urges or is of an inspection."""
    other = INSPECTING if paper in INSPECTION_PAPERS else URGING
    return next((one for one in SUBJECTS if one in paper.subjects), other)


def _line(paper: OfficialPaper, template: PaperTemplate | None) -> PaperLine:
    return PaperLine(
        words=spoken(paper.name), url=url_for("admin.paper_template", paper=paper.code), facts=model_words(paper),
        used=template.name if template else _("mẫu có sẵn"), own=template is not None,
    )  # fmt: skip


def crumbs_of(paper: OfficialPaper, *more: Link) -> tuple[Link, ...]:
    """Where one is: the list, the kind of paper, and what is below."""
    own = url_for("admin.paper_template", paper=paper.code) if more else ""
    return (Link(_("Mẫu văn bản"), url_for("admin.paper_templates")), Link(spoken(paper.name), own), *more)


def paper_page(paper: OfficialPaper) -> PaperPage:
    """A kind of paper."""
    session = db.session()
    uploaded = templates_of(session, paper)
    example = example_of(paper, today())
    return PaperPage(
        title=spoken(paper.name), lede=model_words(paper), crumbs=crumbs_of(paper),
        spans=tuple(_span(paper, one) for one in spans_of(session, uses_of(session, paper))),
        fields=tuple(_field(one) for one in example.fields), uploaded=tuple(map(_uploaded, uploaded)),
        starter_url=url_for("admin.starter_template", paper=paper.code),
        joint=_("Văn bản gửi nơi khác: không có trường nào nêu người tố cáo.") if paper.joint else "",
        changed=_changed(paper, uploaded),
    )  # fmt: skip


def _changed(paper: OfficialPaper, uploaded: Sequence[Uploaded]) -> str:
    """The law changed the paper after the template was made: somebody has to look again."""
    used = used_on(db.session(), today()).get(paper.code)
    if used is None or not uploaded or used.uploaded_at.date() >= paper.from_on:
        return ""
    return _("Pháp luật về văn bản này đổi từ %(day)s, sau khi mẫu được tải lên. Xem lại mẫu.", day=day(paper.from_on))


def _span(paper: OfficialPaper, span: Span) -> SpanLine:
    template = span.template
    over = span.until_on is not None and span.until_on < today()
    end_url = url_for("admin.withdraw_template", paper=paper.code, on=span.from_on or today())
    return SpanLine(
        when=span_words(span), words=template.name if template else _("Mẫu có sẵn của phần mềm"),
        url=url_for("admin.template", ref=template.ref) if template else "",
        end_url=end_url if template and not over else "",
    )  # fmt: skip


def span_words(span: Span) -> str:
    """từ 01/12/2026 đến hết 31/12/2026."""
    if span.from_on is None and span.until_on is None:
        return _("mọi ngày")
    if span.from_on is None:
        return _("đến hết %(until)s", until=day(span.until_on))
    if span.until_on is None:
        return _("từ %(day)s", day=day(span.from_on))
    return _("từ %(day)s đến hết %(until)s", day=day(span.from_on), until=day(span.until_on))


def _field(one: PaperField) -> FieldLine:
    return FieldLine(_tag(one), spoken(one.label), _example(one.example), _needed(one))


def _needed(one: PaperField) -> str:
    if not one.needed:
        return ""
    return _("phải có, hoặc có %(body)s", body="body") if one.in_body else _("phải có")


def _tag(one: PaperField) -> str:
    if not one.is_list:
        return f"{{{{ {one.name} }}}}"
    item = "row[0]" if one.columns else "one"
    loop = "row" if one.columns else "one"
    beside = "tr" if one.columns else "p"
    return f"{{%{beside} for {loop} in {one.name} %}} {{{{ {item} }}}} {{%{beside} endfor %}}"


def _example(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(" | ".join(one) if isinstance(one, list) else one for one in value)


def _uploaded(one: Uploaded) -> Link:
    words = _("%(name)s, %(who)s tải lên lúc %(when)s", name=one.template.name, who=one.by,
              when=moment(one.template.uploaded_at))  # fmt: skip
    return Link(words, url_for("admin.template", ref=one.template.ref))


def template_page(paper: OfficialPaper, template: PaperTemplate, lines: Sequence[str], trouble: str) -> TemplatePage:
    """One template. ``lines``: what it says of the invented matter."""
    spans = [one for one in spans_of(db.session(), uses_of(db.session(), paper)) if one.template is template]
    return TemplatePage(
        title=template.name, crumbs=crumbs_of(paper, Link(template.name, "")),
        facts=(
            Fact(_("Thời gian dùng"), "; ".join(map(span_words, spans)) or _("chưa dùng")),
            Fact(_("Tải lên lúc"), moment(template.uploaded_at)),
            Fact("SHA-256", f"{template.sha256[:SHOWN_OF_A_HASH]}…"),
        ),
        lines=tuple(lines), trouble=trouble, use_url=url_for("admin.use_template", ref=template.ref),
        file_url=url_for("admin.template_file", ref=template.ref, what="goc"),
        docx_url=url_for("admin.template_file", ref=template.ref, what="thu"),
        pdf_url=url_for("admin.template_file", ref=template.ref, what="pdf") if converter() else "",
    )  # fmt: skip


def trouble_words(told: NotATemplate) -> Iterator[str]:
    """Đoạn 12 (“Kính gửi: {{ ten }}”): Không có trường “ten” ở văn bản này. Then what the whole lacks."""
    for one in told.problems:
        text = one.line.text.strip()
        quoted = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
        yield _("%(where)s (“%(text)s”): %(why)s", where=_place(one.line), text=quoted, why=sentence_of(one.why))
    if told.lacking is not None:
        yield sentence_of(told.lacking)


def _place(line: Line) -> str:
    n = line.number
    known = {
        "document": _("Đoạn %(n)s", n=n), "header": _("Đầu trang, đoạn %(n)s", n=n),
        "footer": _("Chân trang, đoạn %(n)s", n=n),
    }  # fmt: skip
    return known.get(line.part) or _("Chú thích, đoạn %(n)s", n=n)


def changes_of(before: Sequence[Span], after: Sequence[Span]) -> tuple[Change, ...]:
    """A line for each stretch of days from today on: what it is made from now, and what then."""
    starts = sorted({today(), *(one.from_on for one in (*before, *after) if one.from_on and one.from_on > today())})
    ends = [one - A_DAY for one in starts[1:]]
    return tuple(
        Change(span_words(Span(start, end, None)), _made_from(before, start), _made_from(after, start))
        for start, end in zip(starts, [*ends, None], strict=True)
    )


def _made_from(spans: Sequence[Span], on: date) -> str:
    template = next(one.template for one in spans if one.holds_on(on))
    return template.name if template else _("Mẫu có sẵn của phần mềm")
