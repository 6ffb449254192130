"""Inline keyboards from domain values: what can be pressed on each screen."""

from collections.abc import Iterable, Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from domain.drafts import Draft
from domain.forms import Form, Kind, Question
from domain.indicators import INDICATORS, REPORTED, Indicator
from domain.questions import WITH_FILES
from domain.reports import ReportEvent
from handlers.buttons import (
    Answer,
    Button,
    Cancel,
    DropFile,
    Edit,
    History,
    Iku,
    IkuDetail,
    Move,
    Noop,
    OpenReport,
    Reports,
    Send,
    Status,
    TakeOver,
    Undo,
    Withdraw,
)
from handlers.texts import answers, questions
from handlers.texts.cards import title
from handlers.texts.reports import Row
from handlers.texts.words import LONGEST_QUOTE

Keys = Sequence[InlineKeyboardButton]

PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"
SHORT_LABEL, LABELS_IN_A_ROW, MIDDLE_LABEL = 8, 4, 18


def key(label: str, button: Button, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=button.pack(), style=style)


def rows(keys: Keys) -> list[list[InlineKeyboardButton]]:
    """Return the keys in rows that a narrow phone shows without cutting a label."""
    longest = max((len(k.text) for k in keys), default=0)
    width = LABELS_IN_A_ROW if longest <= SHORT_LABEL else 2 if longest <= MIDDLE_LABEL else 1
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]


def markup(*lines: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(line) for line in lines if line])


def question(
    indicator: Indicator, draft: Draft, asked: Question, choices: Sequence[str], *, first: bool
) -> InlineKeyboardMarkup:
    """Return the buttons of a question: its choices, what else can be done, and the ways out."""
    given = draft.place.answers
    keys = [
        key(
            _marked(
                answers.choice(indicator.key, asked.key, value, given, len(draft.files)),
                given.get(asked.key) == value,
            ),
            Answer(draft.id, draft.version, value),
            SUCCESS if value == WITH_FILES else None,
        )
        for value in choices
    ]
    files = [
        [key(f"🗑 {_short(file.name)}", DropFile(draft.id, draft.version, file.id))] for file in draft.files
    ]
    return markup(
        *rows(keys),
        *_also(draft, asked),
        *(files if asked.kind is Kind.EVIDENCE else []),
        _ways_out(draft, first=first),
    )


