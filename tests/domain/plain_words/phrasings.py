"""What people write to the bot when nothing is asked, and what it leads to.

`docs/phrasings.md` is this table. Each block is one person's; `→` stands before what is opened, `?` before
what is asked back ("Maksud Bapak/Ibu:"), `–` for what is not understood and is answered with the home screen.
The year is 2026, the city the demonstration's.
"""

from dataclasses import dataclass

NOT_UNDERSTOOD = "–"


@dataclass(frozen=True, slots=True)
class Phrasing:
    who: str
    text: str
    leads_to: str


_BLOCKS = {
    "operator": """
berapa iku sekarang → /iku
Berapa IKU sekarang? → /iku
brp iku skrg → /iku
pinten iku sakniki nggih → /iku
iku → /iku
IKU kota 2025 → /iku 2025
iku tw2 → /iku tw2
iku triwulan II 2025 → /iku 2025 tw2
iku tahun kemarin gmn → /iku 2025
sakip tahun lalu → /iku sakip 2025
sakip thn lalu brp ya → /iku sakip 2025
nilai ikm th 2025 → /iku ikm 2025
capaian kota brp persen → /iku
indikator 3a → /iku 3a
indikator 3 → /iku 3
iku nomor 3b tahun lalu → /iku 3b 2025
indikator nomor 5 → /iku 5
lapor indikator 4 → /lapor anjab
lapor indikator 3a → /lapor ikm
lapor indikator 3 → /lapor ikm
berapa indikator 1 tw2 → /iku 1 tw2
iku no 4 → /iku 4
mohon info capaian indikator kinerja utama saat ini, terima kasih → /iku
Assalamualaikum wr. wb. mohon izin → assalamualaikum
Assalamualaikum pak, mau tanya berapa iku sekarang ya → /iku
lapor → /lapor
mau lapor → /lapor
Saya mau melapor pak → /lapor
kirim laporan → /lapor
isi laporan dong → /lapor
lapor sakip → /lapor sakip
LAPOR SAKIP!!! → /lapor sakip
lapor ikm 🙏 → /lapor ikm
mau lapor ikm dulu min → /lapor ikm
tolong bukakan laporan sakip → /lapor sakip
upload analisis jabatan → /lapor anjab
kirim anjab → /lapor anjab
lapor survei kepuasan masyarakat → /lapor ikm
lpr sakip → /lapor sakip
lapro sakip → ? /lapor sakip
lapor sakpi → ? /lapor sakip
lapir ikm → ? /lapor ikm
laporr sakip → /lapor sakip
statsu laporan saya → /status
tengat sakip kapan → /status
riwyat laporan saya → /riwayat
kapan sakip diverifikasi → /status
sakip saya → /status
berapa yang lapor → /iku
kapan verifikasi dinkes → –
ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya ya → –
brapa iku sekrang → ? /iku
bantuna → ? /bantuan
dukcapli → ? /iku DUKCAPIL
lapor sakip 2025 → /lapor sakip 2025
lapor sakip tahun lalu → /lapor sakip 2025
lapor ikm 2024 → ? /lapor ikm | /iku ikm 2024
lapor sakip dan ikm → ? /lapor sakip | /lapor ikm | /iku sakip | /iku ikm
lapor sakip dinkes → ? /lapor sakip | /iku sakip DINKES
lapor sakip bu endang → ? /lapor sakip
lapor kelembagaan → ? /lapor | /iku kelembagaan
sakip → ? /lapor sakip | /iku sakip
grafik → berkas grafik
unduh → berkas
formulir iku → berkas formulir
nota dinas → berkas nota-dinas
unduh yang belum lapor → –
ikm → ? /lapor ikm | /iku ikm
anjab → ? /lapor anjab | /iku anjab
tepat tugas dan fungsi → ? /iku kelembagaan
tw2 → ? /iku tw2
tahun lalu → ? /iku 2025
status → /status
status saya → /status
status laporan kami → /status
laporan saya sudah diterima? → /status
laporan kami sdh diverifikasi blm → /status
sudah sampai mana laporan saya → /status
sakip saya sudah masuk belum → /status
saya belum lapor apa saja → /status
apa yg blm saya kirim → /status
belum lapor sakip → /status
siapa belum lapor ikm → /status
lhe belum terbit → /lapor sakip
LHE kami blm keluar pak → /lapor sakip
sakip belum ada → /lapor sakip
survei belum ada → /lapor ikm
skm tahun lalu belum ada → /lapor ikm 2025
anjab belum ada → /status
belum terbit → –
ada yang menunggu saya? → /status
tugas saya apa → /status
tenggatnya kapan → /status
kapan tenggat sakip → /status
deadline ikm kapan ya → /status
batas waktu lapor → /status
kapan terakhir lapor sakip → /status
kpn laporan anjab harus dikirim → /status
riwayat → /riwayat
riwayat laporan saya → /riwayat
lihat riwayat laporan dinas kami → /riwayat
histori laporan → /riwayat
dinkes → /iku DINKES
Dinkes → /iku DINKES
dinas kesehatan → /iku DINKES
DINAS KESEHATAN. → /iku DINKES
kesehatan → /iku DINKES
dinsos → /iku DINSOSPPPA
kominfo → /iku DISKOMINFO
kecamatan mayangan → /iku KEC-MAYANGAN
kec. wonoasih → /iku KEC-WONOASIH
status dinkes → /iku DINKES
dinas kesehaan → ? /iku DINKES
sekretariat → ? /iku SETDA | /iku SETWAN
SKP-26-0001 → tiket SKP-26-0001
skp-26-0001 → tiket SKP-26-0001
Tiket saya KPM-26-0042, sudah diperiksa? → tiket KPM-26-0042
Mohon dicek laporan kami nomor tiket ANJ-26-00123 karena belum ada kabar → tiket ANJ-26-00123
skp 26 0001 → –
SKP-26-0001 dan KPM-26-0002 → ? tiket SKP-26-0001 | tiket KPM-26-0002
menu → /menu
Menu. → /menu
ke menu utama → /menu
beranda → /menu
mulai → /menu
home → /menu
bantuan → /bantuan
help → /bantuan
bingung pak → /bantuan
cara lapor gimana → /bantuan
bagaimana cara mengisi laporan → /bantuan
gmn lapornya → /bantuan
batal → /batal
Batal → /batal
batalkan saja → /batal
terima kasih → terima kasih
Terima kasih banyak pak → terima kasih
makasih min 🙏🙏 → terima kasih
matur nuwun nggih → terima kasih
trims atas bantuannya → terima kasih
tks → terima kasih
suwun mas → terima kasih
terimakasi → terima kasih
assalamualaikum → assalamualaikum
Assalamu'alaikum warahmatullahi wabarakatuh → assalamualaikum
selamat pagi → salam
Selamat siang Bapak/Ibu → salam
selamat pagi pak budi → salam
halo → salam
sugeng enjing → salam
kulo nuwun → salam
pagi → salam
nggih → baik
siap → baik
ok baik pak → baik
""",
    "verifikator": """
mau verifikasi → /verifikasi
verifikasi → /verifikasi
verif ikm → /verifikasi ikm
verivikasi → ? /verifikasi
periksa laporan → /verifikasi
periksa laporan ikm yang masuk → /verifikasi ikm
ada yang menunggu saya? → /verifikasi
yg nunggu brp → /verifikasi
laporan masuk → /verifikasi
apa yang belum diverifikasi → /verifikasi
verifikasi dinkes → /verifikasi dinkes
mutu data → /mutu
lihat mutu data laporan saya → –
tolong cek kualitas data → /mutu
mutu data tahun lalu → /mutu 2025
siapa belum lapor ikm → /belum ikm
lhe belum terbit → /belum sakip
survei belum ada → /belum ikm
siapa yang belum ada laporan → /belum
siapa aja yg blm lapor → /belum
siapa yang belum lapor sakip? → /belum sakip
sapa durung lapor ikm → /belum ikm
sinten ingkang dereng lapor → ? /belum
opd mana yang belum → /belum
opd yg telat lapor → /belum
daftar yang belum kirim anjab → /belum anjab
siapa yg belum laporn ikm → ? /belum ikm
halooo → salam
sipa belum lapor ikm → /belum ikm
siapa bleum lapro sakip → /belum sakip
verfikasi ikm → /verifikasi ikm
evalusi kelembagan → /evaluasi kelembagaan
siapa belum lapor sakip tahun lalu → ? /belum sakip | /iku sakip 2025
evaluasi → /evaluasi
mau evaluasi → /evaluasi
menilai tatalaksana → /evaluasi tatalaksana
evaluasi kelembagaan 2025 → /evaluasi kelembagaan 2025
opd mana yang belum dinilai → /evaluasi
evaluasi dikbud → /evaluasi dikbud
hasil evaluasi kelembagaan → /iku kelembagaan
sakip → /iku sakip
sakip brp → /iku sakip
angka ikm → /iku ikm
sakip dinkes → /iku sakip DINKES
dinkes sudah lapor belum? → /iku DINKES
berapa yg sudah lapor sakip → /iku sakip
siapa saja yang sudah lapor sakip → /iku sakip
target sakip berapa → /iku sakip
perkembangan iku tw3 → /iku tw3
grafik → berkas grafik
grafik iku → berkas grafik
grafik sakip → berkas grafik sakip
grafk sakip 2025 → berkas grafik sakip 2025
diagram ikm tw2 → berkas grafik ikm tw2
tolong kirim grafik iku → berkas grafik
grafik dinkes → /iku DINKES
grafik sakip dan ikm → ? /iku sakip | /iku ikm
grafis → –
kirim formulir sakip → –
grafik formulir → –
unduh → berkas
Unduh. → berkas
download iku → berkas
unduh sakip → berkas sakip
unduh pengukuran 2026 → berkas pengukuran 2026
pengukuran kinerja tahun lalu → berkas pengukuran 2025
unduh pengukuran kinerja pdf tw3 → berkas pengukuran-pdf tw3
formulir iku → berkas formulir
unduh berkas formulir iku 2025 pdf → berkas formulir 2025
rencana aksi → berkas rencana-aksi
unduh renaksi 2026 → berkas rencana-aksi 2026
bahan bukti sakip → berkas bukti sakip
unduh bukti sakip → berkas bukti sakip
cara unduh grafik → /bantuan
nota dinas → /belum
nota dinas sakip → /belum sakip
buat nota dinas yang belum lapor ikm → /belum ikm
nota dinas sakip 2025 → /belum sakip 2025
nota dinas tenggat → –
unduh daftar yang belum lapor → /belum
unduh grafik yang ungu sekali → –
tenggat → /tenggat
kapan tenggat ikm → /tenggat
laporan → ? /verifikasi | /belum | /iku
lapor sakip → /lapor sakip
terima kasih → terima kasih
skp-26-0012 → tiket SKP-26-0012
""",
    "pimpinan": """
iku hari ini → /iku
kinerja kita bagaimana → /iku
progres iku → /iku
sakip tahun lalu berapa persen → /iku sakip 2025
siapa yang belum lapor → /belum
opd mana yg terlambat → /belum
siapa yang belum lapor indikator 3a → /belum 3a
siapa belum lapor indikator 3 → /belum 3
iku nomor 3 → /iku 3
bappeda → /iku BAPPEDA
dinas pendidikan dan kebudayaan → /iku DIKBUD
bagaimana inspektorat → /iku ITKOT
ada yang menunggu saya → /menu
tenggatnya kapan → /belum
selamat malam → salam
""",
    "admin": """
undang → /undang
unduh undangan → /undang
nota dinas → berkas nota-dinas
mau undang operator → /undang
daftar pengguna → /pengguna
pengumuman → /umumkan
gladi → /gladi
target → /target
tenggat → /tenggat
hari libur → /tenggat
audit → /audit
instansi → /instansi
Kop surat. → /instansi
penanda tangan → /instansi
daftar pengguna kota probolinggo → /pengguna
undng → ? /undang
berapa iku → /iku
""",
}

