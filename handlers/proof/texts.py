"""What is said of a code: to whom may know what the document says, and to everybody else."""

from collections.abc import Iterator

from domain.closing.official import Moved
from domain.documents.proof import Compared, Then, pages
from domain.documents.wanted import DocumentKind
from domain.indicators import by_key
from domain.people.person import Person
from domain.reports.events import ReportEvent
from handlers.proof.reading import Proof
from handlers.words import words
from handlers.words.moved import moved

LINES, WIDTH = 15, 42
"""Of a page of what a document says: on a phone, below its head and above its keys."""
_ROMAN = ("", "I", "II", "III", "IV")

KNOWN_TO_STRANGERS = "Sesuai: dokumen dengan kode ini dikeluarkan bot ini. Isinya tidak ditampilkan di sini."
UNKNOWN_TO_STRANGERS = (
    "Tidak dikenal: kode ini tidak dikeluarkan bot ini. Periksa lagi tulisannya, lalu coba lagi."
)
TOO_OFTEN = "Sudah terlalu sering memeriksa kode. Silakan coba lagi satu jam lagi."
_WHAT_TO_DO = (
    "Periksa lagi kodenya di kaki dokumen (huruf besar dan kecil sama saja), atau pindai QR-nya. "
    "Bila tetap tidak dikenal, jangan pakai dokumen itu sebelum bertanya kepada Bagian Organisasi."
)
NEVER_MADE = (
    "Tidak dikenal: kode ini disiapkan untuk dokumen yang tidak jadi dibuat, "
    "jadi tidak pernah diserahkan kepada siapa pun."
)
NOT_KEPT = (
    "Sesuai: kode ini asli buatan bot ini. Namun catatannya tidak ada lagi, misalnya karena data "
    "dipulihkan dari salinan yang lebih lama, jadi isinya tidak bisa dibandingkan."
)
_NOT_FOR_YOU = "Dokumen ini dikeluarkan bot ini. Isinya tidak termasuk yang dapat Bapak/Ibu lihat."
_NOT_THEIRS = "Tanda terima ini dikeluarkan bot ini. Isinya hanya ditampilkan kepada OPD-nya."
_GONE = {
    DocumentKind.MEMO: "kini sudah beres",
    DocumentKind.OVERDUE: "kini sudah beres",
    DocumentKind.INVITATIONS: "kini tidak menunggu lagi",
}


def unknown(said: str) -> str:
    return words.paragraphs(
        f"{words.bold('Tidak dikenal')}: {words.quote(said)} bukan kode dari bot ini.",
        _WHAT_TO_DO,
    )


def shown(proof: Proof, person: Person) -> tuple[str, ...]:
    """Return the pages of a checked document (HTML)."""
    if proof.rows is None:
        return (words.paragraphs(_head(proof), _NOT_FOR_YOU),)
    blocks = list(_blocks(proof, proof.rows, person))
    verdict = _verdict(proof, proof.rows)
    return tuple(
        words.paragraphs(_head(proof), verdict if not at else "", words.lines(*page))
        for at, page in enumerate(pages(blocks, LINES, WIDTH))
    )


def _head(proof: Proof) -> str:
    wanted, stamp, made = proof.document.wanted, proof.document.stamp, proof.document.made_at
    title = proof.paper.title if proof.paper is not None else wanted.kind.value
    about = (
        f"{title} {wanted.year}",
        f"TW {_ROMAN[wanted.quarter]}" if wanted.quarter else "",
        by_key(wanted.indicator).short if wanted.indicator is not None else "",
        words.cut(proof.whose, 60),
    )
    return words.lines(
        f"Sesuai: {words.bold(' · '.join(filter(None, about)))}",
        words.escape(stamp.position) if stamp is not None else "",
        f"dibuat {words.short_moment(made)}" if made is not None else "",
        _code(proof.code),
    )


def _code(code: str) -> str:
    return f"kode {words.unbroken(code)}" if code else ""


def _verdict(proof: Proof, rows: tuple[Compared, ...]) -> str:
    """Return in a sentence or two whether it still says what holds."""
    moved_only = bool(proof.moved) and all(one.then is Then.SAME for one in rows)
    changed = sum(one.then is not Then.SAME for one in rows)
    if not proof.comparable:
        said = "Tertulis di dokumen itu (saat ini tidak bisa dibandingkan dengan data):"
    elif not rows:
        said = "Dokumen ini tidak memuat angka yang bisa dibandingkan."
    elif moved_only:
        said = f"{words.bold('Masih sama')}, tetapi OPD di baliknya sudah lain."
    elif not changed:
        said = f"{words.bold('Masih sama')} dengan data sekarang."
    else:
        said = f"{words.bold('Sudah berubah')} sejak itu: {changed} dari {len(rows)}."
    return words.lines(said, _year(proof), _OTHERWISE if proof.listed_otherwise else "")


_OTHERWISE = "Daftar OPD untuk waktu itu diubah sesudah dokumen ini dibuat."


def _year(proof: Proof) -> str:
    """Return what became of its year since, where that is not what the document says."""
    rules, stamp = proof.rules, proof.document.stamp
    if stamp is None or not rules.closings:
        return ""
    if rules.closed_at is None:
        return f"Tahun {rules.year} sedang dibuka kembali; angka resmi tetap angka penutupannya."
    is_after = stamp.as_of < rules.closings[-1]
    return f"Tahun {rules.year} sudah ditutup sesudah dokumen ini." if is_after and not stamp.final else ""


def _blocks(proof: Proof, rows: tuple[Compared, ...], person: Person) -> Iterator[list[str]]:
    for one in rows:
        yield list(
            _row(
                one,
                _GONE.get(proof.document.wanted.kind, "kini tidak tercantum lagi"),
                comparable=proof.comparable,
            )
        )
        since = proof.moved.get(one.about)
        if since is not None and one.before is not None:
            yield from ([line] for line in _opds(since.moved, person))


def _row(one: Compared, gone: str, *, comparable: bool) -> Iterator[str]:
    if one.before is not None:
        same = " – tetap" if comparable and one.then is Then.SAME else ""
        yield f"• {words.escape(one.before.words)}{same}"
    if one.then is Then.CHANGED and one.now is not None:
        yield f"→ kini {words.escape(one.now.words)}"
    elif one.now is None and comparable:
        yield f"→ {gone}"
    elif one.before is None and one.now is not None:
        yield f"• baru: {words.escape(one.now.words)}"


def _opds(changes: tuple[Moved, ...], person: Person) -> Iterator[str]:
    """Return the OPD that moved, by name as far as this person may see them."""
    seen = [one for one in changes if person.may_see(one.opd.code)]
    yield from (f"   {moved(one)}" for one in seen)
    if len(seen) < len(changes):
        yield f"   {len(changes) - len(seen)} OPD lain berubah"


def ticket(sent: ReportEvent, head: str, lines: tuple[str, ...], code: str) -> str:
    """Return what is told of a receipt to who may see the report; `head` and `lines` are HTML."""
    return words.paragraphs(
        f"Sesuai: {words.bold(f'tanda terima {sent.ticket}')}",
        words.lines(head, f"dikirim {words.moment(sent.at)}", _code(code)),
        words.lines(*lines),
    )


def ticket_of_others() -> str:
    return words.paragraphs(words.bold("Sesuai"), _NOT_THEIRS)