def _marked(label: str, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_QUOTE else name[: LONGEST_QUOTE - 1] + "…"


def _also(draft: Draft, asked: Question) -> list[Keys]:
    if asked.key in draft.place.answers and asked.kind is not Kind.EVIDENCE:
        return [[key("Tetap, lanjut ›", Move(draft.id, draft.version, "keep"))]]
    return [[key("Lewati", Move(draft.id, draft.version, "skip"))]] if asked.optional else []


def _ways_out(draft: Draft, *, first: bool) -> Keys:
    back = key("‹ Daftar laporan" if first else "‹ Kembali", Move(draft.id, draft.version, "back"))
    return [back, key("Batal", Cancel(draft.id, draft.version))]


def summary(indicator: Indicator, form: Form, draft: Draft) -> InlineKeyboardMarkup:
    given = draft.place.answers
    path = [asked for asked in form.path(given) if asked.kind is not Kind.DOUBT]
    targets = dict.fromkeys(asked.group or asked.key for asked in path)
    edits = [
        key(
            f"Ubah {_lower(questions.wording(indicator.key, target, given).name)}",
            Edit(draft.id, draft.version, target),
        )
        for target in targets
    ]
    return markup(
        *rows(edits),
        [
            key("Kirim", Send(draft.id, draft.version), SUCCESS),
            key("Batal", Cancel(draft.id, draft.version), DANGER),
        ],
        [key("‹ Kembali", Move(draft.id, draft.version, "back"))],
    )


def _lower(name: str) -> str:
    """IKM stays IKM; a sentence-case name becomes part of "Ubah …"."""
    return " ".join(word if word.isupper() else word.lower() for word in name.split())


def cancelled(draft: Draft) -> InlineKeyboardMarkup:
    return markup(
        [key("Urungkan", Undo(draft.id, draft.version), PRIMARY)], [key("Daftar laporan", Reports(draft.opd))]
    )


def take_over(draft: Draft) -> InlineKeyboardMarkup:
    return markup(
        [key("Lanjutkan", TakeOver(draft.id, draft.version), PRIMARY)],
        [key("‹ Daftar laporan", Reports(draft.opd))],
    )


def receipt(sent: ReportEvent, following: Indicator | None) -> InlineKeyboardMarkup:
    onward = (
        [key(f"Lanjut: {title(following)} ›", OpenReport(sent.opd, following.key, sent.year), PRIMARY)]
        if following
        else [key("Daftar laporan", Reports(sent.opd))]
    )
    return markup(onward, [_copy(sent.ticket), key("Tarik kembali", Withdraw(sent.id))])


def _copy(ticket: str) -> InlineKeyboardButton:
    return InlineKeyboardButton("📋 Salin tiket", copy_text=CopyTextButton(ticket))


def waiting(sent: ReportEvent) -> InlineKeyboardMarkup:
    return markup(
        [_copy(sent.ticket), key("Tarik kembali", Withdraw(sent.id))],
        [key("‹ Daftar laporan", Reports(sent.opd))],
    )


def verified(opd: str, indicator: Indicator, year: int) -> InlineKeyboardMarkup:
    return markup(
        [key("Ajukan koreksi", OpenReport(opd, indicator.key, year, "correct"))],
        [key("‹ Daftar laporan", Reports(opd))],
    )


def opds(choices: Sequence[tuple[str, str]], button: type[Reports] | type[Status]) -> InlineKeyboardMarkup:
    return markup(*([key(name, button(code))] for code, name in choices))


def report_list(
    opd: str, year: int, listed: Sequence[Row], icons: Sequence[str], *, several: bool
) -> InlineKeyboardMarkup:
    keys = [
        key(
            f"{icon} {title(row.indicator)}",
            OpenReport(opd, row.indicator.key, year),
            PRIMARY if row.owed else None,
        )
        for row, icon in zip(listed, icons, strict=True)
    ]
    return markup(*([one] for one in keys), [key("Ganti OPD", Reports(""))] if several else [])


def status(opd: str, *, owes: bool, several: bool) -> InlineKeyboardMarkup:
    return markup(
        [key("Lapor sekarang", Reports(opd), PRIMARY)] if owes else [],
        [key("Riwayat", History(opd, 0)), *([key("OPD lain", Status(""))] if several else [])],
    )


def pages(page: int, count: int, button: type[History] | None = None, opd: str = "") -> Keys:
    """Return ‹ 2/5 ›, or nothing where one page is all there is."""
    if count <= 1 or button is None:
        return []
    return [
        key("‹" if page else "·", button(opd, page - 1) if page else Noop()),
        key(f"{page + 1}/{count}", Noop()),
        key("›" if page + 1 < count else "·", button(opd, page + 1) if page + 1 < count else Noop()),
    ]


def history(opd: str, page: int, count: int) -> InlineKeyboardMarkup:
    return markup(pages(page, count, History, opd), [key("‹ Status", Status(opd))])


def iku(year: int) -> InlineKeyboardMarkup:
    keys = [key(f"{one.number} · {one.short}", IkuDetail(one.key, year, 0)) for one in INDICATORS]
    return markup(*([one] for one in keys), [key("Perbarui", Iku(year))])


def iku_detail(indicator: Indicator, year: int, page: int, count: int) -> InlineKeyboardMarkup:
    turn = [
        key("‹" if page else "·", IkuDetail(indicator.key, year, page - 1) if page else Noop()),
        key(f"{page + 1}/{count}", Noop()),
        key(
            "›" if page + 1 < count else "·",
            IkuDetail(indicator.key, year, page + 1) if page + 1 < count else Noop(),
        ),
    ]
    return markup(turn if count > 1 else [], [key("‹ Semua indikator", Iku(year))])


def start_reporting(opd: str | None) -> InlineKeyboardMarkup:
    """Return the first step of somebody who was just let in."""
    if opd is None:
        return markup([key("Lihat IKU", Iku(0), PRIMARY)])
    return markup([key("Lapor sekarang", Reports(opd), PRIMARY)])


def evidence_refused(sent: ReportEvent) -> InlineKeyboardMarkup:
    return markup([key("Tarik kembali", Withdraw(sent.id))])


def next_owed(listed: Sequence[Row]) -> Indicator | None:
    """Return the report to offer next: the first that is still owed, in the form's order."""
    owed = {row.indicator.key for row in listed if row.owed and row.standing.waiting is None}
    return next((indicator for indicator in REPORTED if indicator.key in owed), None)
