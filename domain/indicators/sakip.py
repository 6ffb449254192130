"""SAKIP: the predikat of the LHE AKIP and its nilai, as the operators report them (PermenPANRB 88/2021)."""

import re
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.known import COMPARISON, EACH_MINIMUM
from domain.forms.questions import ask_back, choose, counting, evidence, without
from domain.forms.words import Wording
from domain.indicators.indicator import VALUE, Chosen, Indicator, Yearly, yearly_form
from domain.indicators.lhe import LHE, lhe_document, lhe_questions, rows
from domain.indicators.not_out import NOT_OUT, NotOut, with_not_out
from domain.keys import Answers, IndicatorKey
from domain.language.dates import says_date
from domain.language.numbers import format_decimal, parse_decimal, round_half_up
from domain.language.written import answered, compared
from domain.people.person import SubBagian

REGULATION = "PermenPANRB 88/2021"
LOWEST, HIGHEST = Decimal(0), Decimal(100)
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*")
_SUM = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:\s*\+\s*[0-9]+(?:[.,][0-9]+)?)+")
_OF_HUNDRED = re.compile(r"(?:\bdari|/)\s*100\b")
_BESIDE = re.compile(
    r"\b(?:nilai(?:nya)?|skor(?:nya)?|predikat(?:nya)?|kategori(?:nya)?|dengan|dan|adalah|yaitu|lhe|akip|sakip)\b"
    r"|\bsesuai dokumen\b|[()/:;=,%·→-]"
)
"""What stands between a grade and a nilai and is neither."""
LONGEST_PREDIKAT = 60
"""Characters looked at; no way to say a grade is that long."""
LONGEST_SAID = 120
"""Characters of a grade and a nilai with words around them. More is not read: cut off, 75,55 is 75,5."""
MINIMUM_CHOICES = ("B", "BB", "A")
"""What a year may ask for as "baik"; B is the default."""


class Predikat(StrEnum):
    """The grades, best first. The lower bound is exclusive, the upper bound inclusive.

    The bounds are not called `lower` and `upper` because a grade is a string, which has methods of
    those names.
    """

    AA = "AA"
    A = "A"
    BB = "BB"
    B = "B"
    CC = "CC"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        """The grade in words, as the regulation writes it."""
        return _LABELS[self]

    @property
    def above(self) -> Decimal | None:
        """The nilai this grade lies above (exclusive); None for D, which begins at 0."""
        return _ABOVE.get(self)

    @property
    def up_to(self) -> Decimal:
        """The highest nilai of this grade (inclusive)."""
        return _UP_TO[self]

    @property
    def rank(self) -> int:
        """How good: 0 for D up to 6 for AA."""
        return _RANKS[self]


_LABELS = {
    Predikat.AA: "Sangat Memuaskan",
    Predikat.A: "Memuaskan",
    Predikat.BB: "Sangat Baik",
    Predikat.B: "Baik",
    Predikat.CC: "Cukup (Memadai)",
    Predikat.C: "Kurang",
    Predikat.D: "Sangat Kurang",
}
_ABOVE = {
    Predikat.AA: Decimal(90),
    Predikat.A: Decimal(80),
    Predikat.BB: Decimal(70),
    Predikat.B: Decimal(60),
    Predikat.CC: Decimal(50),
    Predikat.C: Decimal(30),
}
_UP_TO = dict(zip(Predikat, (HIGHEST, *_ABOVE.values()), strict=True))
_RANKS = {grade: rank for rank, grade in enumerate(reversed(Predikat))}


def predikat_of(nilai: Decimal) -> Predikat:
    """Return the grade of a nilai 0–100, compared exactly. Raises InvalidAnswer(OUT_OF_RANGE)."""
    if not LOWEST <= nilai <= HIGHEST:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(LOWEST), "maximum": str(HIGHEST)})
    return next((grade for grade, above in _ABOVE.items() if nilai > above), Predikat.D)


def at_least(predikat: Predikat, minimum: Predikat) -> bool:
    """Return whether a grade is `minimum` or better."""
    return predikat.rank >= minimum.rank


def parse_predikat(text: str) -> Predikat:
    """Return the grade typed as letters, in words or both: "bb", "b b", "predikat BB", "BB (Sangat Baik)".

    Raises InvalidAnswer: EMPTY; NOT_A_CHOICE for anything else, like "B plus", "B+" or "B (Sangat Baik)".
    """
    meant = _plain(text)[:LONGEST_PREDIKAT]
    if not meant:
        raise InvalidAnswer(Problem.EMPTY)
    if meant not in _WAYS_TO_SAY:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return _WAYS_TO_SAY[meant]


