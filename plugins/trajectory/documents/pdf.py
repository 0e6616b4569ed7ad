"""The door of WeasyPrint: our own HTML and CSS as a tagged PDF (PDF/UA-1), made of the files beside the templates only.

The fonts there are the theme's own, at two weights: made once with `fontTools.varLib.instancer`, for a variable font is
made static again in every document, which takes longer than all else together and writes the time of day into it.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import cache
from multiprocessing.util import Finalize
from typing import Any

from charter.problems import Bilingual
from trajectory import templating

FOLDER = templating.FOLDER / "documents"
OWN = "own:"        # how the stylesheet names a file in that folder; no other address is fetched

MISSING = Bilingual(
    "voor PDF zijn WeasyPrint en Pango nodig: pip install 'ondertekend[pdf]' en op Debian of Ubuntu "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "PDF needs WeasyPrint and Pango: pip install 'ondertekend[pdf]' and on Debian or Ubuntu "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


class PdfMissing(Exception):
    """WeasyPrint, or a library that it is linked to, is not on this machine. `message` says what to install."""

    message = MISSING

    def __init__(self) -> None:
        super().__init__(MISSING.nl)


class Layout:
    """A document that is laid out, and may yet be thrown away: laying out is most of the work, writing the rest."""

    def __init__(self, laid_out: Any, lang: str):
        self._laid_out, self._lang = laid_out, lang

    @property
    def pages(self) -> int:
        """How many it takes."""
        return len(self._laid_out.pages)

    def pdf(self) -> bytes:
        """The same bytes for the same text: no time, no identifier."""
        return self._laid_out.write_pdf(pdf_variant="pdf/ua-1",
                                        finisher=lambda _, pdf: _completed(pdf, in_english=self._lang == "en"))


def lay_out(html: str, lang: str) -> Layout:
    """A page of ours, whole and in one language. Raises PdfMissing.

    Raises weasyprint's FatalURLFetchingError when it asks for a file that is not ours: a template let something through.
    """
    weasyprint, fonts, style, fetcher = press()
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return Layout(page.render(stylesheets=[style], font_config=fonts), lang)


@cache
def press() -> tuple[Any, ...]:
    """WeasyPrint with our fonts and our stylesheet, read once a process. Raises PdfMissing."""
    weasyprint, fonts, fetcher = _weasyprint()
    # Fonts are unpacked into a folder of their own. A forked worker ends without a word to its objects, but for these.
    Finalize(fonts, fonts.__del__, exitpriority=0)
    css = (FOLDER / "documents.css").read_text("utf-8")
    return weasyprint, fonts, weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher), fetcher


def _weasyprint() -> tuple[Any, ...]:
    # Imported here: half a second, and an extra that may be absent. What it prints about that is not for our readers.
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from PIL import ImageFile
            truncated = ImageFile.LOAD_TRUNCATED_IMAGES
            import weasyprint
            # It sets this for all who use Pillow; we refuse a photo that is damaged.
            ImageFile.LOAD_TRUNCATED_IMAGES = truncated
            from weasyprint.text import ffi
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError):
        raise PdfMissing from None
    if ffi.harfbuzz_subset is None:     # fonts would be cut by fontTools: 100 ms each, and the time of day gets in
        raise PdfMissing

    class OwnFiles(URLFetcher):
        """Gives the files of our folder by their name, and refuses every other address before anything is opened."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(OWN)
            if name == url or name not in {path.name for path in FOLDER.iterdir()}:
                raise ValueError(f"not a file of ours: {url}")
            kind = "image/svg+xml" if name.endswith(".svg") else "font/woff2"
            return URLFetcherResponse(url, (FOLDER / name).read_bytes(), {"Content-Type": kind})

    return weasyprint, FontConfiguration(), OwnFiles(fail_on_errors=True)


def _completed(pdf: Any, *, in_english: bool) -> None:
    """Adds to the tags what WeasyPrint 70 leaves out: what a header of a table is about, and which parts are Dutch."""
    for tag in (each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"):
        if tag["S"] == "/TH":       # its ID ends in row and column; our tables have one row of headers, the first
            row = tag["ID"].string.split("-")[1]
            tag["A"]["Scope"] = "/Column" if row == "0" else "/Row"
        elif in_english and _holds_dutch(tag):
            tag["Lang"] = "(nl)"


def _holds_dutch(tag: Any) -> bool:
    """In our templates div and span hold Dutch in an English document and nothing else.

    WeasyPrint makes a span of its own round every text. In that are numbers of texts, in ours are other tags.
    """
    return tag["S"] == "/Div" or (tag["S"] == "/Span" and not any(isinstance(kid, int) for kid in tag["K"]))
