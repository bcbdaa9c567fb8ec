"""The one catalogue of errors: code, sentence for people, hint what to do, exit code.

A reader or a command raises ``SvodkaError(code, ...)``; nothing else leaves the library
for a bad input.  Codes are never reused, new ones go to the end of the list.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process answers; 3 is stronger than 1."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    ENVIRONMENT = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One entry of the catalogue; ``{…}`` in the texts is filled from the error's details."""

    code: str
    message_ru: str
    hint_ru: str
    message_en: str
    hint_en: str
    exit_code: ExitCode = ExitCode.UNREADABLE


_CATALOGUE = (
    ErrorKind(
        "not-found",
        "Файл не найден: {path}.",
        "Проверьте путь; если в имени есть пробелы, возьмите его в кавычки.",
        "File not found: {path}.",
        "Check the path; quote it if it has spaces.",
    ),
    ErrorKind(
        "empty",
        "Файл пуст: {path}.",
        "Скопируйте файл заново: похоже, он не докачался или не сохранился.",
        "The file is empty: {path}.",
        "Copy the file again: it seems it was not saved or not fully downloaded.",
    ),
    ErrorKind(
        "no-text",
        "В документе нет текста: {path}.",
        "Если это скан, нужно распознавание; если бланк, заполните его и сохраните снова.",
        "The document has no text: {path}.",
        "A scan needs OCR; an empty form has to be filled in first.",
    ),
    ErrorKind(
        "unsupported",
        "Формат не поддерживается: {path} ({detail}).",
        "Откройте файл в Word или LibreOffice и сохраните как DOCX или PDF.",
        "Unsupported kind of file: {path} ({detail}).",
        "Open it in Word or LibreOffice and save as DOCX or PDF.",
    ),
    ErrorKind(
        "damaged",
        "Файл повреждён: {path} ({detail}).",
        "Откройте файл в программе, где он создан, и сохраните его снова.",
        "The file is damaged: {path} ({detail}).",
        "Open it in the program it was made with and save it again.",
    ),
    ErrorKind(
        "encrypted",
        "Файл защищён паролем: {path}.",
        "Снимите пароль в Word или в программе для PDF и повторите.",
        "The file is protected by a password: {path}.",
        "Remove the password in Word or a PDF program and try again.",
    ),
    ErrorKind(
        "too-large",
        "Файл больше допустимого: {path} ({detail}).",
        "Разделите документ на части или удалите из него вложенные картинки.",
        "The file is over the limit: {path} ({detail}).",
        "Split the document or remove embedded pictures.",
    ),
    ErrorKind(
        "no-permission",
        "Нет доступа к файлу: {path} ({detail}).",
        "Закройте файл в других программах и проверьте права на чтение.",
        "No access to the file: {path} ({detail}).",
        "Close it in other programs and check that it may be read.",
    ),
    ErrorKind(
        "not-a-file",
        "Это не обычный файл: {path}.",
        "Укажите документ; для папки есть команда batch.",
        "Not a regular file: {path}.",
        "Name a document; for a folder there is the batch command.",
    ),
    ErrorKind(
        "bad-pattern",
        "Ошибка в файле образцов {path}, строка {line}: {detail}.",
        "Исправьте запись: рядом в том же файле есть образцы верных записей.",
        "Mistake in the pattern file {path}, line {line}: {detail}.",
        "Mend the entry; its neighbours in the same file show the form.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "not-writable",
        "Не удалось записать результат: {path} ({detail}).",
        "Проверьте, что папка существует, на диске есть место и файл не открыт.",
        "The result could not be written: {path} ({detail}).",
        "Check that the folder exists, the disk has room and the file is not open.",
    ),
    ErrorKind(
        "bad-judgements",
        "Ошибка в файле решений {path}, строка {line}: {detail}.",
        "Нужна таблица с табуляциями и столбцами mention и id (можно ещё region, municipality, note); "
        "id «-» значит «ни одна из организаций».",
        "Mistake in the file of decisions {path}, row {line}: {detail}.",
        "A table with tabs is needed, with the columns mention and id (region, municipality and note if wanted); "
        "an id of “-” means “none of these”.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "bad-link-table",
        "Таблицу {path} нельзя связать: {detail}.",
        "Нужна таблица CSV, TSV или XLSX со столбцом названий; назовите его mention или укажите --column.",
        "The table {path} cannot be linked: {detail}.",
        "A CSV, TSV or XLSX table with a column of names is needed; call it mention or name it with --column.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "bad-gold",
        "Ошибка в эталоне {path}: {detail}.",
        "Сверьте файл с описанием полей в docs/record.md.",
        "Mistake in the gold file {path}: {detail}.",
        "Compare the file with docs/record.md.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "internal",
        "Внутренняя ошибка программы на файле {path} ({detail}).",
        "Остальные файлы это не задело; сообщите об ошибке разработчикам, приложив эту строку.",
        "The program itself failed on {path} ({detail}).",
        "Other files are not affected; report this line to the developers.",
    ),
    ErrorKind(
        "not-installed",
        "Для этой команды не установлена библиотека {path}.",
        'Установите программу с дополнением для оценки: pip install "svodka[eval]"',
        "This command needs the library {path}, which is not installed.",
        'Install the program with what evaluation needs: pip install "svodka[eval]"',
        ExitCode.ENVIRONMENT,
    ),
    ErrorKind(
        "registry-format",
        "Это не реестр школ: {path} ({detail}).",
        "Годятся CSV, XLSX и XML открытых данных реестра аккредитации (можно в ZIP); в Excel сохраните книгу как XLSX.",
        "This is no registry of schools: {path} ({detail}).",
        "Use CSV, XLSX or the open-data XML of the accreditation registry (also zipped); in Excel save it as XLSX.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "registry-columns",
        "В реестре {path} не хватает столбца: {detail}.",
        "Нужны столбцы с наименованием и идентификатором; какие заголовки понятны, сказано в docs/registry.md.",
        "The registry {path} lacks a column: {detail}.",
        "Head the columns so that there are a name and an id; docs/registry.md lists the heads that are understood.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "registry-empty",
        "В реестре нет ни одной организации: {path} ({detail}).",
        "У каждой организации нужны наименование и идентификатор; проверьте, тот ли это файл.",
        "There is no organisation in the registry: {path} ({detail}).",
        "Every organisation needs a name and an id; check that this is the right file.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "registry-duplicates",
        "В реестре {path} идентификаторы повторяются: {detail}.",
        "Дайте каждой организации свой идентификатор; если номера испортил Excel, задайте столбцу формат «Текстовый».",
        "Ids occur more than once in the registry {path}: {detail}.",
        "Give every organisation an id of its own; if Excel has spoilt long numbers, make the column one of text.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "ocr-missing",
        "Распознать скан нечем: {detail}.",
        "Установите tesserocr (pip install tesserocr); в папке --tessdata нужны rus.traineddata и eng.traineddata.",
        "There is nothing to read a scan with: {detail}.",
        "Install tesserocr (pip install tesserocr); --tessdata needs rus.traineddata and eng.traineddata.",
        ExitCode.ENVIRONMENT,
    ),
    ErrorKind(
        "office-missing",
        "Для файла {path} нужен LibreOffice, а он не найден.",
        "Установите LibreOffice: команда svodka doctor назовёт строку для вашей системы.",
        "LibreOffice is needed for {path} and was not found.",
        "Install LibreOffice: svodka doctor tells the line for your system.",
        ExitCode.ENVIRONMENT,
    ),
    ErrorKind(
        "office-failed",
        "LibreOffice не смог преобразовать файл {path} ({detail}).",
        "Откройте файл в Word или LibreOffice и сохраните как DOCX.",
        "LibreOffice could not convert {path} ({detail}).",
        "Open it in Word or LibreOffice and save it as DOCX.",
    ),
    ErrorKind(
        "office-timeout",
        "LibreOffice не закончил преобразование файла {path} в срок ({detail}).",
        "Откройте файл в Word или LibreOffice и сохраните как DOCX.",
        "LibreOffice did not finish converting {path} in time ({detail}).",
        "Open it in Word or LibreOffice and save it as DOCX.",
    ),
    ErrorKind(
        "timeout",
        "Документ не прочитан за отведённое время: {path} ({detail}).",
        "Если документ и правда велик, дайте больше времени: --timeout (в batch вместе с --retry timeout).",
        "The document was not read in the time it has: {path} ({detail}).",
        "If it really is long, give it more time: --timeout (with batch, add --retry timeout).",
    ),
    ErrorKind(
        "out-of-memory",
        "Документу не хватило отведённой памяти: {path} ({detail}).",
        "Если документ и правда велик, дайте больше памяти: --memory (в batch вместе с --retry out_of_memory).",
        "The document needs more memory than it has: {path} ({detail}).",
        "If it really is long, give it more memory: --memory (with batch, add --retry out_of_memory).",
    ),
    ErrorKind(
        "crash",
        "Чтение документа оборвалось вместе с процессом, который его читал: {path} ({detail}).",
        "Остальные документы это не задело; сохраните файл заново там, где он создан, и сообщите разработчикам.",
        "The process that read the document died on it: {path} ({detail}).",
        "Other documents are not affected; save the file anew where it was made, and tell the developers.",
    ),
    ErrorKind(
        "changed-during-read",
        "Файл менялся, пока его читали: {path}.",
        "Дождитесь, пока файл будет записан до конца, и повторите.",
        "The file was written to while it was read: {path}.",
        "Wait until it is written to its end and try again.",
    ),
    ErrorKind(
        "link-outside",
        "Ссылка ведёт за пределы папки: {path}.",
        "Положите в папку сам документ.",
        "A link leads out of the folder: {path}.",
        "Put the document itself into the folder.",
    ),
    ErrorKind(
        "results-in-use",
        "В папку результатов {path} сейчас пишет другой запуск ({detail}).",
        "Дождитесь его конца или прервите его; либо укажите другую папку: --out.",
        "Another run writes into the folder of results {path} ({detail}).",
        "Wait for its end or interrupt it; or name another folder: --out.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "results-of-another",
        "Папка результатов {path} заведена для других документов: {detail}.",
        "Укажите другую папку: --out. Если это те же документы на новом месте, добавьте --moved.",
        "The folder of results {path} is that of other documents: {detail}.",
        "Name another folder: --out. If these are the same documents in a new place, add --moved.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "bad-results",
        "В папке {path} нет результатов, которые можно прочитать ({detail}).",
        "Нужна папка, которую создала команда batch; если её список испорчен, удалите в ней .svodka и повторите batch.",
        "There are no results in {path} that can be read ({detail}).",
        "Name a folder made by batch; if its list is damaged, remove .svodka in it and run batch again.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "no-workers",
        "Рабочие процессы не запускаются ({detail}).",
        'Своя программа должна вызывать Batch под «if __name__ == "__main__":»; иначе проверьте, хватает ли памяти.',
        "Worker processes cannot be started ({detail}).",
        'A program of your own has to use Batch under “if __name__ == "__main__":”; else check that there is memory.',
        ExitCode.ENVIRONMENT,
    ),
    ErrorKind(
        "extra-missing",
        "Для этого не установлена библиотека {path}.",
        'Установите её: pip install "svodka[parquet]"',
        "The library {path} is needed for this and is not installed.",
        'Install it: pip install "svodka[parquet]"',
        ExitCode.ENVIRONMENT,
    ),
    ErrorKind(
        "bad-profile",
        "Ошибка в профиле {path}, строка {line}: {detail}.",
        "Образец профиля даёт команда svodka profile from ДОКУМЕНТ; все ключи описаны в docs/checks.md.",
        "Mistake in the profile {path}, line {line}: {detail}.",
        "svodka profile from DOCUMENT makes a profile to start from; docs/checks.md tells of all keys.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "bad-config",
        "Ошибка в настройках {path}, строка {line}: {detail}.",
        "Все ключи svodka.toml описаны в docs/checks.md.",
        "Mistake in the settings {path}, line {line}: {detail}.",
        "docs/checks.md tells of all keys of svodka.toml.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "bad-baseline",
        "Файл известных замечаний {path} не читается: {detail}.",
        "Удалите его: следующая проверка с --baseline запишет его заново.",
        "The file of known findings {path} cannot be read: {detail}.",
        "Remove it: the next check with --baseline writes it anew.",
        ExitCode.USAGE,
    ),
    ErrorKind(
        "not-for-comments",
        "Замечания в виде примечаний пишутся только в DOCX: {path} ({detail}).",
        "Сохраните проект в Word как DOCX или возьмите --format html.",
        "Comments can be written into a DOCX only: {path} ({detail}).",
        "Save the draft as DOCX in Word, or take --format html.",
        ExitCode.USAGE,
    ),
)

