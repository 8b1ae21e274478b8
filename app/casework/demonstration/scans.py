"""A scanned page of the demonstration: a PDF that shows a frame and says that it is none of anybody's papers."""

from __future__ import annotations

A4 = "0 0 595 842"
SAID = "Ban minh hoa, khong phai giay to that"  # the fonts of every reader have no Vietnamese marks


def scanned(pages: int) -> bytes:
    """A PDF of so many pages, the same for the same number."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page in range(pages):
        drawn = f"0.6 w 56 56 483 730 re S BT /F1 14 Tf 90 720 Td ({SAID}, trang {page + 1}) Tj ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{A4}] /Contents {5 + 2 * page} 0 R {fonts} >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    return _written(objects)


def _written(objects: list[str]) -> bytes:
    """The objects with the table that says where each begins."""
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return f"{text}{end}startxref\n{len(text)}\n%%EOF\n".encode("ascii")
