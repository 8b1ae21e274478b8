"""What the words of a petition suggest it is: "nghi là khiếu nại", "nghi là tố cáo". A hint, never a decision.

Pure: text in, signs out. Words are compared folded, so marks and capitals do not count; what is shown is cut from the
text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.casework.folding import fold
from app.records.petitions import PetitionKind

LONGEST = 4  # signs shown of one kind: more convince nobody
NEAR = 90  # characters between an official and what they are accused of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: the kind it speaks for, and the words that say so, as they stand in the text."""

    kind: PetitionKind
    words: str


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


# Administrative decisions and acts, and saying in so many words that one complains of them.
CONTESTED: Final = _any(
    r"(?:quyet dinh|qd)(?: [a-z]+){0,6}? ?(?:so|so:) ?\d[\w./-]*(?: ?/ ?[a-z]+(?:-[a-z]+)+)?",
    r"(?:so )?\d+ ?(?:/ ?\d{4} ?)?/ ?(?:qd|tb)(?: ?- ?[a-z]+)+",
    r"(?:quyet dinh|thong bao) (?:ve (?:viec )?)?(?:thu hoi|cuong che|xu phat|giai toa|boi thuong|phe duyet phuong an)"
    r"(?: [a-z]+){0,3}",
    r"(?:quyet dinh|hanh vi) hanh chinh",
    r"quyet dinh ky luat(?: [a-z]+){0,3}",
    r"(?:tu choi|khong) (?:cap|dang ky|cong nhan|tiep nhan ho so|giai quyet ho so)(?: [a-z]+){0,5}",
    r"khong dong y (?:voi )?(?:noi dung )?(?:quyet dinh|thong bao|phuong an|muc (?:gia )?boi thuong)(?: [a-z]+){0,3}",
    r"(?:toi|chung toi|gia dinh toi|nay) (?:lam don )?khieu nai",
    r"don khieu nai",
)
OFFICIALS: Final = _any(
    r"(?:pho )?(?:chu tich|giam doc|truong phong|chanh van phong|bi thu|chi cuc truong|cuc truong|hieu truong)",
    r"can bo", r"cong chuc", r"vien chuc", r"dia chinh", r"cong an (?:xa|phuong|huyen|tinh)", r"ke toan",
    r"lanh dao(?: uy ban| ubnd| so| xa| phuong)?", r"truong (?:thon|lang)", r"thanh tra vien", r"kiem lam",
)  # fmt: skip
ACCUSED: Final = _any(
    r"nhan (?:hoi lo|tien)", r"doi (?:hoi lo|tien|chung chi)", r"dua hoi lo", r"hoi lo", r"tham (?:o|nhung)",
    r"lam dung chuc vu", r"loi dung (?:chuc vu|quyen han|vi tri)", r"lam quyen", r"vu loi", r"truc loi",
    r"voi vinh", r"sach nhieu", r"nhung nhieu", r"hach sach", r"gay (?:kho khan|phien ha)", r"chiem doat",
    r"bien thu", r"an chan", r"bao che", r"thong dong", r"cau ket", r"lap khong", r"lam gia", r"gia mao",
    r"khai khong", r"sai pham", r"vi pham phap luat", r"co y lam trai", r"lam trai",
    r"(?:cap|ban|giao|cho thue) dat (?:sai|trai)(?: [a-z]+){0,3}", r"hanh hung", r"de doa", r"tru dap", r"tra thu",
)  # fmt: skip
DENOUNCED: Final = _any(r"(?:toi|chung toi|gia dinh toi|nay|xin) (?:lam don )?to cao", r"don to cao")
# Names of laws, offices and books that say both words and accuse nobody.
EMPTY: Final = _any(
    r"luat (?:khieu nai|to cao|tiep cong dan)", r"giai quyet (?:don )?(?:thu )?khieu nai,? (?:va )?to cao",
    r"tiep (?:cong )?dan,? (?:giai quyet )?khieu nai,? (?:va )?to cao", r"khong (?:phai (?:la )?)?(?:khieu nai|to cao)",
)  # fmt: skip


def signs_in(text: str) -> tuple[Sign, ...]:
    """What ``text`` suggests: the signs of a complaint, then of a denunciation, as they stand there; no words twice."""
    plain, places = _folded(text)
    blank = EMPTY.sub(lambda found: " " * len(found[0]), plain)
    found = {
        PetitionKind.COMPLAINT: [one.span() for one in CONTESTED.finditer(blank)],
        PetitionKind.DENUNCIATION: [*(one.span() for one in DENOUNCED.finditer(blank)), *_accusations(blank)],
    }
    return tuple(
        Sign(kind, words)
        for kind, spans in found.items()
        for words in _different(_cut(text, places, span) for span in _joined(spans))
    )


def _joined(spans: list[Span]) -> list[Span]:
    """``spans`` in their order, those that overlap made one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _different(said: Iterable[str]) -> list[str]:
    return list({fold(words): words for words in reversed(list(said))}.values())[::-1][:LONGEST]


def suspected(text: str) -> frozenset[PetitionKind]:
    """The kinds ``text`` speaks for."""
    return frozenset(sign.kind for sign in signs_in(text))


def ignored(suspicions: frozenset[PetitionKind], chosen: PetitionKind) -> PetitionKind | None:
    """The kind that was suspected and not chosen; None when the choice is one of them, or nothing was suspected.

    An accusation outweighs a decision that is cited along with it: whoever is denounced may have signed it.
    """
    if chosen in suspicions or not suspicions:
        return None
    return PetitionKind.DENUNCIATION if PetitionKind.DENUNCIATION in suspicions else PetitionKind.COMPLAINT


def _accusations(plain: str) -> Iterator[Span]:
    """Where an official stands near what officials are accused of, in one sentence."""
    officials = [found.span() for found in OFFICIALS.finditer(plain)]
    for found in ACCUSED.finditer(plain):
        for start, end in officials:
            between = plain[end : found.start()] if end <= found.start() else plain[found.end() : start]
            if len(between) <= NEAR and not re.search(r"[.;!?\n]", between):
                yield min(start, found.start()), max(end, found.end())
                break


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` folded letter by letter, and where each folded letter stands in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        bare = "\n" if letter == "\n" else " " if letter.isspace() else fold(letter)
        if bare == " " and letters and letters[-1] == " ":
            continue
        letters.extend(bare)
        places.extend([place] * len(bare))
    return "".join(letters), places


def _cut(text: str, places: list[int], span: Span) -> str:
    first, last = places[span[0]], places[span[1] - 1]
    end = last + 1
    while end < len(text) and fold(text[end]) == "" and not text[end].isspace():
        end += 1  # marks typed apart from their letter
    return " ".join(text[first:end].split())