def with_nilai(text: str) -> tuple[str, str] | None:
    """Return the grade and the nilai as they are written in "BB 75,50", "75,5 (BB)" or "nilai 75,5".

    The grade is "" where only the nilai is said, also as the sum of its components, "26,20 + 28,33 = 54,53".
    None for a text with no number in it, with several, or of more than LONGEST_SAID characters.
    """
    if len(text) > LONGEST_SAID:
        return None
    said = _SUM.sub(_total, _OF_HUNDRED.sub(" ", compared(text)))
    numbers = _NUMBER.findall(said)
    if len({number.replace(",", ".") for number in numbers}) != 1:
        return None
    return answered(_BESIDE.sub(" ", _NUMBER.sub(" ", said))), numbers[0]


def _total(components: re.Match[str]) -> str:
    return str(sum(Decimal(part.strip().replace(",", ".")) for part in components[0].split("+")))


def _plain(text: str) -> str:
    """Return lower case words; brackets, a dash or colon between words and a final point are left out."""
    words = re.sub(r"[()]|(?<=\S)\s*:\s|\s-\s", " ", answered(text))
    return " ".join(words.split()).removeprefix("predikat ")


def _ways_to_say(grade: Predikat) -> set[str]:
    letters, label = grade.value.lower(), _plain(grade.label)
    words = {label, *(("cukup", "memadai") if grade is Predikat.CC else ())}
    return {letters, " ".join(letters), *words, *(f"{letters} {word}" for word in words)}


_WAYS_TO_SAY = {way: grade for grade in Predikat for way in _ways_to_say(grade)}

PREDIKAT, NILAI, ZERO, FRACTION, CONTRADICTION = "predikat", "nilai", "nol", "pecahan", "beda"
ZERO_IS_RIGHT, NOT_EVALUATED = "benar", "belum"
FRACTION_IS_RIGHT, FRACTION_OF_HUNDRED = "benar", "kali100"
PREDIKAT_OF_NILAI, NILAI_AGAIN, AS_WRITTEN = "predikat", "nilai", "tertulis"
REKAP, REKAP_SEEN = "rekap", "rekap-tetap"
USE_REKAP, KEEP_OWN, TYPE_ANEW = "pakai", "tetap", "ulang"
FOLLOWS = "turunan"
"""Set while the predikat is the one that follows from the nilai, because only that was said."""


def _given(answers: Answers) -> Decimal | None:
    return Decimal(answers[NILAI]) if NILAI in answers else None


def _nilai(answers: Answers) -> Decimal:
    return Decimal(answers[NILAI])


def _is_zero(answers: Answers) -> bool:
    return _given(answers) == 0


def _is_fraction(answers: Answers) -> bool:
    nilai = _given(answers)
    return nilai is not None and 0 < nilai < 1


def contradicts(answers: Answers) -> bool:
    """Return whether predikat and nilai are both given and the nilai belongs to another predikat."""
    nilai = _given(answers)
    return nilai is not None and PREDIKAT in answers and predikat_of(nilai) != Predikat(answers[PREDIKAT])


def says(answers: Answers, nilai: Decimal | None, kategori: str) -> bool:
    """Return whether answers say that predikat, and that nilai at two decimals where there is one."""
    if answers.get(PREDIKAT) != kategori:
        return False
    own = _given(answers)
    return nilai is None or (own is not None and round_half_up(own) == nilai)


def _rekap(answers: Answers) -> tuple[Decimal | None, str] | None:
    """Return what the rekap of the Inspektorat says of the OPD: nilai and predikat; None without any."""
    if COMPARISON not in answers:
        return None
    nilai, _, kategori = answers[COMPARISON].partition("|")
    return (Decimal(nilai) if nilai else None), kategori


def _differs_from_rekap(answers: Answers) -> bool:
    rekap = _rekap(answers)
    return rekap is not None and NILAI in answers and PREDIKAT in answers and not says(answers, *rekap)


def _is_kept(answers: Answers) -> bool:
    """Return whether the person has seen that very value of the rekap, and has left the own one as it is."""
    return _differs_from_rekap(answers) and answers.get(REKAP_SEEN) == answers[COMPARISON]


