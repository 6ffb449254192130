"""The words of adding a day off."""

from domain.deadlines.form import DATE, NAME, REASON
from domain.forms.words import Wording
from handlers.conversation.worded import FormWords
from handlers.words.words import answered_day

DAY_OFF = FormWords(
    title="Tambah hari libur",
    questions={
        DATE: Wording("Tanggal", "Tanggal berapa liburnya?", "Contoh: 28 Desember, atau 28/12."),
        NAME: Wording("Nama", "Apa nama liburnya?", "Contoh: Cuti bersama, atau Hari Jadi Kota."),
        REASON: Wording("Dasar", "Apa dasarnya?", "Contoh: SKB 3 Menteri. Boleh dilewati."),
    },
    shown={DATE: answered_day},
)