CATALOGUE = {kind.code: kind for kind in _CATALOGUE}

# What the system refuses with, in Russian and English: its own words are English or depend on the computer's settings.
_REFUSALS = {
    errno.ENOENT: ("нет такого файла или папки", "no such file or folder"),
    errno.EACCES: ("нет прав, или файл открыт в другой программе", "not allowed, or open in another program"),
    errno.EPERM: ("нет прав", "not allowed"),
    errno.EISDIR: ("это папка", "it is a folder"),
    errno.ENOTDIR: ("это файл, а нужна папка", "it is a file where a folder is needed"),
    errno.EEXIST: ("такое имя уже занято", "the name is taken already"),
    errno.ENOTEMPTY: ("папка не пуста", "the folder is not empty"),
    errno.EBUSY: ("файл открыт в другой программе", "open in another program"),
    errno.ENOSPC: ("на диске нет места", "no room on the disk"),
    errno.EROFS: ("диск только для чтения", "the disk is read-only"),
    errno.ENAMETOOLONG: ("слишком длинное имя", "the name is too long"),
    errno.ELOOP: ("ссылки ходят по кругу", "links lead in a circle"),
    errno.EMFILE: ("открыто слишком много файлов", "too many open files"),
    errno.EIO: ("диск не читается", "the disk cannot be read"),
}
_IN_ENGLISH = dict(_REFUSALS.values())