def _settle_rekap(answers: Answers, choice: str) -> Answers:
    if choice == KEEP_OWN:
        return {**without(answers, REKAP), REKAP_SEEN: answers[COMPARISON]}
    anew = without(answers, REKAP, REKAP_SEEN, PREDIKAT, NILAI, ZERO, FRACTION, CONTRADICTION, FOLLOWS)
    rekap = _rekap(answers)
    if choice == TYPE_ANEW or rekap is None:
        return anew
    nilai, kategori = rekap
    return {**anew, PREDIKAT: kategori, **({NILAI: str(nilai)} if nilai is not None else {})}


def graded(nilai: Decimal | None, letters: str) -> str:
    """Return "BB · 75,50", or what there is of it."""
    number = format_decimal(nilai) if nilai is not None else ""
    return " · ".join(part for part in (letters, number) if part)


def _in_rekap(answers: Answers) -> str:
    return graded(*(_rekap(answers) or (None, "")))


def _own(answers: Answers) -> str:
    return graded(_nilai(answers), answers[PREDIKAT])


def _other_than_rekap(answers: Answers) -> Wording:
    return Wording(
        "",
        "Berbeda dari rekap Inspektorat.",
        f"Jawaban Bapak/Ibu {_own(answers)}, di rekap {_in_rekap(answers)}. Mana yang benar?",
    )


def _advice(answers: Answers) -> str:
    """Return below the summary what the document says, and how the report stands to the rekap."""
    return "\n".join(part for part in (_disputed(answers), _beside_rekap(answers)) if part)


def _beside_rekap(answers: Answers) -> str:
    """Return below the summary how the report stands to the rekap; nothing where there is none."""
    rekap = _rekap(answers)
    if rekap is None or NILAI not in answers:
        return ""
    if says(answers, *rekap):
        return "Sesuai rekap Inspektorat."
    return f"Di rekap Inspektorat {_in_rekap(answers)}; pemeriksa melihat keduanya."


def _settle_nilai(answers: Answers, nilai: str) -> Answers:
    return {**answers, PREDIKAT: predikat_of(Decimal(nilai)).value} if FOLLOWS in answers else answers


def _settle_zero(answers: Answers, choice: str) -> Answers:
    """An OPD that was not evaluated has no LHE: from here the form asks when there will be one."""
    if choice == ZERO_IS_RIGHT:
        return answers
    return {**without(answers, NILAI, ZERO, FRACTION, CONTRADICTION, FOLLOWS), PREDIKAT: NOT_OUT}


def _settle_fraction(answers: Answers, choice: str) -> Answers:
    if choice == FRACTION_IS_RIGHT:
        return answers
    nilai = str(_nilai(answers) * 100)
    return _settle_nilai({**without(answers, FRACTION), NILAI: nilai}, nilai)


def as_written(answers: Answers) -> bool:
    """Return whether the document says a predikat and a nilai that contradict each other, and both stand.

    The predikat is the one that counts then (`is_good`).
    """
    return answers.get(CONTRADICTION) == AS_WRITTEN


def _disputed(answers: Answers) -> str:
    """Return both readings of such a document: "Di dokumen tertulis B dan 60,00; 60,00 berarti CC"."""
    if not as_written(answers):
        return ""
    nilai, means = format_decimal(_nilai(answers)), predikat_of(_nilai(answers))
    return f"Di dokumen tertulis {answers[PREDIKAT]} dan {nilai}; {nilai} berarti {means}."


def _settle_contradiction(answers: Answers, choice: str) -> Answers:
    if choice == AS_WRITTEN:
        return without(answers, FOLLOWS)
    if choice == NILAI_AGAIN:
        return without(answers, NILAI, CONTRADICTION, ZERO, FRACTION)
    return {**without(answers, CONTRADICTION), PREDIKAT: predikat_of(_nilai(answers)).value}


def _read_nilai(text: str, asked: Asked) -> str:
    said = with_nilai(text)
    plain = text if said is None or said[0] or says_date(text, asked.today) else said[1]
    return str(parse_decimal(plain, minimum=LOWEST, maximum=HIGHEST))


