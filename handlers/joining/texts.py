"""What is said to strangers who ask to be let in, and to the admins who answer."""

from collections.abc import Mapping, Sequence

from domain.joining.asking import EVERY, Standing
from domain.units.opd import Opd
from handlers.words import words
from handlers.words.people import LONGEST_PERSON
from storage.ports import AccessRequest

_TITLE = "Minta akses"
TOO_MANY = "Mohon maaf, permintaan akses sedang banyak. Bapak/Ibu bisa mencoba lagi besok."
DROPPED = "Permintaan dibatalkan; tidak ada yang dikirim."
IS_IN = "Bapak/Ibu sudah terdaftar di bot ini."
NOBODY_WAITS = "Tidak ada permintaan akses yang menunggu."


def stranger(region: str, said: str = "") -> str:
    """Return the polite line to whoever is not let in, of what is governed, below `said`."""
    return words.paragraphs(
        said,
        f"Selamat datang. Bot ini khusus untuk perangkat daerah {words.escape(region)}. "
        "Mintalah tautan undangan kepada Bagian Organisasi, lalu buka tautan itu dari Telegram.",
    )


def which_opd() -> str:
    return words.paragraphs(
        words.bold(f"{_TITLE} · 1/2"),
        "Bapak/Ibu bertugas di OPD mana? Tekan, atau ketik sebagian namanya. Contoh: kesehatan",
    )


def found(wanted: str, shown: int, count: int) -> str:
    if not count:
        said = f"Tidak ada OPD yang cocok dengan {words.quote(wanted)}. Ketik sebagian namanya lagi."
    elif shown < count:
        said = (
            f"{count} OPD cocok dengan {words.quote(wanted)}, ini {shown} di antaranya. Ketik lebih lengkap."
        )
    else:
        said = f"{count} OPD cocok dengan {words.quote(wanted)}. Tekan yang benar, atau ketik lagi."
    return words.paragraphs(words.bold(f"{_TITLE} · 1/2"), said)


def which_name(opd: Opd, note: str) -> str:
    """Return the second question; `note` (HTML) says what was wrong with the last answer."""
    return words.paragraphs(
        note,
        words.lines(words.bold(f"{_TITLE} · 2/2"), words.escape(opd.name)),
        words.lines("Nama lengkap Bapak/Ibu?", "Contoh: Siti Aminah, S.Kom."),
    )


def summary(request: AccessRequest, opd: Opd, note: str) -> str:
    """Return what would be sent; `note` (HTML) says what was wrong with another name that was typed."""
    return words.paragraphs(
        note,
        words.bold("Periksa dahulu"),
        words.lines(f"OPD: {words.bold(opd.name)}", f"Nama: {words.bold(request.name)}"),
        "Bagian Organisasi akan membacanya, beserta nama Telegram Bapak/Ibu.",
    )


def status(request: AccessRequest, opd_name: str, region: str) -> str:
    """Return what has become of a request that was sent; `region` is what is governed."""
    sent = words.short_moment(request.sent_at or request.begun_at)
    for_opd = f"untuk {words.bold(opd_name)} (dikirim {sent})"
    if request.standing is Standing.WAITING:
        return (
            f"Permintaan akses Bapak/Ibu {for_opd} menunggu jawaban Bagian Organisasi. "
            "Jawabannya datang di sini; tidak perlu dikirim lagi."
        )
    again = words.short_moment((request.sent_at or request.begun_at) + EVERY)
    return stranger(
        region,
        f"Permintaan akses Bapak/Ibu {for_opd} sudah dijawab Bagian Organisasi. "
        f"Permintaan baru bisa dikirim mulai {again}.",
    )


def refused(opd_name: str) -> str:
    return (
        f"Mohon maaf, permintaan akses Bapak/Ibu untuk {words.bold(opd_name)} belum bisa dipenuhi. "
        "Silakan hubungi Bagian Organisasi."
    )


def accepted(request: AccessRequest, opd_name: str) -> str:
    return words.paragraphs(
        f"Selamat datang, Bapak/Ibu {words.bold(request.name)}",
        f"Permintaan Bapak/Ibu dipenuhi: kini operator {words.bold(opd_name)}.",
        "Tekan <b>Lapor sekarang</b> untuk mulai. Melapor cukup beberapa menit; jawaban tersimpan walau "
        "berhenti di tengah.",
    )


def asked(request: AccessRequest, opd_name: str, operators: Sequence[str]) -> str:
    """Return the question to an admin, with what there is to judge by."""
    there = f"Operator sekarang: {', '.join(operators)}" if operators else "OPD ini belum punya operator."
    called = words.cut(" ".join(request.telegram_name.split()), LONGEST_PERSON)
    return words.paragraphs(
        words.bold("Permintaan akses"),
        f"{words.bold(request.name)} minta menjadi operator {words.bold(opd_name)}.",
        words.lines(
            f"Nama Telegram: {words.escape(called)}",
            f"Dikirim {words.short_moment(request.sent_at or request.begun_at)}",
            words.escape(there),
        ),
        "Kenal orangnya? Sesudah <b>Terima</b>, ia langsung bisa melapor untuk OPD itu.",
    )


def ask_refuse_all(waiting: Sequence[AccessRequest], opds: Mapping[str, str]) -> str:
    """Return who would be refused, under the short names of the OPD."""
    listed = [f"• {words.escape(one.name)} – {words.escape(opds.get(one.opd, one.opd))}" for one in waiting]
    return words.paragraphs(
        words.bold(f"Tolak {len(waiting)} permintaan akses?"),
        words.lines(*listed),
        "Semuanya diberi tahu, dan bisa meminta lagi sehari sesudah mengirim.",
    )


def all_refused(many: int) -> str:
    return f"{many} permintaan akses ditolak." if many else NOBODY_WAITS


def settled(request: AccessRequest, opd_name: str, by: str) -> str:
    if request.standing is Standing.WAITING:
        return f"{words.bold(request.name)} sudah menjadi operator {words.bold(opd_name)}."
    when = words.short_moment(request.settled_at or request.begun_at)
    if request.standing is Standing.ACCEPTED:
        said = f"{words.bold(request.name)} kini operator {words.bold(opd_name)}, dan sudah diberi tahu."
        return words.paragraphs(f"✅ {said}", f"Diterima oleh {words.escape(by)}, {when}.")
    said = f"{words.bold(request.name)} tidak menjadi operator {words.bold(opd_name)}."
    return words.paragraphs(said, f"Ditolak oleh {words.escape(by)}, {when}.")


def waits(count: int) -> str:
    return f"{words.WAITING} {words.bold(f'{count} permintaan akses')} menunggu jawaban"
