"""Pages read by a strict parser of HTML5, each shape of page once a worker.

To read a page so takes longer than to make it. What a strict parser can object to stands in the tags, in the names of
their attributes, in their order, in where there is text at all, and in how single letters are written. Two pages that
differ in words and values only are both right or both wrong, when every letter of theirs is beyond doubt.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib

VALUE = re.compile(r'(?<!\btype)="[^"]*"')  # some elements may stand where they stand because of their type
WORDS = re.compile(r">\s*[^<\s][^<]*<")
# References no list is needed to know, and none of the code points HTML5 does not allow.
DOUBTFUL = re.compile(
    r"&(?!(?:amp|lt|gt|quot|nbsp|#3[49]);)|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]"
    "|[\U0001fffe-\U0001ffff]"
)
_right: set[str] = set()


def tree_of(html: str) -> Element:
    """The page as a tree. Raises what html5lib raises on the first thing that is wrong."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def look_through(html: str) -> Element | None:
    """Read a page, unless one of its shape was read before: its tree, when it was read."""
    shape = WORDS.sub(">x<", VALUE.sub("=", html))
    if shape in _right and not DOUBTFUL.search(html):
        return None
    tree = tree_of(html)
    _right.add(shape)
    return tree