def _number_for_predikat(text: str, asked: Asked) -> Answers | None:
    """Read "75,5" where the predikat is asked: of a number only one predikat is true."""
    said = with_nilai(text)
    if said is None or said[0] or says_date(text, asked.today):
        return _both(text, asked)
    nilai = _read_nilai(said[1], asked)
    return {PREDIKAT: predikat_of(Decimal(nilai)).value, NILAI: nilai, FOLLOWS: NILAI}


def _both(text: str, asked: Asked) -> Answers | None:
    """Read "BB 75,5"; whether the two fit is for the doubt about them to ask."""
    said = with_nilai(text)
    if said is None or not said[0]:
        return None
    return {PREDIKAT: parse_predikat(said[0]).value, NILAI: _read_nilai(said[1], asked)}


def _with_label(predikat: str) -> str:
    return f"{predikat} · {Predikat(predikat).label}"


def _interval(of: Predikat) -> str:
    """Return the nilai of a predikat in words: "di atas 70 sampai 80"."""
    return f"0 sampai {of.up_to}" if of.above is None else f"di atas {of.above} sampai {of.up_to}"


def _in_figures(of: Predikat) -> str:
    """Return the nilai of a predikat in few signs: "di atas 70–80"."""
    return f"0–{of.up_to}" if of.above is None else f"di atas {of.above}–{of.up_to}"


def _ask_nilai(answers: Answers) -> Wording:
    """The example is one that fits the predikat: one that does not would lead into a contradiction."""
    fitting = Predikat(answers.get(PREDIKAT, Predikat.BB))
    example = ((fitting.above or LOWEST) + fitting.up_to + 1) / 2
    return Wording("Nilai", "Nilainya?", f"Ketik angka 0–100. Contoh: {format_decimal(example)}")


def _contradiction(answers: Answers) -> Wording:
    chosen, fitting = Predikat(answers[PREDIKAT]), predikat_of(_nilai(answers))
    return Wording(
        "",
        "Predikat dan nilai tidak cocok.",
        f"Predikat {_with_label(chosen)} berarti nilai {_interval(chosen)}, "
        f"sedangkan {format_decimal(_nilai(answers))} berarti predikat {_with_label(fitting)}.",
    )


def _fraction(answers: Answers) -> Wording:
    return Wording(
        "",
        f"Nilai {format_decimal(_nilai(answers))} dari 100?",
        "Nilai di bawah 1 jarang terjadi; mungkin ditulis sebagai pecahan.",
    )


SAKIP_NOT_OUT = NotOut(
    label="LHE belum terbit",
    state="belum terbit",
    asks=Wording("Perkiraan terbit", "Kapan LHE-nya diperkirakan terbit?", short="perkiraan"),
    arrives="LHE diperkirakan terbit",
)

