"""Makes the pictures in `docs/papers` from every paper there is: `python -m tests.server.papers.pictures`."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from server.papers.kinds import paper
from server.papers.of_guide import SHEETS, guide_sheet
from server.papers.render import pdf
from tests.server.papers.held import OFFICE, samples
from tests.story import GUIDES

FOLDER = Path(__file__).parents[3] / "docs" / "papers"
_DPI, _POSTER_DPI = 80, 34


def every_pdf() -> Iterator[tuple[str, bytes]]:
    """Name and PDF of each."""
    for sample in samples():
        yield sample.name, paper(sample.kind, sample.held)
    for guide in GUIDES.values():
        for sheet in SHEETS:
            yield f"{sheet}-{guide['item']}", pdf(sheet, guide_sheet(guide, OFFICE.district))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, content in every_pdf():
        with pypdfium2.PdfDocument(content) as document:
            dpi = _POSTER_DPI if name.startswith("poster") else _DPI
            for number, page in enumerate(document, start=1):
                last = "" if len(document) == 1 else f"-{number}"
                page.render(scale=dpi / 72).to_pil().quantize(32).save(FOLDER / f"{name}{last}.png")


if __name__ == "__main__":
    main()
