"""Who can be tried out in the demonstration. Every name is invented."""

from dataclasses import dataclass

from domain.people.person import Grant, Role, SubBagian

ADMIN, HEAD, VERIFIERS, OPERATORS, STRANGERS = "Admin", "Pimpinan", "Verifikator", "Operator", "Orang luar"
OTHER_OPERATORS = "Operator lain"


@dataclass(frozen=True, slots=True)
class SamplePerson:
    telegram_id: int
    first_name: str
    last_name: str
    group: str
    note: str
    grants: tuple[Grant, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def _operator(telegram_id: int, first: str, last: str, note: str, *codes: str) -> SamplePerson:
    grants = tuple(Grant(Role.OPERATOR, code) for code in codes)
    return SamplePerson(telegram_id, first, last, OPERATORS, note, grants)


def _colleague(telegram_id: int, first: str, last: str, office: str, code: str) -> SamplePerson:
    grants = (Grant(Role.OPERATOR, code),)
    return SamplePerson(telegram_id, first, last, OTHER_OPERATORS, f"Operator · {office}", grants)


def _verifier(telegram_id: int, first: str, last: str, unit: SubBagian) -> SamplePerson:
    grant = Grant(Role.VERIFIKATOR, unit)
    return SamplePerson(telegram_id, first, last, VERIFIERS, f"Kepala {unit.full_name}", (grant,))


PEOPLE = (
    SamplePerson(1001, "Rizky", "Pratama", ADMIN, "Admin bot", (Grant(Role.ADMIN),)),
    SamplePerson(1002, "Bambang", "Hariyanto", HEAD, "Kepala Bagian Organisasi", (Grant(Role.PIMPINAN),)),
    _verifier(1011, "Endah", "Kusumawati", SubBagian.KELEMBAGAAN),
    _verifier(1012, "Agus", "Santoso", SubBagian.TATALAKSANA),
    _verifier(1013, "Nur", "Hidayati", SubBagian.ANJAB),
    _operator(1021, "Siti", "Aminah", "Operator · Dinas Kesehatan", "DINKES"),
    _operator(1022, "Dewi", "Lestari", "Operator · Dinas Kesehatan", "DINKES"),
    _operator(1023, "Budi", "Setiawan", "Operator · Diskominfo", "DISKOMINFO"),
    _operator(1024, "Fitri", "Handayani", "Operator · Dukcapil", "DUKCAPIL"),
    _operator(1025, "Yuni", "Astuti", "Operator · Dinas Pendidikan", "DIKBUD"),
    _operator(1026, "Arif", "Rahman", "Operator · Bappeda", "BAPPEDA"),
    _operator(1027, "Hendra", "Wijaya", "Operator · dua kecamatan", "KEC-MAYANGAN", "KEC-KANIGARAN"),
    SamplePerson(1099, "Joko", "Susilo", STRANGERS, "Belum diundang"),
)
"""Two of one OPD, so that a draft can be taken over; one of two OPD, so that an OPD must be chosen."""

COLLEAGUES = (
    _colleague(1101, "Wahyu", "Nugroho", "Sekretariat Daerah", "SETDA"),
    _colleague(1102, "Ratna", "Sari", "Sekretariat DPRD", "SETWAN"),
    _colleague(1103, "Eko", "Purnomo", "Inspektorat", "ITKOT"),
    _colleague(1104, "Slamet", "Riyadi", "Satpol PP", "SATPOLPP"),
    _colleague(1105, "Lilik", "Suryani", "BPPKAD", "BPPKAD"),
    _colleague(1106, "Imam", "Syafii", "BPBD", "BPBD"),
    _colleague(1107, "Indah", "Permatasari", "BKPSDM", "BKPSDM"),
    _colleague(1108, "Dwi", "Cahyono", "Bakesbangpol", "BAKESBANGPOL"),
    _colleague(1109, "Sri", "Wahyuni", "Dinas Pangan dan Pertanian", "DKPPP"),
    _colleague(1110, "Anton", "Firmansyah", "Dinas Koperasi dan Perdagangan", "DKUP"),
    _colleague(1111, "Maya", "Anggraini", "Dinas Perindustrian", "DISPERINAKER"),
    _colleague(1112, "Teguh", "Prasetyo", "Dinas Perhubungan", "DISHUB"),
    _colleague(1113, "Rina", "Oktaviani", "Dinas Lingkungan Hidup", "DLH"),
    _colleague(1114, "Fajar", "Hidayat", "DPMPTSP", "DPMPTSP"),
    _colleague(1115, "Putri", "Maharani", "Dispopar", "DISPOPAR"),
    _colleague(1116, "Nanik", "Sulistyowati", "Dinas Sosial", "DINSOSPPPA"),
    _colleague(1117, "Galih", "Saputra", "Dinas Perpustakaan", "DISPERPUSIP"),
    _colleague(1118, "Bayu", "Kurniawan", "Dinas PUPR", "PUPRPKP"),
    _colleague(1119, "Umi", "Kalsum", "Kecamatan Kademangan", "KEC-KADEMANGAN"),
    _colleague(1120, "Hadi", "Winarno", "Kecamatan Kedopok", "KEC-KEDOPOK"),
    _colleague(1121, "Novi", "Rahmawati", "Kecamatan Wonoasih", "KEC-WONOASIH"),
)
"""The operators of all other OPD, who have reported; on the page they stand at the end of the list."""

NEVER_STARTED = (
    _colleague(1122, "Yanti", "Susanti", "Dinas Perindustrian", "DISPERINAKER"),
    _colleague(1123, "Gunawan", "Adi", "Dinas PUPR", "PUPRPKP"),
)
"""Operators whom no message can reach: they were put on the list, and never opened the chat."""
