"""The office as its documents show it, and who signed when; the defaults are those of Kota Probolinggo.

This is the one place, with the sample, in which a city is named: everything else asks the office, so that
any regency or city can run the bot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self, TypeAlias

from domain.people.person import SubBagian

Lines: TypeAlias = tuple[str, ...]

HEAD = "kepala"
"""The post of whoever leads the office, and signs its documents."""
_DUTY = (
    "Bagian Organisasi Mempunyai Tugas Membantu Asisten Administrasi Umum dalam Perumusan Kebijakan, "
    "Mengkoordinasikan, Memantau dan Mengevaluasi di Bidang Kelembagaan dan Kinerja, Tatalaksana dan "
    "Pelayanan Publik, Analisis Jabatan dan Kepegawaian."
)
_LAST_FUNCTION = (
    "Pelaksanaan Fungsi Dinas Lain yang Diberikan Oleh Asisten Administrasi Umum Sesuai dengan Tugas dan "
    "Fungsinya."
)
_GOVERNMENT = "pemerintah"
_OF_GOVERNMENT = ("daerah kabupaten", "daerah kota", "daerah provinsi")


class Part(StrEnum):
    """What can be set of an office; the value is the name of the field of `Office`, and is stored."""

    GOVERNMENT = "government"
    PARENT = "parent"
    UNIT = "unit"
    ADDRESS = "address"
    PLACE = "place"
    LOGO = "logo"
    GOALS = "goals"
    DUTY = "duty"
    FUNCTIONS = "functions"
    FORM_BASIS = "form_basis"
    REPORT_BASIS = "report_basis"
    MEMO_BASIS = "memo_basis"
    MEMO_TO = "memo_to"
    MEMO_THROUGH = "memo_through"
    MEMO_COPIES = "memo_copies"


SEVERAL = frozenset({Part.ADDRESS, Part.GOALS, Part.DUTY, Part.FUNCTIONS, Part.MEMO_COPIES})
"""The parts that are of several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who holds a post from a day on, as documents write them.

    Source of the order: the signature blocks of Permendagri 1/2023 (jabatan, nama, pangkat, NIP).
    """

    id: int = 0
    """0 until it is stored; a correction keeps it."""
    post: str = HEAD
    """HEAD, or the key of a Sub Bagian: what stays when the post is renamed."""
    title: str
    """The jabatan as it is written above the signature: "Plt. Kepala Bagian Organisasi"."""
    name: str
    rank: str = ""
    nip: str = ""
    """As it was written, with its spaces; "" where there is none."""
    since: date
    until: date | None = None
    """The last day; None while it is open."""

    def held(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What stands now, with everybody who ever signs."""

    government: str = "Pemerintah Kota Probolinggo"
    parent: str = "Sekretariat Daerah"
    """What the unit is part of; "" where it stands by itself."""
    unit: str = "Bagian Organisasi"
    address: Lines = ("Jalan Panglima Sudirman Nomor 19 Probolinggo",)
    place: str = "Probolinggo"
    """Where is signed."""
    logo: str = ""
    """The SHA-256 of the picture's bytes in the evidence store; "" without one."""
    goals: Lines = (
        "Meningkatkan akuntabilitas kinerja Perangkat Daerah;",
        "Meningkatkan Kompetensi jabatan pada Perangkat Daerah.",
    )
    """Tujuan of the IKU form; these three are the form's own words, to the letter."""
    duty: Lines = (_DUTY,)
    functions: Lines = (
        "Pelaksanaan Fasilitasi Perumusan Kebijakan Urusan Di Bidang Kewenangannya;",
        "Pengoordinasian Pelaksanaan Program Urusan Dibidang Kewenangannya;",
        "Pengoordinasian Pelayanan Administrasi Urusan Di Bidang Kewenangannya;",
        "Pelaksanaan Pembinaan, Pemantuan Dan Evaluasi Urusan di Bidang Kewenangannya;",
        "Pelaksanaan Akuntabilitas Kinerja Bagian Organisasi Serta Pemerintah Daerah;",
        "Pelaksanaan ketatausahaan, Pengelolaan Keuangan dan Barang Milik Daerah pada Bagian Organisasi;",
        _LAST_FUNCTION,
    )
    form_basis: str = "PER/20/M.PAN/11/2008"
    """What the IKU form rests on."""
    report_basis: str = "PermenPANRB 53/2014"
    """What the table of the LKjIP rests on."""
    memo_basis: str = "Permendagri 1/2023"
    """What the nota dinas rests on."""
    memo_to: str = "Sekretaris Daerah"
    """Whom the nota dinas is for: its Yth."""
    memo_through: str = "Asisten Administrasi Umum"
    """Through whom it goes; "" for nobody: then there is room to write."""
    memo_copies: Lines = ()
    """Its tembusan."""
    signatories: tuple[Signatory, ...] = ()
    """Everybody, in the order in which they were entered; none is invented."""

    @property
    def region(self) -> str:
        """What is governed: "Kota Probolinggo" of "Pemerintah Kota Probolinggo"."""
        return region_of(self.government)

    @property
    def name(self) -> str:
        """The office as the form writes it: "Bagian Organisasi Sekretariat Daerah Kota Probolinggo"."""
        return " ".join(filter(None, (self.unit, self.parent, self.region)))

    def title(self, post: str) -> str:
        """Return what a post is called here, where nobody who holds it says otherwise."""
        known = {one.value: f"Kepala {one.full_name}" for one in SubBagian}
        return known.get(post, f"Kepala {self.unit}")

    def signatory_at(self, day: date, post: str = HEAD) -> Signatory | None:
        """Return who held a post on a day: of several, who took it last; None where nobody is known."""
        held = [one for one in self.signatories if one.post == post and one.held(day)]
        return max(held, key=lambda one: (one.since, one.id), default=None)

    def last_day(self, signatory: Signatory) -> date | None:
        """Return on which day somebody stops to sign: their own last, or the day before who follows them.

        Somebody for a while (a Plt. during a leave) ends nobody: who held the post before holds it after.
        """
        following = (
            one.since - timedelta(days=1)
            for one in self.signatories
            if one.post == signatory.post
            and (one.since, one.id) > (signatory.since, signatory.id)
            and (one.until is None or (signatory.until is not None and one.until >= signatory.until))
        )
        days = [day for day in (signatory.until, *following) if day is not None]
        return min(days, default=None)

    @classmethod
    def of(cls, texts: Mapping[str, str], signatories: Iterable[Signatory]) -> Self:
        """Return the office that these texts by part make, over the defaults; a part that is unknown is none.

        Of a part of several lines each line is one.
        """
        known = {part.value: part for part in Part}
        said = {
            key: tuple(value.splitlines()) if known[key] in SEVERAL else value
            for key, value in texts.items()
            if key in known
        }
        return cls(**said, signatories=tuple(signatories))  # type: ignore[arg-type]  # as the parts say

    def text(self, part: Part) -> str:
        """Return a part as it is stored: lines of several parts with a line break between them."""
        value: str | Lines = getattr(self, part.value)
        return value if isinstance(value, str) else "\n".join(value)


def region_of(government: str) -> str:
    """Return what a government governs: "Kota Probolinggo" of "Pemerintah Kota Probolinggo"."""
    first, _, rest = government.strip().partition(" ")
    rest = rest.strip()
    if first.casefold() != _GOVERNMENT or not rest:
        return government.strip()
    return rest[len("daerah ") :] if rest.casefold().startswith(_OF_GOVERNMENT) else rest
