"""What is said of the office: the head of a letter as it will stand, who signs, and each part."""

from collections.abc import Sequence
from datetime import date

from domain.language.dates import format_short_day
from domain.language.written import cut
from domain.office.form import PART_FORMS, lines_of
from domain.office.letterhead import letterhead_of
from domain.office.office import HEAD, SEVERAL, Office, Part, Signatory
from handlers.words import words

_ICON = "🏛"
LONGEST_SHOWN = 80
"""Characters of a line that a card shows."""
MOST_LINES = 3
"""Lines of a part of many that a card shows."""

KOP, FORM, BASES, MEMO, LOGO = "kop", "formulir", "dasar", "nota", "logo"
GROUPS = {
    KOP: ("Kop surat", (Part.GOVERNMENT, Part.PARENT, Part.UNIT, Part.ADDRESS, Part.PLACE)),
    FORM: ("Isi formulir IKU", (Part.GOALS, Part.DUTY, Part.FUNCTIONS)),
    BASES: ("Dasar hukum dokumen", (Part.FORM_BASIS, Part.REPORT_BASIS, Part.MEMO_BASIS)),
    MEMO: ("Nota dinas", (Part.MEMO_TO, Part.MEMO_THROUGH, Part.MEMO_COPIES)),
    LOGO: ("Logo", ()),
}
"""What is shown and changed together: its title, and its parts in order."""

EMPTY = "dikosongkan"
LOGO_SAVED = "✅ Logo disimpan. Dokumen berikutnya memakainya."
LOGO_REMOVED = "✅ Logo dihapus. Dokumen berikutnya tanpa logo."
LOGO_READ = "✅ Gambarnya terbaca."
STRUCK = "✅ Sudah dihapus dari daftar."
NOT_DRAWN = "⚠️ Gambar itu tidak bisa dipakai sebagai logo. Kirim gambar lain, PNG atau JPEG."
DOTTED = "belum ada; di dokumen diberi titik-titik"


def office(shown: Office, today: date, note: str = "") -> str:
    """Return the card: the head of a letter as it stands, and who signs today."""
    signs = shown.signatory_at(today)
    who = signs.name if signs is not None else DOTTED
    return words.paragraphs(
        note,
        words.bold(f"{_ICON} Instansi"),
        words.lines(*(words.escape(cut(line, LONGEST_SHOWN)) for line in letterhead_of(shown).lines)),
        words.lines(
            f"Logo: {_logo(shown)}",
            f"Tempat tanda tangan: {words.escape(shown.place)}",
            f"{words.escape(shown.title(HEAD) if signs is None else signs.title)}: {words.bold(who)}",
        ),
        words.lines(
            f"Formulir IKU: {len(shown.goals)} tujuan, {len(shown.functions)} fungsi",
            f"Dasarnya: {words.escape(cut(shown.form_basis, LONGEST_SHOWN))}",
        ),
        "Semua dokumen dan undangan memakai data ini.",
    )


def _logo(shown: Office) -> str:
    return "ada" if shown.logo else "belum ada"


def group(shown: Office, which: str, note: str = "") -> str:
    """Return some parts of it as they stand; of a part of many lines the first."""
    title, parts = GROUPS[which]
    said = (
        "Logo sudah ada. Ia tampil di kop surat dan formulir IKU."
        if shown.logo
        else "Belum ada logo. Dokumen dibuat tanpa logo."
    )
    told = [_part(shown, part) for part in parts]
    return words.paragraphs(
        note,
        words.bold(title),
        *(told if which == FORM else [words.lines(*told)]),
        said if which == LOGO else "",
        "" if which == LOGO else "Tekan yang akan diubah.",
    )


def _part(shown: Office, part: Part) -> str:
    name = words.escape(PART_FORMS[part].name)
    lines = lines_of(shown, part)
    if part not in SEVERAL:
        return f"{name}: {words.bold(cut(lines[0], LONGEST_SHOWN)) if lines else EMPTY}"
    told = [words.escape(cut(line, LONGEST_SHOWN)) for line in lines[:MOST_LINES]]
    left = len(lines) - MOST_LINES
    more = f"dan {left} lagi" if left > 0 else ""
    return words.lines(f"{name}:" if told else f"{name}: {EMPTY}", *told, more)


def signatories(shown: Office, listed: Sequence[Signatory], today: date, note: str = "") -> str:
    """Return a page of those who sign, or have signed."""
    nobody = "Belum ada. Di dokumen diberi titik-titik untuk diisi dengan tangan."
    return words.paragraphs(
        note,
        words.bold("Penanda tangan"),
        words.lines(*(_listed(shown, one, today) for one in listed)) or nobody,
        "Dokumen tahun lalu tetap memakai yang menjabat saat itu." if listed else "",
    )


def _listed(shown: Office, one: Signatory, today: date) -> str:
    now = shown.signatory_at(today, one.post)
    mark = "✍️ " if now is not None and now.id == one.id else ""
    return f"{mark}{words.bold(cut(one.name, 40))} · {words.escape(_term(shown, one))}"


def _term(shown: Office, one: Signatory) -> str:
    last = shown.last_day(one)
    return f"{format_short_day(one.since)} – {format_short_day(last) if last is not None else 'kini'}"


def signatory(shown: Office, one: Signatory) -> str:
    """Return the card of one of them, as the signature block will have it."""
    return words.paragraphs(
        words.bold(one.title),
        words.lines(
            words.escape(one.name),
            words.escape(one.rank),
            words.escape(f"NIP {one.nip}") if one.nip else "tanpa NIP",
        ),
        f"Menandatangani: {words.escape(_term(shown, one))}",
    )


def ask_strike(one: Signatory) -> str:
    return words.paragraphs(
        f"Hapus {words.bold(cut(one.name, 60))} dari daftar?",
        "Hanya untuk yang keliru dicatat. Yang selesai menjabat cukup diakhiri, "
        "agar dokumen tahun lalu tetap memakai namanya.",
    )


def effect(shown: Office, new: Signatory) -> tuple[str, ...]:
    """Return what entering or correcting somebody means to who signs (HTML)."""
    rest = tuple(one for one in shown.signatories if one.id != new.id)
    before = shown_before(rest, new)
    if before is None:
        return ()
    if new.until is None:
        return (f"{words.escape(before.name)} menandatangani sampai sehari sebelumnya.",)
    return (f"Sesudah itu {words.escape(before.name)} menandatangani lagi.",)


def shown_before(rest: Sequence[Signatory], new: Signatory) -> Signatory | None:
    """Return who of the others would sign on the new one's first day."""
    held = [one for one in rest if one.post == new.post and one.held(new.since)]
    return max(held, key=lambda one: (one.since, one.id), default=None)