SAKIP_FORM = with_not_out(
    Form(
        "sakip",
        (
            replace(
                choose(
                    PREDIKAT,
                    {grade.value: grade.value for grade in Predikat},
                    words=Wording(
                        "Predikat",
                        "Apa predikat LHE AKIP terakhir?",
                        "Tekan tombol, atau ketik bersama nilainya. Contoh: BB 75,5",
                    ),
                    read=lambda text: parse_predikat(text).value,
                    doubts=(CONTRADICTION, FOLLOWS, REKAP, REKAP_SEEN),
                    spread=_number_for_predikat,
                ),
                shown=_with_label,
                echo=lambda predikat, _: f"{predikat} · {_in_figures(Predikat(predikat))}",
            ),
            Question(
                key=NILAI,
                kind=Kind.TYPED,
                read=counting(_read_nilai),
                doubts=(ZERO, FRACTION, CONTRADICTION, REKAP, REKAP_SEEN),
                settle=_settle_nilai,
                spread=_both,
                words=_ask_nilai,
                shown=lambda value: format_decimal(Decimal(value)),
            ),
            ask_back(
                ZERO,
                {ZERO_IS_RIGHT: "Ya, nilainya 0", NOT_EVALUATED: "Belum dievaluasi"},
                words=Wording(
                    "",
                    "Nilainya 0, atau OPD ini belum dievaluasi?",
                    "Nilai 0 berarti predikat D · Sangat Kurang.",
                ),
                when=_is_zero,
                settle=_settle_zero,
                corrects=(NILAI,),
                confirms=ZERO_IS_RIGHT,
            ),
            ask_back(
                FRACTION,
                {
                    FRACTION_OF_HUNDRED: lambda given: f"Maksudnya {format_decimal(_nilai(given) * 100)}",
                    FRACTION_IS_RIGHT: lambda given: f"Memang {format_decimal(_nilai(given))}",
                },
                words=_fraction,
                when=_is_fraction,
                settle=_settle_fraction,
                corrects=(NILAI,),
                confirms=FRACTION_IS_RIGHT,
            ),
            ask_back(
                CONTRADICTION,
                {
                    PREDIKAT_OF_NILAI: lambda given: f"Nilai benar → predikat {predikat_of(_nilai(given))}",
                    NILAI_AGAIN: lambda given: f"Predikat {given[PREDIKAT]} benar → ketik ulang nilai",
                    AS_WRITTEN: "Tertulis begitu di dokumen",
                },
                words=_contradiction,
                when=contradicts,
                settle=_settle_contradiction,
                corrects=(NILAI, PREDIKAT),
            ),
            ask_back(
                REKAP,
                {
                    USE_REKAP: lambda given: f"Pakai rekap: {_in_rekap(given)}",
                    KEEP_OWN: lambda given: f"Tetap {_own(given)}",
                    TYPE_ANEW: "Ketik ulang",
                },
                words=_other_than_rekap,
                when=lambda given: _differs_from_rekap(given) and not _is_kept(given),
                settle=_settle_rekap,
                corrects=(NILAI, PREDIKAT),
                confirms=KEEP_OWN,
            ),
            # Never asked: it keeps in the report which value of the rekap its sender has seen.
            Question(
                key=REKAP_SEEN,
                kind=Kind.DOUBT,
                read=lambda text, _: text,
                when=_is_kept,
                words=_other_than_rekap,
            ),
            *lhe_questions(),
            evidence("Kirim bukti: LHE AKIP."),
        ),
        groups={LHE: "Nomor LHE"},
        rows=rows,
        advice=_advice,
    ),
    SAKIP_NOT_OUT,
)


def _read_minimum(text: str) -> str:
    predikat = parse_predikat(text)
    if predikat not in MINIMUM_CHOICES:
        raise ValueError("not a minimum a year may set")
    return predikat.value


def labelled(predikat: str) -> str:
    """Return a grade with its words behind it: "BB (Sangat Baik)"."""
    return f"{predikat} ({Predikat(predikat).label})"


MINIMUM = Yearly(
    key="sakip.minimum",
    default=Predikat.B.value,
    read=_read_minimum,
    title="Batas SAKIP baik",
    said=lambda predikat: f"minimal {labelled(predikat)}",
    deliberate=True,
    form=yearly_form(
        "aturan-sakip",
        replace(
            choose(
                VALUE,
                {grade: labelled(grade) for grade in MINIMUM_CHOICES},
                words=Wording("Batas SAKIP baik", "Predikat paling rendah yang dianggap baik?"),
            ),
            note=lambda answers: answers.get(EACH_MINIMUM, ""),
        ),
        REGULATION,
    ),
)


def is_good(answers: Answers, chosen: Chosen) -> bool:
    """Return whether the predikat is the year's minimum or better."""
    return at_least(Predikat(answers[PREDIKAT]), minimum(chosen))


def minimum(chosen: Chosen) -> Predikat:
    return Predikat(MINIMUM.of(chosen))


def _outcome(answers: Answers) -> str:
    return f"{_own(answers)}{' (sesuai dokumen)' if as_written(answers) else ''}"


SAKIP = Indicator(
    key=IndicatorKey.SAKIP,
    number="1",
    goal="Meningkatkan akuntabilitas kinerja perangkat daerah",
    name="Persentase dokumen SAKIP OPD yang baik",
    formula="Jumlah Dokumen SAKIP Perangkat Daerah yang Baik / Jumlah Seluruh Perangkat Daerah × 100%",
    source="Data SAKIP Perangkat Daerah",
    owner=SubBagian.KELEMBAGAAN,
    short="SAKIP baik",
    title="SAKIP",
    also_called="lhe akip",
    letters="SKP",
    legal_basis=REGULATION,
    rule=is_good,
    yearly=(MINIMUM,),
    form=SAKIP_FORM,
    not_out=SAKIP_NOT_OUT,
    outcome=_outcome,
    disputed=_disputed,
    written="predikat dokumen",
    meaning=lambda answers: _with_label(answers[PREDIKAT]),
    points=_nilai,
    document=lhe_document,
    published=True,
)
