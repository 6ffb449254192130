"""What is counted and measured by `benchmarks.phone`: the work of a day, and the screens that it passes."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Press:
    """Press the first button whose label matches this expression."""

    label: str


@dataclass(frozen=True)
class Say:
    text: str


@dataclass(frozen=True)
class Attach:
    """Send a document."""


@dataclass(frozen=True)
class Wait:
    """Let something come to its end by itself."""


Act: TypeAlias = Press | Say | Attach | Wait
Answers: TypeAlias = tuple[tuple[str, Act], ...]


@dataclass(frozen=True)
class Task:
    """What one person does, from `begin` on, until the bot's last message matches `goal`.

    `before` is done first and not counted. `answers`: where what is shown matches the expression, that is
    done; the first that fits.
    """

    name: str
    person: str
    begin: tuple[Act | str, ...]
    goal: str
    answers: Answers
    before: tuple[Act | str, ...] = ()
    after: "tuple[Task, ...]" = ()
    """What others do before that."""


@dataclass(frozen=True)
class Screen:
    """A screen and the way to it; where there is no such way, the product has no such screen."""

    name: str
    person: str
    acts: tuple[Act | str, ...]
    telegram_id: int = 1021


SITI, YUNI, HENDRA = "Siti Aminah", "Yuni Astuti", "Hendra Wijaya"
ENDAH, AGUS, NUR = "Endah Kusumawati", "Agus Santoso", "Nur Hidayati"
BAMBANG, RIZKY, STRANGER = "Bambang Hariyanto", "Rizky Pratama", "Joko Susilo"

UNSUR = ("3,31", "3,35", "3,49", "3,60", "3,28", "3,41", "3,55", "3,30", "3,62")
_EVIDENCE: Answers = (
    (r"📎(?![\s\S]*✓)", Wait()),  # the file is still fetched and looked at
    (r"Periksa sebelum dikirim", Press(r"^Kirim$")),
    (r"✓[\s\S]*Selesai", Press(r"^Selesai")),
    (r"Kirim bukti", Attach()),
)
_SAKIP: Answers = (
    *_EVIDENCE,
    (r"[Nn]ilai(nya)?( LHE AKIP-nya)?\?", Say("75,5")),
    (r"[Pp]redikat", Press(r"^BB")),
    (r"Pilih laporan|SAKIP", Press(r"SAKIP")),
)
_IKM: Answers = (
    (r"diisi rekan Anda", Press(r"Mulai baru|Ganti|Lanjutkan")),
    *_EVIDENCE,
    (r"IKM mana yang dipublikasikan", Press(r"bobot 1/9")),
    (r"responden", Say("300 dari 1200")),
)
_PUBLISHED: Answers = (
    *_IKM,
    (r"Berapa nilai IKM", Say("85,5")),
    (r"9 unsur|dipublikasikan", Press(r"dipublikasikan")),
    (r"Pilih laporan|IKM", Press(r"IKM")),
)
_UNSUR_AT_ONCE: Answers = (
    *_IKM,
    (r"Unsur 1 dari 9", Say(" ".join(UNSUR))),
    (r"9 unsur", Press(r"9 unsur")),
    (r"Pilih laporan|IKM", Press(r"IKM")),
)
_UNSUR_ONE_BY_ONE: Answers = (
    *_IKM,
    *((rf"Unsur {number} dari 9", Say(unsur)) for number, unsur in enumerate(UNSUR, start=1)),
    (r"9 unsur", Press(r"9 unsur")),
    (r"Pilih laporan|IKM", Press(r"IKM")),
)
_ANJAB: Answers = (
    *_EVIDENCE,
    (r"sudah dilaksanakan\?", Press(r"^Sudah")),
    (r"[Tt]anggal Laporan", Say("12 Maret 2026")),
    (r"[Nn]omor Laporan", Say("060/123/2026")),
    (r"Berapa jabatan", Press(r"Lewati")),
    (r"Pilih laporan|Analisis", Press(r"Analisis jabatan|Anjab")),
)
_ACCEPT: Answers = (
    (r"belum dibuka[\s\S]*📎", Press(r"📎")),
    (r"Terima\n|\nTerima", Press(r"^Terima$")),
    (r"Menunggu|menunggu", Press(r"Pendidikan|Dikbud")),
    (r"Berikutnya ›", Press(r"Berikutnya")),
)

_REPORT = Task("SAKIP with one file, from the menu", YUNI, ("lapor",), r"Laporan terkirim", _SAKIP)
_OTHERS = Task(
    "Accept what has waited longer than that report",
    ENDAH,
    ("verifikasi",),
    r"Pendidikan|Disdikbud",
    ((r"Terima\n|\nTerima", Press(r"^Terima$")), (r"Berikutnya ›", Press(r"Berikutnya"))),
)
TASKS = (
    _REPORT,
    Task(
        "SAKIP with one file, from home",
        YUNI, (Press(r"SAKIP"),), r"Laporan terkirim", _SAKIP, before=(Say("/start"),),
    ),
    Task("IKM, one published number", YUNI, ("lapor",), r"Laporan terkirim", _PUBLISHED),
    Task("IKM, nine unsur in one message", YUNI, ("lapor",), r"Laporan terkirim", _UNSUR_AT_ONCE),
    Task(
        "IKM, nine unsur typed at its first question", YUNI, ("lapor",), r"Laporan terkirim",
        (*_IKM, (r"9 unsur sekaligus", Say(" ".join(UNSUR))), (r"Pilih laporan|IKM", Press(r"IKM"))),
    ),
    Task("IKM, nine unsur one by one", YUNI, ("lapor",), r"Laporan terkirim", _UNSUR_ONE_BY_ONE),
    Task("Analisis jabatan with one file", YUNI, ("lapor",), r"Laporan terkirim", _ANJAB),
    Task(
        "Verify one report with a file",
        ENDAH, ("verifikasi",), r"Diterima oleh", _ACCEPT, after=(_REPORT, _OTHERS),
    ),
    Task(
        "Evaluate two OPD by one tap each", ENDAH, ("evaluasi",), r"sisa 3",
        ((r"Mulai menilai", Press(r"Mulai menilai")), (r"sisa", Press(r"^Tepat$"))),
    ),
    Task(
        "Who is behind SAKIP, and one OPD's report", BAMBANG, ("iku",), r"Riwayat|Dilaporkan|dilaporkan",
        ((r"‹ Semua", Press(r"Bappeda|BAPPEDA|Badan|Dinas|Dis|Kec")), (r"SAKIP baik", Press(r"^1"))),
    ),
)  # fmt: skip

SCREENS = (
    Screen("home, operator", SITI, (Say("/start"),)),
    Screen("home, operator of two OPD", HENDRA, (Say("/start"),)),
    Screen("home, verifikator", ENDAH, (Say("/start"),)),
    Screen("home, pimpinan", BAMBANG, (Say("/start"),)),
    Screen("home, admin", RIZKY, (Say("/start"),)),
    Screen("stranger", STRANGER, (Say("halo"),)),
    Screen("answer to a stranger's second word", STRANGER, (Say("minta akses"),)),
    Screen("help", SITI, (Say("/bantuan"),)),
    Screen("free text", SITI, (Say("apa kabar pak"),)),
    Screen("/iku, verifikator", ENDAH, ("iku",)),
    Screen("/iku, pimpinan", BAMBANG, ("iku",)),
    Screen("/iku, operator", SITI, ("iku",)),
    Screen("/iku, operator of two OPD", HENDRA, ("iku",)),
    Screen("indicator", ENDAH, ("iku", Press(r"^1"))),
    Screen("indicator with a long list", AGUS, ("iku", Press(r"^3b|^4"))),
    Screen("report behind a figure", ENDAH, ("iku", Press(r"^1"), Press(r"DLH|Dinas|Dis|Badan"))),
    Screen("OPD's card", ENDAH, (Say("/iku dinkes"),)),
    Screen("/lapor", SITI, ("lapor",)),
    Screen("SAKIP, first question", YUNI, ("lapor", Press(r"SAKIP"))),
    Screen("SAKIP, second question", YUNI, (Press(r"^BB"),)),
    Screen("SAKIP, evidence", YUNI, (Say("75,5"),)),
    Screen("SAKIP, summary", YUNI, (Press(r"Belum ada berkas"),)),
    Screen("IKM, first unsur", YUNI, ("lapor", Press(r"IKM"), Press(r"9 unsur"))),
    Screen("IKM, respondents", YUNI, (Say(" ".join(UNSUR)),)),
    Screen("IKM, evidence", YUNI, (Say("300 dari 1200"),)),
    Screen("IKM, summary", YUNI, (Press(r"Belum ada berkas"),)),
    Screen("analisis jabatan, first question", YUNI, ("lapor", Press(r"Analisis jabatan|Anjab"))),
    Screen("analisis jabatan, date", YUNI, (Press(r"Sudah"),)),
    Screen("analisis jabatan, number", YUNI, (Say("12 Maret 2026"),)),
    Screen("analisis jabatan, posts", YUNI, (Say("060/123/2026"),)),
    Screen("analisis jabatan, summary", YUNI, (Press(r"Lewati"), Press(r"Belum ada berkas"))),
    Screen("receipt", YUNI, (Press(r"^Kirim$"),)),
    Screen("/status", SITI, ("status",)),
    Screen("/riwayat", SITI, ("riwayat",)),
    Screen("/riwayat of one report", SITI, ("riwayat", Press(r"SAKIP|IKM"))),
    Screen("/verifikasi", ENDAH, (Say("/verifikasi"),)),
    Screen("the list of what waits", ENDAH, (Press(r"‹ Daftar"),)),
    Screen("review card", ENDAH, (Press(r"^1(\.|$)"),)),
    Screen("return, fields", ENDAH, (Press(r"^Kembalikan$"),)),
    Screen("/belum", ENDAH, ("belum",)),
    Screen("/belum, pimpinan", BAMBANG, ("belum",)),
    Screen("/evaluasi", ENDAH, ("evaluasi",)),
    Screen("judging card", ENDAH, ("evaluasi", Press(r"Mulai menilai"))),
    Screen("checklist", AGUS, ("evaluasi", Press(r"Mulai menilai"))),
    Screen("/undang", RIZKY, ("undang",)),
    Screen("/pengguna", RIZKY, ("pengguna",)),
    Screen("person's card", RIZKY, ("pengguna", Press(r"Siti|Agus|Anton"))),
    Screen("/opd", RIZKY, ("opd",)),
    Screen("/tahun", RIZKY, ("tahun",)),
    Screen("/target", RIZKY, ("target",)),
    Screen("/aturan", RIZKY, ("aturan",)),
    Screen("/tenggat", RIZKY, ("tenggat",)),
    Screen("one deadline", RIZKY, ("tenggat", Press(r"^1"))),
    Screen("/gladi", RIZKY, ("gladi",)),
    Screen("rehearsal", RIZKY, ("gladi", Press(r"Semua tenggat"))),
    Screen("/umumkan", RIZKY, ("umumkan",)),
    Screen("/audit", RIZKY, ("audit",)),
    Screen("OPD in /belum", ENDAH, ("belum", Press(r"Bappeda|BAPPEDA"))),
    Screen("the list searched by a word", ENDAH, (Say("/verifikasi kec"),)),
    Screen("a file that comes first", HENDRA, (Attach(),)),
    Screen("asked back", YUNI, (Say("sakip tolong"),)),
    Screen("all invited at once, the list", RIZKY, ("undang", Press(r"sekaligus|semua OPD"))),
)  # fmt: skip
"""The first of these screens' people is waited for while the sample data is made."""