_NOTHING = """
75,5
75.5
100
2026
3
3,31 3,35 3,49 3,50 3,40 3,45 3,60 3,55 3,42
BB
BB 75,50
a
12 Maret 2026
Desember 2026
31/12/2026
ya
iya
tidak
sudah
belum
Belum ada berkas
lewati
tepat
perlu penyesuaian
sudah, 12 Maret 2026
060/123/425.022/2026
jangan lapor sakip
tidak usah lapor ikm
saya tidak mau lapor
hapus laporan sakip
gimana cara hapus laporan ikm
tolong tarik laporan saya
batal lapor sakip
batalkan laporan ikm
bagaimana membatalkan laporan yang sudah dikirim
saya salah kirim laporan sakip
siti aminah
Budi Santoso, S.Kom
karim
bot goblok
kamu bodoh sekali
saya sakit
saya lapar
keluarga saya sakit
batas
kapal
kapan
siapa
berapa
bagaimana
???
🙏
👍👍
.
asdfghjkl
kemarin saya sudah ke kantor tapi tidak ada orang
Besok rapat jam 9 di ruang Puri Manggala Bhakti, mohon hadir tepat waktu
https://organisasi.probolinggokota.go.id
08123456789
pak kepala dinas minta kita rapat laporan kinerja minggu depan jam delapan pagi
kirim lokasi
nilai saya turun
mohon maaf lahir dan batin
"""


