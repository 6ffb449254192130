"""A case: what was seen, by which rule, in whose reports. Its words inform, and accuse nobody."""

from dataclasses import dataclass
from enum import StrEnum

from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.people.person import SubBagian


class Kind(StrEnum):
    """What is looked for; the value is what buttons carry. In the order in which it is told."""

    SAME_FILE = "file"
    NEVER_OPENED = "open"
    RAPID = "fast"
    JUMP = "jump"
    AS_LAST_YEAR = "last"
    BY_MANY = "many"
    LAST_EVENING = "eve"

    @property
    def named(self) -> str:
        """What it is called on keys and in tables."""
        return _WORDS[self][0]

    @property
    def rule(self) -> str:
        """When something is told, in a sentence."""
        return _WORDS[self][1]

    @property
    def innocent(self) -> str:
        """Why it may be as it should be, in a sentence."""
        return _WORDS[self][2]


_WORDS = {
    Kind.SAME_FILE: (
        "Berkas sama",
        "Berkas dengan isi yang sama persis ada di laporan lebih dari satu OPD.",
        "Bisa wajar: satu keputusan atau laporan sering memuat banyak OPD.",
    ),
    Kind.NEVER_OPENED: (
        "Bukti belum dibuka",
        "Laporan diterima tanpa ada buktinya yang lebih dulu dibuka di sini.",
        "Bisa wajar: bukti dilihat di tempat lain, atau sudah cocok dengan rekap.",
    ),
    Kind.RAPID: (
        "Keputusan berdekatan",
        "Lebih dari 10 keputusan dalam 2 menit oleh satu orang.",
        "Bisa wajar: diperiksa lebih dulu, lalu diputus bersama.",
    ),
    Kind.JUMP: (
        "Selisih besar",
        "Nilai berbeda lebih dari 15 poin dari hasil tahun lalu yang diterima.",
        "Bisa wajar: hasil memang naik atau turun. Angkanya patut dicocokkan dengan dokumennya.",
    ),
    Kind.AS_LAST_YEAR: (
        "Sama dengan tahun lalu",
        "Nilai sama dengan tahun lalu sampai dua angka di belakang koma.",
        "Bisa wajar: hasilnya kebetulan sama. Patut dilihat apakah dokumennya dari tahun ini.",
    ),
    Kind.BY_MANY: (
        "Nilai sama",
        "Nilai yang sama sampai dua angka di belakang koma ada di banyak OPD.",
        "Bisa wajar: nilai bulat lebih sering muncul.",
    ),
    Kind.LAST_EVENING: (
        "Malam terakhir",
        "Laporan dikirim sesudah pukul 18.00 WIB pada hari tenggatnya.",
        "Bisa wajar: dokumennya baru siap. Laporan yang tergesa patut dilihat sekali lagi.",
    ),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A report that a case is about, and what it says in few characters, or ""."""

    opd: str
    """Its code."""
    indicator: IndicatorKey
    said: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that deserves a second look; `note` says what was seen, without any name."""

    kind: Kind
    mentions: tuple[Mention, ...]
    note: str

    def concerns(self, owners: frozenset[SubBagian]) -> bool:
        """Return whether a report of it is one of those that these Sub Bagian look after."""
        return any(by_key(one.indicator).owner in owners for one in self.mentions)
