"""The words of the IKM report."""

from collections.abc import Callable
from decimal import Decimal

from domain.forms.questions import EVIDENCE
from domain.forms.words import EVIDENCE_HINT, FormWords, Wording
from domain.indicators import ikm_form as form_ikm
from domain.indicators.ikm import UNSUR, minimum_sample, mutu_of
from domain.keys import Answers
from domain.language.numbers import format_decimal
from handlers.words import words


def _number(value: str) -> str:
    return format_decimal(Decimal(value))


def _people(value: str) -> str:
    return " dari ".join(words.grouped(int(part)) for part in value.split("/")) + " orang"


def _interval(answers: Answers) -> Wording:
    nilai = Decimal(answers[form_ikm.NILAI])
    return Wording(
        "",
        f"{format_decimal(nilai)} itu nilai interval (1–4)?",
        f"Nilai konversinya {format_decimal(nilai)} × 25 = {format_decimal(nilai * 25)}.",
    )


def _reading(value: str, weight: str) -> Callable[[Answers], str]:
    def label(answers: Answers) -> str:
        nilai = form_ikm.nilai_of({**answers, form_ikm.READING: value})
        return f"{format_decimal(nilai)} ({mutu_of(nilai)}) · bobot {weight}" if nilai else weight

    return label


def _unsur(number: int, name: str) -> Wording:
    return Wording(f"U{number}", f"Unsur {number} dari 9: {name}.", "Ketik rata-rata 1,00–4,00. Contoh: 3,31")


def _first_unsur(_: Answers) -> Wording:
    return Wording(
        "U1",
        f"Unsur 1 dari 9: {UNSUR[0]}.",
        "Ketik rata-rata 1,00–4,00. Boleh sembilan sekaligus, dipisah spasi: 3,31 3,35 3,49 …",
    )


def _note(question: str, answers: Answers) -> str:
    nilai = form_ikm.nilai_of(answers)
    if not nilai or question != form_ikm.RESPONDENTS:
        return ""
    return f"Nilai IKM: {format_decimal(nilai)} · mutu {mutu_of(nilai)}"


def _rows(answers: Answers) -> list[str]:
    unsur, nilai = form_ikm.unsur_of(answers), form_ikm.nilai_of(answers)
    if unsur is None or nilai is None:
        return []
    listed = " ".join(format_decimal(value) for value in unsur)
    return [f"9 unsur: {listed}", f"Nilai IKM: <b>{format_decimal(nilai)} · mutu {mutu_of(nilai)}</b>"]


def sample_advice(answers: Answers) -> str:
    """Return the Krejcie–Morgan advice once respondents and population are known; never a refusal."""
    counted = form_ikm.respondents_of(answers)
    if counted is None or counted[1] is None:
        return ""
    respondents, population = counted[0], counted[1]
    wanted = minimum_sample(population)
    verdict = "cukup" if respondents >= wanted else "sebaiknya ditambah pada survei berikutnya"
    return f"Saran sampel (Krejcie–Morgan): minimal {wanted} responden; {respondents} {verdict}."


IKM = FormWords(
    title="IKM",
    questions={
        form_ikm.WAY: Wording("Cara", "Nilai IKM mana yang akan dilaporkan?"),
        form_ikm.NILAI: Wording(
            "Nilai IKM", "Berapa nilai IKM yang dipublikasikan?", "Ketik angka 25–100. Contoh: 85,5"
        ),
        form_ikm.INTERVAL: _interval,
        **{f"u{number}": _unsur(number, name) for number, name in enumerate(UNSUR, start=1)},
        form_ikm.UNSUR_KEYS[0]: _first_unsur,
        form_ikm.UNSUR_GROUP: Wording("9 unsur", ""),
        form_ikm.READING: Wording(
            "",
            "IKM mana yang dipublikasikan?",
            "Dua cara pembobotan jatuh pada mutu yang berbeda. Pilih yang tertulis pada laporan SKM.",
        ),
        form_ikm.RESPONDENTS: Wording(
            "Responden",
            "Berapa responden survei? Bila tahu, tambahkan jumlah penerima layanan (populasi).",
            "Ketik, atau tekan Lewati. Contoh: 150 atau 150 dari 1.200",
        ),
        EVIDENCE: Wording("Bukti", "Kirim bukti: laporan SKM.", EVIDENCE_HINT),
    },
    choices={
        form_ikm.WAY: {
            form_ikm.PUBLISHED: "Nilai IKM yang dipublikasikan",
            form_ikm.BY_UNSUR: "Hitung dari 9 unsur",
        },
        form_ikm.INTERVAL: {
            form_ikm.TIMES_25: lambda given: (
                f"Ya, × 25 = {format_decimal(Decimal(given[form_ikm.NILAI]) * 25)}"
            ),
            form_ikm.NILAI_AGAIN: "Bukan, ketik ulang",
        },
        form_ikm.READING: {
            form_ikm.NINTHS: _reading(form_ikm.NINTHS, "1/9"),
            form_ikm.WEIGHTED: _reading(form_ikm.WEIGHTED, "0,11"),
        },
    },
    shown={
        form_ikm.NILAI: _number,
        **dict.fromkeys(form_ikm.UNSUR_KEYS, _number),
        form_ikm.RESPONDENTS: _people,
    },
    note=_note,
    group_rows=_rows,
    advice=sample_advice,
)
