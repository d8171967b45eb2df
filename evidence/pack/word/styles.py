"""Styles of a Word document: what each part looks like, by Word's own names where it has them."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml

from evidence.pack.word.tables import CELL_MARGIN
from evidence.pack.word.xml import NAMES, ROOM, XMLNS
from evidence.pack.words import LANGUAGE
from evidence.show import theme

# Arial comes with Windows and macOS themselves, not only with Office, has the Welsh letters and figures of one width,
# and LibreOffice replaces it with a typeface of the same widths: everybody sees the same lines and pages.
FONT = "Arial"
INK, MUTED, BAND, HAIRLINE = (c.lstrip("#") for c in (theme.INK, theme.MUTED, theme.BAND, theme.HAIRLINE))
STYLE_ID = f"{{{NAMES['w']}}}styleId"
BUILT_IN = (
    "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Caption", "ListBullet", "TOCHeading", "TOC1", "TOC2", "Footer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style by its id and name: sizes in points, lines in parts of the size.

    `frame` and `indent` are further XML, before and after the spacing, where the file format wants them.
    """

    key: str
    name: str
    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 6
    line: float = 1.2
    keep_next: bool = False
    keep_lines: bool = False
    frame: str = ""  # page break, numbering, borders, tabs
    indent: str = ""  # indents, spacing between equals
    outline: int | None = None
    then: str = "Normal"

    @property
    def xml(self) -> str:
        """The style for the file."""
        normal = self.key == "Normal"
        kind = ' w:default="1"' if normal else "" if self.key in BUILT_IN else ' w:customStyle="1"'
        based = "" if normal else '<w:basedOn w:val="Normal"/>'
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            f'<w:style {XMLNS} w:type="paragraph"{kind} w:styleId="{self.key}"><w:name w:val="{self.name}"/>{based}'
            f'<w:next w:val="{self.then}"/><w:qFormat/><w:pPr>'
            f"{'<w:keepNext/>' if self.keep_next else ''}{'<w:keepLines/>' if self.keep_lines else ''}{self.frame}"
            f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" '
            f'w:line="{self.line * 240:.0f}" w:lineRule="auto"/>{self.indent}{outline}</w:pPr>'
            f"<w:rPr>{'<w:b/><w:bCs/>' if self.bold else ''}"
            f'<w:color w:val="{self.colour}"/><w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'
            "</w:rPr></w:style>"
        )