def system_reason(why: OSError) -> str:
    """Why the system would not read or write a file: the ``detail`` of an error, in Russian where it is a usual one."""
    known = _REFUSALS.get(why.errno) if why.errno is not None else None
    return known[0] if known else why.strerror or str(why)


class SvodkaError(Exception):
    """An outcome that a person can act on.

    Args:
        code: an entry of ``CATALOGUE``; an unknown code is a programming error (``KeyError``).
        path: the file it is about, as the user named it.
        detail: a short technical reason, in Russian where the reader knows one.
        line: line in ``path`` for mistakes in data files.
    """

    def __init__(self, code: str, *, path: str = "", detail: str = "", line: int = 0) -> None:
        self.kind = CATALOGUE[code]
        self.code = code
        self.path = path
        self.detail = detail
        self.line = line
        super().__init__(self.message())

    def message(self, lang: str = "ru") -> str:
        """The sentence for people, in Russian or (``lang="en"``) English."""
        text = self.kind.message_ru if lang == "ru" else self.kind.message_en
        detail = self.detail if lang == "ru" else _IN_ENGLISH.get(self.detail, self.detail)
        said = text.format(path=self.path, detail=detail, line=self.line)
        return said.replace(" ()", "")

    def hint(self, lang: str = "ru") -> str:
        """What to do about it."""
        return self.kind.hint_ru if lang == "ru" else self.kind.hint_en

    @property
    def exit_code(self) -> ExitCode:
        return self.kind.exit_code
