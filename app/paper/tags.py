"""How the tags of a template stand in it: paragraph by paragraph, each opened and closed where Word can repeat it.

docxtpl repeats what stands between two tags: words in a paragraph; with ``{%p``, ``{%tr``, ``{%tc`` the paragraphs,
rows or cells between those that hold nothing but the tag. Anything else would tear the file, so it is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.casework.errors import Refused
from app.paper.package import W, parsed

PART: Final = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
TAG: Final = re.compile(r"\{(?P<kind>[{%#])(?P<inside>.*?)(?P<end>[}%#]\}|$)")
ENDS: Final = {"{": "}}", "%": "%}", "#": "#}"}
BESIDE: Final = re.compile(r"^(p|tr|tc|r)\s+")
CLOSES: Final = {"endfor": "for", "endif": "if"}
BETWEEN: Final = frozenset({"else", "elif"})
HOLDERS: Final = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
LONGEST: Final = 200  # signs in a tag
MOST_BRACKETS: Final = 8
Wrong = tuple["Line", Refused]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``part``: document, header, footer, footnotes; ``number``: counted from 1 in it."""

    part: str
    number: int
    text: str
    paragraph: Any


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag ``{% … %}``. ``beside``: p, tr, tc or nothing; ``holder``: what it stands in, that is repeated."""

    line: Line
    word: str
    beside: str
    whole: str

    @property
    def holder(self) -> Any:
        wanted = HOLDERS.get(self.beside, HOLDERS["p"])
        own = self.line.paragraph
        return own if own.tag == wanted else next(own.iterancestors(wanted), None)

    @property
    def place(self) -> Any:
        """What both ends of it must share: the paragraph, or what its holder stands in."""
        return self.holder.getparent() if self.beside else self.holder


def lines_of(parts: Mapping[str, bytes]) -> list[Line]:
    """Every paragraph of what a template prints, in the order of the file."""
    found: list[Line] = []
    for name, part in parts.items():
        known = PART.match(name)
        paragraphs = parsed(part).iter(f"{W}p") if known else ()
        found += [
            Line(known[1].rstrip("0123456789"), number, _text(one), one)
            for number, one in enumerate(paragraphs, start=1)
            if known
        ]
    return found


def misplaced(lines: Sequence[Line]) -> list[Wrong]:
    """The tags that are not closed, not opened, or stand where nothing can be repeated."""
    found: list[Wrong] = []
    opened: list[Tag] = []
    for line in lines:
        if opened and opened[-1].line.part != line.part:
            found += map(_unclosed, opened)
            opened = []
        for tag in _tags(line, found):
            found += ((line, why) for why in _wrong(tag, opened))
    return found + list(map(_unclosed, opened))


@dataclass(frozen=True, slots=True)
class Mended:
    """A template as far as it can be read: a line of source for each paragraph, and the tags left out of it."""

    sources: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The source, as the language of templates reads it."""
        return "\n".join(self.sources)


def mended(lines: Sequence[Line]) -> Mended:
    """The template without the tags that are misplaced, and with what is open closed: so that the rest can be judged.

    What it is filled in from is never this.
    """
    opened: list[str] = []
    left_out: list[str] = []

    def read(tag: re.Match[str]) -> str:
        if _shape(tag) is None and (tag["kind"] != "%" or _pairs(_word(tag["inside"]), opened)):
            return _bare(tag[0], tag["inside"])
        left_out.append(tag[0])
        return ""

    sources = [TAG.sub(read, line.text) for line in lines]
    closing = "".join(f"{{% end{word} %}}" for word in reversed(opened))
    return Mended((*sources[:-1], *(f"{one}{closing}" for one in sources[-1:])), tuple(left_out))


def _pairs(word: str, opened: list[str]) -> bool:
    """Whether a tag opens something, or goes with what is open; keeps count of it."""
    if word in CLOSES.values():
        opened.append(word)
    elif word in CLOSES and opened[-1:] == [CLOSES[word]]:
        opened.pop()
    else:
        return word in BETWEEN and bool(opened)
    return True


def _word(inside: str) -> str:
    """What a tag begins with, after the letters only docxtpl reads."""
    return next(iter(BESIDE.sub("", inside.strip()).split()), "")