def _border(side: str, eighths: int, colour: str, space: int) -> str:
    """One side of a paragraph's border, its thickness in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def _box() -> str:
    """A border all round."""
    return f"<w:pBdr>{''.join(_border(side, 8, INK, 6) for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"


def _hanging(twips: int) -> str:
    """Lines after the first are set in."""
    return f'<w:ind w:left="{twips}" w:hanging="{twips}"/>'


def _tab(twips: int) -> str:
    """A tab stop."""
    return f'<w:tabs><w:tab w:val="left" w:pos="{twips}"/></w:tabs>'


_BULLET = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_BAR = f"<w:pBdr>{_border('left', 18, HAIRLINE, 10)}</w:pBdr>"
# Where Word puts the page numbers once it knows them.
_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{ROOM}"/></w:tabs>'
STYLES = (
    _Style("Normal", "Normal", after=7, line=1.25),
    _Style("Kicker", "Kicker", size=13, colour=MUTED, before=24, after=4, keep_next=True, then="Title"),
    _Style("Title", "Title", size=32, bold=True, after=8, line=1.05, keep_lines=True, then="Subtitle"),
    _Style("Subtitle", "Subtitle", size=15, colour=MUTED, after=24),
    _Style(
        "Heading1", "heading 1", size=20, bold=True, after=8, line=1.1, keep_next=True, keep_lines=True,
        frame="<w:pageBreakBefore/>", outline=0, then="Summary",
    ),
    _Style("Heading2", "heading 2", size=14, bold=True, before=20, after=5, keep_next=True, keep_lines=True, outline=1),
    _Style("Heading3", "heading 3", size=11.5, bold=True, before=14, after=4, keep_next=True, keep_lines=True, outline=2),
    _Style("Summary", "Summary", size=12.5, colour=MUTED, after=14, indent="<w:contextualSpacing/>"),
    _Style("ListBullet", "List Bullet", after=4, keep_lines=True, frame=_BULLET, indent=_hanging(340), then="ListBullet"),
    _Style("Statement", "Statement", before=6, after=4, frame=_tab(480), indent=_hanging(480), then="Statement"),
    _Style("StatementGoesOn", "Statement goes on", after=4, indent='<w:ind w:left="480"/>', then="Statement"),
    _Style("StatementNote", "Statement note", size=8.5, colour=MUTED, after=3, line=1.1, indent='<w:ind w:left="480"/>', then="Statement"),
    _Style("Note", "Note", before=8, after=10, keep_lines=True, frame=_BAR, indent='<w:ind w:left="240"/>'),
    _Style("Caption", "caption", bold=True, before=18, after=2, keep_next=True, keep_lines=True, then="Measure"),
    _Style("Measure", "Measure", size=9.5, colour=MUTED, after=4, keep_next=True, keep_lines=True),
    _Style("Picture", "Picture", after=2, line=1, keep_next=True, then="Source"),
    _Style("Source", "Source", size=8.5, colour=MUTED, before=3, after=3, line=1.1, keep_lines=True),
    _Style("TableText", "Table text", size=9, before=2, after=2, line=1.05, then="TableText"),
    _Style("SmallTableText", "Small table text", size=8, before=1, after=1, line=1, then="SmallTableText"),
    _Style("TileFigure", "Tile figure", size=13, bold=True, before=1, after=1, line=1, then="TableText"),
    _Style("SourceEntry", "Source entry", size=9.5, after=10, keep_lines=True, frame=_tab(480), indent=_hanging(480)),
    _Style("Mark", "Mark", size=12, bold=True, after=0, frame=_box(), indent='<w:ind w:left="140" w:right="140"/>'),
    _Style("CoverFact", "Cover fact", size=11, after=3, frame=_tab(2100), indent=_hanging(2100), then="CoverFact"),
    _Style("CoverPicture", "Cover picture", before=24, after=4, line=1, keep_next=True, then="Source"),
    _Style("TOCHeading", "TOC Heading", size=20, bold=True, after=10, keep_next=True, frame="<w:pageBreakBefore/>"),
    _Style("TOC1", "toc 1", bold=True, before=5, after=0, line=1.1, keep_next=True, frame=_RIGHT_TAB),
    _Style("TOC2", "toc 2", size=9.5, after=0, line=1.05, frame=_RIGHT_TAB, indent='<w:ind w:left="340"/>'),
    _Style("Footer", "footer", size=8.5, colour=MUTED, after=0, line=1.1),
)  # fmt: skip
# What a team that writes on will look for; everything else of python-docx's template is colour of another house, and
# Word makes any style of its own anew when it is chosen.
KEPT_STYLES = (
    "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "ListBullet2", "ListBullet3", "ListNumber",
    "ListNumber2", "ListNumber3", "ListParagraph", "Strong", "Emphasis",
)  # fmt: skip
DEFAULTS = (
    f'<w:docDefaults {XMLNS}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" '
    f'w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" '
    'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
OTHER_STYLES = (
    f'<w:style {XMLNS} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:rPr><w:color w:val="{INK}"/><w:u w:val="single"/></w:rPr></w:style>',
    f'<w:style {XMLNS} w:type="character" w:customStyle="1" w:styleId="Reference"><w:name w:val="Reference"/>'
    f'<w:qFormat/><w:rPr><w:u w:val="single" w:color="{HAIRLINE}"/></w:rPr></w:style>',
    f'<w:style {XMLNS} w:type="table" w:customStyle="1" w:styleId="EvidenceTable"><w:name w:val="Evidence table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f"{_border('top', 8, INK, 0)}{_border('bottom', 8, INK, 0)}{_border('insideH', 4, BAND, 0)}</w:tblBorders>"
    f'<w:tblCellMar><w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f"{_border('bottom', 8, INK, 0)}</w:tcBorders>"
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>',
)


def set_styles(document: Document) -> None:
    """Our styles instead of the template's, one typeface and British English throughout."""
    styles = document.styles.element
    for old in styles.xpath("w:style"):
        if old.get(STYLE_ID) not in KEPT_STYLES:
            styles.remove(old)
    for defaults in styles.xpath("w:docDefaults"):
        styles.replace(defaults, parse_xml(DEFAULTS))
    for xml in (*(style.xml for style in STYLES), *OTHER_STYLES):
        styles.append(parse_xml(xml))
