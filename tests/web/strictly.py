"""Pages read by a strict parser of HTML5, each order of elements once a run.

To read a page so takes longer than to make it. What a strict parser can object to stands in the letters, in how a tag
is written, and in the order of the elements. The first two are seen at a glance; where they are beyond doubt, pages
that have their elements in the same order are both right or both wrong, whatever their words and attributes.
"""

from __future__ import annotations

import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import lxml.html
from html5lib.html5parser import ParseError

from tests import once

VALUE = re.compile(r'(?<!\btype)="[^"]*"')  # some elements may stand where they stand because of their type
WORDS = re.compile(r">\s*[^<\s][^<]*<")
BLANK = re.compile(r">\s+<")  # may stand anywhere
# References no list is needed to know, none of the code points HTML5 does not allow, no element whose place depends on
# its other attributes.
DOUBTFUL = re.compile(
    r"&(?!(?:amp|lt|gt|quot|nbsp|#3[49]);)|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]"
    "|[\U0001fffe-\U0001ffff]|<(?:font|annotation-xml)\\b"
)
TAG = re.compile(r"<[^>]*>")
START = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:_-]*(?:="[^"]*")?)*)\s*(/?)>')
END = re.compile(r"</[a-z][a-z0-9]*>|<!doctype html>")
NAME = re.compile(r'\s+([a-z][a-z0-9:_-]*)(?:="([^"]*)")?')
# From the third of a row of equals on, a parser is where it was before the one that went before.
EQUALS = re.compile(r"(?>(<(tr|li|option)\b[^>]*>(?:(?!<\2\b).)*?</\2>))\1{2,}", re.DOTALL)
# These are read as if they had their own name for a value, which nobody wrote.
MINIMIZED = frozenset({"checked", "defer", "disabled", "ismap", "multiple", "readonly", "selected"})
_right: set[str] = set()


def tree_of(html: str) -> Element:
    """The page as a tree, in a tenth of the time and by a parser that takes everything: for a page known to be right.

    As the strict one reads it, but for the ``tbody`` nobody wrote and the namespace of drawings.
    """
    tree: Any = lxml.html.document_fromstring(html.replace("\r\n", "\n"))
    for value in tree.xpath("//@*[name() = .]"):
        if value.attrname in MINIMIZED:
            value.getparent().set(value.attrname, "")
    for kept in tree.iter("textarea", "pre"):
        kept.text = kept.text and kept.text.removeprefix("\n")
    found: Element = tree
    return found


def read(html: str) -> Element:
    """The page as the strict parser reads it. Raises what html5lib raises on the first thing that is wrong."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def look_through(html: str) -> None:
    """Read a page, unless one with its elements in the same order was read before. Raises what :func:`read` raises."""
    written = BLANK.sub("><", WORDS.sub(">x<", VALUE.sub('=""', html)))
    if written in _right and not DOUBTFUL.search(html):
        return
    order = order_of(written)
    if order is None or DOUBTFUL.search(html):
        read(html)
        return
    kept = os.environ.get(once.FOLDER)  # not where a command opens pages, such as the bench of the search
    once_read = Path(kept, sha256(order.encode()).hexdigest()) if kept else None
    if once_read is None or not once_read.exists():
        try:
            read(order)  # takes half as long: most of a page are its attributes
        except ParseError:
            read(html)  # says where
            raise
    if once_read is not None:
        once_read.parent.mkdir(exist_ok=True)  # whoever tidies /tmp meanwhile
        once_read.touch()
    _right.add(written)


def order_of(written: str) -> str | None:
    """The elements and where there is text between them; None where a tag is written in an unusual way."""
    bare = TAG.sub(lambda found: _bare(found[0]), written)
    return None if "<?" in bare else EQUALS.sub(r"\1\1", bare)


@cache
def _bare(tag: str) -> str:
    """A tag without its attributes but for its type; ``<?`` when it is not beyond doubt."""
    if END.fullmatch(tag):
        return tag
    found = START.fullmatch(tag)
    if found is None:
        return "<?"
    named = NAME.findall(found[2])
    kind = dict(named).get("type")
    one_of_each = len(named) == len(dict(named))
    return f"<{found[1]}{'' if kind is None else f' type={kind}'}{found[3]}>" if one_of_each else "<?"