def _read() -> list[Phrasing]:
    told = [
        Phrasing(who, *line.rsplit(" → ", 1))
        for who, block in _BLOCKS.items()
        for line in block.strip().splitlines()
    ]
    return told + [Phrasing("operator", line, NOT_UNDERSTOOD) for line in _NOTHING.strip().splitlines()]


PHRASINGS = _read()


def table() -> str:
    """Return the phrasings as Markdown, by who writes them."""
    parts = [_section(f"What {who} writes", _of(who)) for who in _BLOCKS]
    nothing = [one for one in PHRASINGS if one.leads_to == NOT_UNDERSTOOD]
    return "\n\n".join([*parts, _section("What is not understood", nothing)])


def _of(who: str) -> list[Phrasing]:
    return [one for one in PHRASINGS if one.who == who and one.leads_to != NOT_UNDERSTOOD]


def _section(title: str, phrasings: list[Phrasing]) -> str:
    rows = [f"| {one.text.replace('|', chr(92) + '|')} | {_cell(one.leads_to)} |" for one in phrasings]
    return "\n".join([f"## {title}", "", "| text | leads to |", "|---|---|", *rows])


def _cell(leads_to: str) -> str:
    if leads_to == NOT_UNDERSTOOD:
        return "–"
    asked = leads_to.startswith("? ")
    told = " · ".join(
        f"`{one}`" if one.startswith("/") else one for one in leads_to.removeprefix("? ").split(" | ")
    )
    return f"asks back: {told}" if asked else told
