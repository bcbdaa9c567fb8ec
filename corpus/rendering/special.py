"""Files of kinds that archives hold and the markup has no signs for.

``PLAIN`` are made here; ``PRINTED`` are given to LibreOffice as DOCX and finished afterwards.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml import parse_xml

from rendering.docx_file import empty, fill, replace_children, saved, to_docx
from rendering.docx_xml import CHANGED_BY, NAMESPACES, run
from rendering.html_page import to_html
from rendering.plain_text import to_text

_MORE_NAMESPACES = (
    f"{NAMESPACES}"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_ORDER = """|| Отдел образования администрации Ручьёвского района
# ПРИКАЗ № 15-о
|| от 3 марта 2014 г.
О проверке школьных столовых
Охват горячим питанием составил 88,4 % при плане 90 %. ПРИКАЗЫВАЮ:
1. Методисту Осокиной Л.С. проверить столовые до 20 марта 2014 г.
2. Контроль за исполнением приказа оставляю за собой.
Начальник отдела                                    М.И. Сомова
"""


def _level(level: int, form: str, text: str, style: str = "") -> str:
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbers_by_style() -> bytes:
    """Points numbered by their paragraph styles alone, Russian letters, a list begun anew."""
    document = empty()
    levels = _level(0, "decimal", "%1.", "Point") + _level(1, "decimal", "%1.%2.", "Subpoint")
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}{_level(2, 'russianLower', '%3)')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    replace_children(document.part.numbering_part.element, numbering)
    for key, level in (("Point", 0), ("Subpoint", 1)):
        document.styles.element.append(
            parse_xml(
                f'<w:style {NAMESPACES} w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/><w:pPr><w:numPr>'
                f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            )
        )
    lines = (
        _styled("", "РЕШЕНИЕ КОЛЛЕГИИ"),
        _styled("", "Коллегия РЕШИЛА:"),
        _styled("Point", "Директорам школ:"),
        _styled("Subpoint", "завершить ремонт кабинетов до 25.08.2015;"),
        _styled("Subpoint", "проверить:"),
        _listed(2, 1, "исправность электрощитовых;"),
        _listed(2, 1, "наличие огнетушителей."),
        _styled("Point", "Методическому кабинету подготовить справку до 01.09.2015."),
        _styled("", "Решение по второму вопросу:"),
        _listed(0, 2, "Отделу кадров представить список вакансий до 10.09.2015."),
    )
    fill(document, "".join(lines))
    return saved(document)


def boxes_fields_changes() -> bytes:
    """A text box kept twice, content controls, a field, tracked changes, capitals and spacing by format."""
    document = empty()
    document.sections[0].footer.paragraphs[0].text = "Отдел образования, 2018"
    boxed = f"<w:txbxContent><w:p>{run('УТВЕРЖДАЮ Начальник отдела М.И. Сомова')}</w:p></w:txbxContent>"
    body = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{_drawn(boxed)}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{boxed}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Справка</w:t></w:r></w:p>"
        '<w:p><w:r><w:rPr><w:spacing w:val="60"/></w:rPr><w:t>об итогах проверки</w:t></w:r></w:p>'
        f"<w:sdt><w:sdtContent><w:p>{run('Охват питанием составил 91,2 %.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run('Проверено ')}<w:sdt><w:sdtContent>{run('14')}</w:sdtContent></w:sdt>{run(' столовых.')}</w:p>"
        '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>05.02.2018</w:t></w:r></w:fldSimple></w:p>'
        f"<w:p>{run('План на год – ')}"
        f'<w:del w:id="1" {CHANGED_BY}>{run("85", deleted=True)}</w:del>'
        f'<w:ins w:id="2" {CHANGED_BY}>{run("90")}</w:ins>{run(" %.")}</w:p>'
        f'<w:p><w:del w:id="3" {CHANGED_BY}>{run("Этот абзац удалён.", deleted=True)}</w:del></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Скрытый текст.</w:t></w:r></w:p>"
        f"<w:p>{run('Методисту подготовить само' + chr(0xAD) + 'анализ до 01.03.2018.')}</w:p>"
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{run('Ручьёвская СОШ № 12')}</w:p>"
        "</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    )
    fill(document, body, namespaces=_MORE_NAMESPACES)
    return saved(document)


def _drawn(content: str) -> str:
    """A text box the way Word 2010 and later draw it."""
    size = 'cx="2880000" cy="720000"'
    return (
        f'<w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _two_columns() -> bytes:
    """A bulletin whose page has two columns."""
    document = empty()
    columns = document.sections[0]._sectPr.find(f"{{{document.element.nsmap['w']}}}cols")
    columns.set(f"{{{document.element.nsmap['w']}}}num", "2")
    sentences = (
        "Районный вестник. Дошкольное образование. Охват детей дошкольным образованием составил 84,1 %.",
        "Численность воспитанников – 612 человек. В очереди 37 детей, годом ранее их было 58.",
        "Посещаемость детских садов достигла 73,5 %. Ремонт кровли выполнен в двух учреждениях.",
        "Общее образование. Успеваемость по району составила 98,9 %, качество знаний – 45,2 %.",
        "Средний балл ЕГЭ по русскому языку равен 68,4. Все выпускники получили аттестаты.",
        "Дополнительное образование. Охват программами составил 77,3 % при плане 76 %.",
    )
    fill(document, "".join(_styled("", f"{text} " * 4) for text in sentences))
    return saved(document)


def _landscape() -> bytes:
    document = empty()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    fill(document, "".join(_styled("", line) for line in to_text(_ORDER).splitlines()))
    return saved(document)


def _turned(content: bytes) -> bytes:
    """Every page's content turned to lie on its side on an upright sheet, as some scanning software saves it."""
    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        width, height = page.get_size()
        matrix = pdfium.FS_MATRIX(0, 1, -1, 0, height, 0)
        clip = pdfium.FS_RECTF(0, width, height, 0)
        pdfium.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), ctypes.byref(clip))
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(0, 0, height, width)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _styled(style: str, text: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(text)}</w:p>"


def _listed(level: int, number: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run(text)}</w:p>'
    )


PLAIN: dict[str, Callable[[], bytes]] = {
    "nomera-po-stilyam.docx": numbers_by_style,
    "nadpisi-polya-pravka.docx": boxes_fields_changes,
    "docx-s-chuzhim-imenem.doc": lambda: to_docx(_ORDER),
    "html-s-chuzhim-imenem.doc": lambda: to_html(_ORDER, "cp1251"),
}
PRINTED: dict[str, tuple[Callable[[], bytes], Callable[[bytes], bytes]]] = {
    "dve-kolonki": (_two_columns, lambda content: content),
    "na-boku": (_landscape, _turned),
}
