"""The keys of `/umumkan`."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.announcements.form import AUDIENCE, CONTENT
from domain.forms.drafts import Draft
from domain.indicators import Indicator
from domain.units.opd import Opd
from handlers.announcements import texts
from handlers.announcements.buttons import (
    Announce,
    Announcements,
    AskRecall,
    NewAnnouncement,
    Recall,
    Recipients,
    ShowAnnouncement,
    StopAnnouncement,
    Unreached,
)
from handlers.announcements.progress_texts import Progress
from handlers.conversation.buttons import Cancel, Edit, Move
from handlers.reporting import OTHER_REPORTS, REPAIR, OpenReport
from handlers.telegram.buttons import Noop
from handlers.telegram.home import home_key
from handlers.telegram.keys import DANGER, PRIMARY, SUCCESS, below, key, markup, rows, short
from handlers.telegram.paging import Page
from storage.ports import Announcement

MOST_OPDS = 3
"""With more OPD than these the reader chooses one."""


def preview(about: Indicator) -> InlineKeyboardMarkup:
    """Return the key that every reader will have, which does nothing in the preview."""
    return markup([key(texts.report_label(about), Noop(), PRIMARY)])


def report(
    about: Indicator, owed: Sequence[tuple[Opd, int]], *, several: bool
) -> InlineKeyboardMarkup | None:
    """Return the key of the report for those OPD that owe it, each with the year; None: none does.

    `several`: the reader reports for more than one, so that each is named.
    """
    if not owed:
        return None
    if len(owed) > MOST_OPDS:
        return markup([OTHER_REPORTS])
    return markup(
        *(
            [
                below(
                    short(texts.report_label(about, opd.short_name if several else "")),
                    OpenReport(opd.code, about.key, year, REPAIR),
                    PRIMARY,
                )
            ]
            for opd, year in owed
        )
    )


def confirm(draft: Draft, count: int, fingerprint: str) -> InlineKeyboardMarkup:
    """Return the keys below the preview; nothing can be sent to nobody."""
    about = (draft.id, draft.version)
    return markup(
        [key("Lihat daftar", Recipients(*about, 0))] if count else [],
        [key("Ubah isi", Edit(*about, CONTENT)), key("Ubah penerima", Edit(*about, AUDIENCE))],
        [key(f"Kirim ke {count} orang", Announce(*about, fingerprint), SUCCESS)] if count else [],
        [key("‹ Kembali", Move(*about, "back")), key("Batal", Cancel(*about))],
    )


def recipients(draft: Draft, page: Page[object]) -> InlineKeyboardMarkup:
    return markup(
        page.keys(lambda turned: Recipients(draft.id, draft.version, turned)),
        [key("‹ Kembali", Move(draft.id, draft.version, "show"))],
    )


def progress(shown: Progress) -> InlineKeyboardMarkup:
    """Return what can be done about an announcement now.

    Only the card that was looked at last goes on counting; every other one must be able to.
    """
    said = shown.announcement
    if not shown.is_over:
        stoppable = shown.waiting and said.stopped_at is None
        stop, look = StopAnnouncement(said.id), ShowAnnouncement(said.id)
        return markup([key("Hentikan", stop, DANGER) if stoppable else key("Perbarui", look)])
    return markup(
        [key(f"Yang belum menerima ({shown.missed})", Unreached(said.id, 0))] if shown.missed else [],
        [key("Tarik kembali", AskRecall(said.id), DANGER)] if shown.can_be_recalled else [],
        [key("‹ Riwayat", Announcements()), home_key()],
    )


def ask_recall(announcement: int) -> InlineKeyboardMarkup:
    return markup(
        [key("Ya, tarik kembali", Recall(announcement), DANGER)],
        [key("‹ Tidak jadi", ShowAnnouncement(announcement))],
    )


def recent(listed: Sequence[Announcement]) -> InlineKeyboardMarkup:
    return markup(
        *rows(
            [key(f"Buka {number}", ShowAnnouncement(one.id)) for number, one in enumerate(listed, start=1)]
        ),
        [key("Tulis pengumuman", NewAnnouncement(), PRIMARY), home_key()],
    )


def unreached(announcement: int, page: Page[object]) -> InlineKeyboardMarkup:
    return markup(
        page.keys(lambda turned: Unreached(announcement, turned)),
        [key("‹ Kembali", ShowAnnouncement(announcement))],
    )