def _unclosed(tag: Tag) -> Wrong:
    ending = next(end for end, word in CLOSES.items() if word == tag.word)
    return tag.line, Refused(
        "Thẻ %(tag)s chưa có thẻ đóng %(end)s.", tag=tag.whole, end=f"{{%{tag.beside} {ending} %}}"
    )


def _tags(line: Line, found: list[Wrong]) -> Iterator[Tag]:
    for tag in TAG.finditer(line.text):
        why = _shape(tag)
        if why is not None:
            found.append((line, why))
        elif tag["kind"] == "%":
            beside = BESIDE.match(tag["inside"])
            said = tag["inside"][beside.end() :] if beside else tag["inside"]
            yield Tag(line, next(iter(said.split()), ""), beside[1] if beside else "", tag[0])


def _shape(tag: re.Match[str]) -> Refused | None:
    if tag["end"] != ENDS[tag["kind"]]:
        return Refused("Thẻ %(tag)s chưa đóng bằng %(end)s trong cùng đoạn.", tag=tag[0][:40], end=ENDS[tag["kind"]])
    if len(tag["inside"]) > LONGEST:
        return Refused("Thẻ dài quá %(most)s ký tự.", most=LONGEST)
    if sum(map(tag["inside"].count, "([{")) > MOST_BRACKETS:
        return Refused("Thẻ có quá nhiều dấu ngoặc.")
    if tag["kind"] == "{" and BESIDE.match(tag["inside"]):
        return Refused("Ghi trường là {{ tên }}, không có chữ đứng trước tên.")
    if tag["inside"].startswith("-") or tag["inside"].endswith("-"):
        return Refused("Bỏ dấu - ở đầu và cuối thẻ.")
    return None


def _wrong(tag: Tag, opened: list[Tag]) -> Iterator[Refused]:
    """What is wrong with a tag after those that are open; keeps count of them."""
    if tag.word in CLOSES.values():
        opened.append(tag)
    elif tag.word in CLOSES or tag.word in BETWEEN:
        yield from _end(tag, opened)
    else:
        yield Refused("Không có lệnh “%(name)s”. Chỉ dùng for, if, elif, else và thẻ đóng của chúng.", name=tag.word)
        return
    if tag.beside and (tag.holder is None or _text_in(tag.holder) != tag.whole):
        yield ALONE.get(tag.beside) or Refused("Không dùng {%r … %}: bỏ chữ r.")


def _end(tag: Tag, opened: list[Tag]) -> Iterator[Refused]:
    begun = opened[-1] if opened else None
    if begun is None or CLOSES.get(tag.word, begun.word) != begun.word:
        yield Refused("Thẻ %(tag)s không có thẻ mở trước nó.", tag=tag.whole)
        return
    if tag.word in CLOSES:
        opened.pop()
    if tag.beside != begun.beside or tag.holder is None or tag.place is not begun.place:
        yield Refused(
            "Thẻ %(tag)s phải cùng kiểu và cùng chỗ với thẻ mở %(begun)s: trong một đoạn, hoặc đều ghi p, tr, tc.",
            tag=tag.whole, begun=begun.whole,
        )  # fmt: skip


ALONE: Final = {
    "p": Refused("Thẻ {%p … %} phải đứng một mình trong đoạn: cả đoạn ấy sẽ bỏ đi."),
    "tr": Refused("Thẻ {%tr … %} phải đứng một mình trong một hàng của bảng: cả hàng ấy sẽ bỏ đi."),
    "tc": Refused("Thẻ {%tc … %} phải đứng một mình trong một ô của bảng: cả ô ấy sẽ bỏ đi."),
}


def _bare(whole: str, inside: str) -> str:
    """A tag without what only docxtpl reads."""
    if whole.startswith("{#"):
        return ""
    return f"{whole[:2]} {BESIDE.sub('', inside)}{whole[-2:]}".translate(QUOTES)


def _text(paragraph: Any) -> str:
    """The words of a paragraph without those of a text box in it, which has paragraphs of its own."""
    own = (one for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br") if next(one.iterancestors(f"{W}p")) is paragraph)
    return "".join((one.text or "") if one.tag == f"{W}t" else " " for one in own).replace("\n", " ")


def _text_in(holder: Any) -> str:
    return "".join(one.text or "" for one in holder.iter(f"{W}t")).strip()
