"""Who can be tried out in the demonstration. Every name is invented."""

from dataclasses import dataclass

from domain.people import Grant, Role, SubBagian

ADMIN, HEAD, VERIFIERS, OPERATORS, STRANGERS = "Admin", "Pimpinan", "Verifikator", "Operator", "Orang luar"


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
    _operator(1101, "Wahyu", "Nugroho", "", "SETDA"),
    _operator(1102, "Ratna", "Sari", "", "SETWAN"),
    _operator(1103, "Eko", "Purnomo", "", "ITKOT"),
    _operator(1104, "Slamet", "Riyadi", "", "SATPOLPP"),
    _operator(1105, "Lilik", "Suryani", "", "BPPKAD"),
    _operator(1106, "Imam", "Syafii", "", "BPBD"),
    _operator(1107, "Indah", "Permatasari", "", "BKPSDM"),
    _operator(1108, "Dwi", "Cahyono", "", "BAKESBANGPOL"),
    _operator(1109, "Sri", "Wahyuni", "", "DKPPP"),
    _operator(1110, "Anton", "Firmansyah", "", "DKUP"),
    _operator(1111, "Maya", "Anggraini", "", "DISPERINAKER"),
    _operator(1112, "Teguh", "Prasetyo", "", "DISHUB"),
    _operator(1113, "Rina", "Oktaviani", "", "DLH"),
    _operator(1114, "Fajar", "Hidayat", "", "DPMPTSP"),
    _operator(1115, "Putri", "Maharani", "", "DISPOPAR"),
    _operator(1116, "Nanik", "Sulistyowati", "", "DINSOSPPPA"),
    _operator(1117, "Galih", "Saputra", "", "DISPERPUSIP"),
    _operator(1118, "Bayu", "Kurniawan", "", "PUPRPKP"),
    _operator(1119, "Umi", "Kalsum", "", "KEC-KADEMANGAN"),
    _operator(1120, "Hadi", "Winarno", "", "KEC-KEDOPOK"),
    _operator(1121, "Novi", "Rahmawati", "", "KEC-WONOASIH"),
)
"""The operators of all other OPD: they have reported, but are not in the page's list of people."""
