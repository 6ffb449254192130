"""What an admin says of the office, as guided conversations: each part by itself, a logo, and who signs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Asked, Form, Kind, Question
from domain.forms.questions import ask_back, one_of, reads_text, without
from domain.forms.words import Wording
from domain.keys import Answers
from domain.language.dates import format_day, parse_date
from domain.language.written import answered, compared, cut
from domain.office.office import HEAD, SEVERAL, Lines, Office, Part, Signatory
from domain.people.person import SubBagian

TEXT = "isi"
NOTHING = "-"
"""The answer that a part is left out."""
PREFIX = "instansi-"
"""Begins the keys of these forms (the way back of migration 0022 knows it)."""
LONGEST_NAME, LONGEST_LINE, LONGEST_BASIS = 120, 400, 200
"""Characters."""
MOST_ADDRESS, MOST_ITEMS = 3, 12
"""Lines."""
_SHOWN = 60
"""Characters of a text of many lines that its summary shows."""
_SMALL_WORDS = frozenset({"dan", "di", "pada", "serta"})
_ITEM = re.compile(r"^\s*(?:[0-9]{1,2}\s*[.)]|[-–•*])(?![0-9])\s*")


def _cased(text: str) -> str:
    """Return a name of several words that was typed in one case as names are written."""
    words = text.split(" ")
    if len(words) == 1 or not (text.isupper() or text.islower()):
        return text
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in text.lower().split(" "))


def _read_name(text: str, asked: Asked) -> str:
    return _cased(reads_text(LONGEST_NAME)(text, asked))


def _read_government(text: str, asked: Asked) -> str:
    """Whoever types "Kota Cirebon" means its government."""
    name = _read_name(text, asked)
    return name if compared(name).startswith("pemerintah ") else f"Pemerintah {name}"


def _reads_lines(most: int, longest: int, *, numbered: bool) -> Callable[[str, Asked], str]:
    """Return a reader of one or more lines; of numbered ones their numbers are left out, as we set them.

    It raises InvalidAnswer as `reads_text`, and TOO_MANY_LINES (limit).
    """

    def read(text: str, asked: Asked) -> str:
        lines = [line for line in text.splitlines() if line.strip()] or [text]
        if len(lines) > most:
            raise InvalidAnswer(Problem.TOO_MANY_LINES, {"limit": str(most)})
        bare = [_ITEM.sub("", line) if numbered else line for line in lines]
        return "\n".join(reads_text(longest)(line, asked) for line in bare)

    return read


def _lines_in_short(value: str) -> str:
    lines = value.splitlines()
    first = cut(lines[0], _SHOWN)
    return first if len(lines) == 1 else f"{len(lines)} baris, mulai dengan “{first}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartForm:
    """How one part is asked for."""

    part: Part
    form: Form
    may_be_empty: bool

    @property
    def name(self) -> str:
        return self.form.name(TEXT, {})

    @property
    def short_name(self) -> str:
        """Its name on a key beside another."""
        return self.form.short_name(TEXT, {})

    def text_of(self, answers: Answers) -> str:
        """Return what is stored of these answers. Raises InvalidAnswer where there is none."""
        text = self.form.complete(answers)[TEXT]
        return "" if text == NOTHING and self.may_be_empty else text


def _part(
    part: Part, slug: str, words: Wording, read: Callable[[str, Asked], str], *, may_be_empty: bool = False
) -> PartForm:
    def read_or_nothing(text: str, asked: Asked) -> str:
        return NOTHING if may_be_empty and text.strip() == NOTHING else read(text, asked)

    def shown(value: str) -> str:
        if may_be_empty and value == NOTHING:
            return "dikosongkan"
        return _lines_in_short(value) if part in SEVERAL else value

    question = Question(
        key=TEXT,
        kind=Kind.TYPED,
        read=read_or_nothing,
        choices=lambda _: (NOTHING,) if may_be_empty else (),
        words=words,
        labels={NOTHING: "Kosongkan"},
        shown=shown,
    )
    return PartForm(part=part, form=Form(f"{PREFIX}{slug}", (question,)), may_be_empty=may_be_empty)


_reads_items = _reads_lines(MOST_ITEMS, LONGEST_LINE, numbered=True)
_ONE_A_LINE = "Satu baris satu butir, tanpa nomor, dalam satu pesan."

PART_FORMS: Mapping[Part, PartForm] = {
    one.part: one
    for one in (
        _part(
            Part.GOVERNMENT,
            "pemerintah",
            Wording(
                "Pemerintah daerah", "Nama pemerintah daerahnya?", "Contoh: Pemerintah Kabupaten Sumedang"
            ),
            _read_government,
        ),
        _part(
            Part.PARENT,
            "induk",
            Wording(
                "Perangkat daerah",
                "Unit ini bagian dari perangkat daerah mana?",
                "Contoh: Sekretariat Daerah. Tekan Kosongkan bila unit ini berdiri sendiri.",
            ),
            _read_name,
            may_be_empty=True,
        ),
        _part(
            Part.UNIT,
            "unit",
            Wording("Unit", "Nama unitnya?", "Contoh: Bagian Organisasi. Tanpa nama daerahnya."),
            _read_name,
        ),
        _part(
            Part.ADDRESS,
            "alamat",
            Wording(
                "Alamat",
                "Alamat di kop surat?",
                f"Paling banyak {MOST_ADDRESS} baris dalam satu pesan: jalan, telepon, surel.",
            ),
            _reads_lines(MOST_ADDRESS, LONGEST_NAME, numbered=False),
            may_be_empty=True,
        ),
        _part(
            Part.PLACE,
            "tempat",
            Wording("Tempat tanda tangan", "Di mana dokumen ditandatangani?", "Contoh: Sumedang", "Tempat"),
            _read_name,
        ),
        _part(
            Part.GOALS,
            "tujuan",
            Wording("Tujuan", "Apa tujuan di formulir IKU?", _ONE_A_LINE),
            _reads_items,
        ),
        _part(
            Part.DUTY,
            "tugas",
            Wording("Tugas", "Apa tugas di formulir IKU?", "Ditulis seperti di peraturannya."),
            _reads_lines(MOST_ITEMS, 2 * LONGEST_LINE, numbered=False),
        ),
        _part(
            Part.FUNCTIONS,
            "fungsi",
            Wording("Fungsi", "Apa saja fungsi di formulir IKU?", _ONE_A_LINE),
            _reads_items,
        ),
        _part(
            Part.FORM_BASIS,
            "dasar-formulir",
            Wording("Dasar formulir IKU", "Apa dasar formulir IKU?", "Contoh: PER/20/M.PAN/11/2008"),
            reads_text(LONGEST_BASIS),
        ),
        _part(
            Part.REPORT_BASIS,
            "dasar-lkjip",
            Wording("Dasar pengukuran", "Apa dasar tabel pengukuran kinerja?", "Contoh: PermenPANRB 53/2014"),
            reads_text(LONGEST_BASIS),
        ),
        _part(
            Part.MEMO_BASIS,
            "dasar-nota",
            Wording("Dasar nota dinas", "Apa dasar nota dinas?", "Contoh: Permendagri 1/2023"),
            reads_text(LONGEST_BASIS),
        ),
        _part(
            Part.MEMO_TO,
            "kepada",
            Wording(
                "Nota dinas kepada",
                "Kepada siapa nota dinas ditujukan?",
                "Contoh: Sekretaris Daerah",
                "Kepada",
            ),
            _read_name,
        ),
        _part(
            Part.MEMO_THROUGH,
            "melalui",
            Wording(
                "Nota dinas melalui",
                "Melalui siapa nota dinas diteruskan?",
                "Contoh: Asisten Administrasi Umum. Tekan Kosongkan bila langsung.",
                "Melalui",
            ),
            _read_name,
            may_be_empty=True,
        ),
        _part(
            Part.MEMO_COPIES,
            "tembusan",
            Wording("Tembusan nota dinas", "Tembusan nota dinas kepada siapa?", _ONE_A_LINE, "Tembusan"),
            _reads_items,
            may_be_empty=True,
        ),
    )
}
"""Every part that is a text; the logo is a picture."""

PICTURE, SAME_PICTURE = "gambar", "pakai"


def _read_picture(text: str, asked: Asked) -> str:
    """A picture is looked at by a tick; all that can be said here is to go on with the one that is there."""
    if answered(text) != SAME_PICTURE or PICTURE not in asked.answers:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return asked.answers[PICTURE]


LOGO_FORM = Form(
    f"{PREFIX}logo",
    (
        Question(
            key=PICTURE,
            kind=Kind.EVIDENCE,
            read=_read_picture,
            choices=lambda asked: (SAME_PICTURE,) if PICTURE in asked.answers else (),
            words=Wording(
                "Logo",
                "Kirim gambar logonya.",
                "PNG atau JPEG. Kirim sebagai berkas agar latar tembus pandangnya tetap.",
            ),
            labels={SAME_PICTURE: "Pakai gambar ini"},
            shown=lambda _: "gambar baru",
        ),
    ),
)
"""The answer is the SHA-256 of the picture, as it is drawn."""

POST, TITLE, NAME, RANK, NIP = "pos", "jabatan", "nama", "pangkat", "nip"
SINCE, UNTIL = "sejak", "sampai"
SURE_NIP, IS_SO, AGAIN = "nip-yakin", "benar", "ulang"
STILL = "masih"
"""The answer that somebody holds their post to this day."""
OF_UNIT = "unit"
"""Beside the answers: what the head of the office is called ("Kepala Bagian Organisasi")."""
PROPER, ACTING, DAILY = "tetap", "plt", "plh"
_ACTING = {PROPER: "", ACTING: "Plt. ", DAILY: "Plh. "}
NIP_DIGITS = 18
"""Source: Perka BKN 22/2007."""
RANKS = ("Pembina Utama Muda", "Pembina Tingkat I", "Pembina", "Penata Tingkat I", "Penata")
_NIP_WORD = re.compile(r"^\s*nip\s*[.:]?\s*", re.IGNORECASE)


def title_of(answers: Answers) -> str:
    """Return what the post of these answers is usually called."""
    known = {one.value: f"Kepala {one.full_name}" for one in SubBagian}
    return known.get(answers.get(POST, HEAD), answers.get(OF_UNIT, Office().title(HEAD)))


def _read_title(text: str, asked: Asked) -> str:
    meant = answered(text)
    if meant in _ACTING:
        return f"{_ACTING[meant]}{title_of(asked.answers)}"
    return reads_text(LONGEST_NAME)(text, asked)


def _title_words(answers: Answers) -> Wording:
    return Wording("Jabatan", "Sebagai apa menandatangani?", f"{title_of(answers)}. Atau ketik jabatannya.")


def _read_nip(text: str, asked: Asked) -> str:
    """The number keeps the blanks with which it was written."""
    return reads_text(LONGEST_NAME)(_NIP_WORD.sub("", text), asked)


def is_doubtful(nip: str) -> bool:
    """Return whether a NIP is not made of 18 digits; blanks, points and hyphens between them are nothing."""
    bare = re.sub(r"[ .\-]", "", compared(nip))
    return bool(nip) and not (bare.isascii() and bare.isdecimal() and len(bare) == NIP_DIGITS)


def _nip_words(answers: Answers) -> Wording:
    digits = sum(char.isdecimal() for char in answers.get(NIP, ""))
    return Wording("", f"NIP itu {digits} angka. Sudah benar?", f"Biasanya {NIP_DIGITS} angka.")


def _nip_again(answers: Answers, choice: str) -> Answers:
    return answers if choice == IS_SO else without(answers, NIP, SURE_NIP)


def _read_since(text: str, asked: Asked) -> str:
    return parse_date(text, asked.today).isoformat()


def _until_anew(answers: Answers, value: str) -> Answers:
    """A last day before the first is asked for again."""
    until = answers.get(UNTIL, STILL)
    return without(answers, UNTIL) if until != STILL and until < value else answers


def _read_until(text: str, asked: Asked) -> str:
    if answered(text) in (STILL, "masih menjabat"):
        return STILL
    day, first = parse_date(text, asked.today), date.fromisoformat(asked.answers[SINCE])
    if day < first:
        raise InvalidAnswer(Problem.BEFORE_START, {"minimum": format_day(first)})
    return day.isoformat()


def _day(value: str) -> str:
    return "masih menjabat" if value == STILL else format_day(date.fromisoformat(value))


SIGNATORY_FORM = Form(
    f"{PREFIX}ttd",
    (
        Question(
            key=POST,
            kind=Kind.CHOICE,
            read=lambda text, _: one_of((HEAD, *SubBagian), text),
            choices=lambda _: (HEAD, *(one.value for one in SubBagian)),
            words=Wording("Menandatangani untuk", "Siapa yang menandatangani?"),
            labels={
                HEAD: lambda answers: answers.get(OF_UNIT, Office().title(HEAD)),
                **{one.value: f"Kasubbag {one.short_name}" for one in SubBagian},
            },
        ),
        Question(
            key=TITLE,
            kind=Kind.TYPED,
            read=_read_title,
            choices=lambda _: tuple(_ACTING),
            words=_title_words,
            labels={PROPER: "Pejabat tetap", ACTING: "Plt.", DAILY: "Plh."},
        ),
        Question(
            key=NAME,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_NAME),
            words=Wording("Nama", "Nama lengkap dengan gelarnya?", "Ditulis seperti di bawah tanda tangan."),
        ),
        Question(
            key=RANK,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_NAME),
            choices=lambda _: RANKS,
            optional=True,
            words=Wording("Pangkat", "Pangkatnya?", "Tekan, atau ketik. Boleh dilewati."),
        ),
        Question(
            key=NIP,
            kind=Kind.TYPED,
            read=_read_nip,
            optional=True,
            doubts=(SURE_NIP,),
            words=Wording("NIP", "NIP-nya?", "Spasinya dipertahankan. Contoh: 19700101 199503 1 001"),
        ),
        ask_back(
            SURE_NIP,
            {IS_SO: "Ya, sudah benar", AGAIN: "Ketik ulang NIP"},
            words=_nip_words,
            when=lambda answers: is_doubtful(answers.get(NIP, SKIPPED)),
            settle=_nip_again,
            corrects=(NIP,),
            confirms=IS_SO,
        ),
        Question(
            key=SINCE,
            kind=Kind.TYPED,
            read=_read_since,
            settle=_until_anew,
            choices=lambda asked: (date(asked.today.year, 1, 1).isoformat(),),
            words=Wording("Sejak", "Sejak kapan menjabat?", "Tekan, atau ketik. Contoh: 2 Januari 2024"),
            shown=_day,
        ),
        Question(
            key=UNTIL,
            kind=Kind.TYPED,
            read=_read_until,
            choices=lambda _: (STILL,),
            words=Wording(
                "Sampai", "Sampai kapan?", "Hari terakhirnya, bila sudah berakhir atau hanya sementara."
            ),
            labels={STILL: "Masih menjabat"},
            shown=_day,
        ),
    ),
)
END_FORM = Form(
    f"{PREFIX}ttd-akhir",
    (
        Question(
            key=UNTIL,
            kind=Kind.TYPED,
            read=_read_until,
            choices=lambda asked: (
                (asked.today.isoformat(),) if asked.today.isoformat() >= asked.answers.get(SINCE, "") else ()
            ),
            words=Wording("Hari terakhir", "Hari terakhir menjabat?", "Contoh: 30 Juni 2026"),
            shown=_day,
        ),
    ),
)
"""Its draft begins with SINCE beside the answers."""


def answers_of(signatory: Signatory) -> dict[str, str]:
    """Return the answers that make this signatory, so that a correction begins at the summary."""
    until = STILL if signatory.until is None else signatory.until.isoformat()
    sure = {SURE_NIP: IS_SO} if is_doubtful(signatory.nip) else {}
    return {
        POST: signatory.post,
        TITLE: signatory.title,
        NAME: signatory.name,
        RANK: signatory.rank,
        NIP: signatory.nip,
        **sure,
        SINCE: signatory.since.isoformat(),
        UNTIL: until,
    }


def signatory_of(answers: Answers, number: int = 0) -> Signatory:
    """Return the signatory that complete answers make. Raises InvalidAnswer for incomplete ones."""
    told = SIGNATORY_FORM.complete(answers)
    return Signatory(
        id=number,
        post=told[POST],
        title=told[TITLE],
        name=told[NAME],
        rank=told[RANK],
        nip=told[NIP],
        since=date.fromisoformat(told[SINCE]),
        until=None if told[UNTIL] == STILL else date.fromisoformat(told[UNTIL]),
    )


def ended(signatory: Signatory, answers: Answers) -> Signatory:
    """Return somebody with the last day that these answers say."""
    until = END_FORM.complete(answers)[UNTIL]
    return replace(signatory, until=None if until == STILL else date.fromisoformat(until))


def lines_of(office: Office, part: Part) -> Lines:
    """Return a part of an office line by line."""
    return tuple(office.text(part).splitlines())
