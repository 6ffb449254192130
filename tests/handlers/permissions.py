"""Who may call what: every command and every button of the bot, by role. `docs/permissions.md` is this table.

The town it is tried in has one OPD (Dinas Kesehatan) with an open draft, a waiting report and an evaluation,
so "own" means a colleague there, "other" an operator of another OPD.
"""

from collections.abc import Mapping

HOLDER, OWN, OTHER = "operator who fills it in", "operator of the OPD", "operator of another OPD"
KELEMBAGAAN, TATALAKSANA, ANJAB = "Kelembagaan", "Tatalaksana", "Analisis Jabatan"
PIMPINAN, ADMIN = "pimpinan", "admin"
ENDED, STRANGER = "role ended", "stranger"

ROLES = (HOLDER, OWN, OTHER, KELEMBAGAAN, TATALAKSANA, ANJAB, PIMPINAN, ADMIN, ENDED, STRANGER)

OPERATORS = frozenset({HOLDER, OWN, OTHER})
OF_OPD = frozenset({HOLDER, OWN})
REVIEWERS = frozenset({KELEMBAGAAN, TATALAKSANA, ANJAB})
LET_IN = OPERATORS | REVIEWERS | {PIMPINAN, ADMIN}
SEE_ALL = REVIEWERS | {PIMPINAN, ADMIN}
ONLY_ADMIN = frozenset({ADMIN})
NOBODY = frozenset[str]()

COMMANDS: Mapping[str, frozenset[str]] = {
    "menu": LET_IN,
    "lapor": OPERATORS,
    "status": OPERATORS,
    "riwayat": OPERATORS,
    "verifikasi": REVIEWERS,
    "mutu": SEE_ALL,
    "evaluasi": frozenset({KELEMBAGAAN, TATALAKSANA}),
    "belum": REVIEWERS | {PIMPINAN},
    "undang": ONLY_ADMIN,
    "pengguna": ONLY_ADMIN,
    "opd": ONLY_ADMIN,
    "instansi": ONLY_ADMIN,
    "tahun": ONLY_ADMIN,
    "target": ONLY_ADMIN,
    "tenggat": REVIEWERS | {ADMIN},
    "aturan": ONLY_ADMIN,
    "gladi": ONLY_ADMIN,
    "umumkan": ONLY_ADMIN,
    "audit": ONLY_ADMIN,
    "cadangan": ONLY_ADMIN,
    "iku": LET_IN,
    "batal": LET_IN,
    "bantuan": LET_IN,
    "start": LET_IN,
}

_HELD = frozenset({HOLDER})
_OWNER = frozenset({KELEMBAGAAN})
_REPORT_OWNER = frozenset({TATALAKSANA})
_SETTER = frozenset({KELEMBAGAAN, ADMIN})

BUTTONS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("Answer", "Move", "Edit", "DropFile", "Send", "Cancel", "ForReport"), _HELD),
    **dict.fromkeys(
        (
            "Undo",
            "Resume",
            "Leave",
            "AskWithdraw",
            "KeepSent",
            "Withdraw",
            "TakeBack",
            "TakeOver",
            "Repair",
            "AskReviewer",
        ),
        OF_OPD,
    ),
    **dict.fromkeys(("Reports", "OpenReport", "Status", "History"), OF_OPD),
    "Snooze": _HELD,
    **dict.fromkeys(
        (
            "Iku",
            "IkuDetail",
            "IkuFound",
            "OpdChoice",
            "Noop",
            "Home",
            "RunCommand",
            "AllCommands",
            "Meant",
            "AskPaper",
            "Downloads",
            "Weekly",
            "Mine",
            "StopMine",
        ),
        LET_IN,
    ),
    **dict.fromkeys(("IkuReport", "IkuHistory", "OpdCard", "OpenTicket"), SEE_ALL | OF_OPD),
    "IkuFiles": REVIEWERS | {PIMPINAN} | OF_OPD,
    **dict.fromkeys(("Overdue", "OverdueOpd"), REVIEWERS | {PIMPINAN}),
    "RemindOpd": REVIEWERS,
    "ProofPage": SEE_ALL,
    **dict.fromkeys(("AskWhatIf", "WhatIf", "WhatIfFull"), SEE_ALL),
    **dict.fromkeys(("DataQuality", "QualityKind", "QualityCase"), SEE_ALL),
    "Pin": LET_IN,
    **dict.fromkeys(("Inbox", "Oldest", "ListBatch", "Unchanged", "PapersByThemselves"), REVIEWERS),
    **dict.fromkeys(("OpenCard", "Next", "Accept", "OpenPapers", "OpenFile"), _REPORT_OWNER),
    **dict.fromkeys(("PickFields", "AskReason", "AcceptListed", "AnswerQuestion"), _REPORT_OWNER),
    **dict.fromkeys(("UndoDecision", "UndoBatch", "AcceptUnchanged"), _REPORT_OWNER),
    **dict.fromkeys(("Evaluate", "EvaluationList", "EvaluateOpd", "Judge", "JudgeInDetail"), _OWNER),
    **dict.fromkeys(("OpenRekap", "RekapWay", "RekapOpd", "RekapOpds", "RekapAgain", "RekapPart"), _OWNER),
    **dict.fromkeys(("KeepRekap", "WithdrawRekap"), _OWNER),
    **dict.fromkeys(("Tick", "UndoEvaluation", "SheetDownload", "SheetPreview"), _OWNER),
    **dict.fromkeys(
        ("PickRole", "PickUnit", "SearchUnit", "FoundUnits", "Invite", "Invitations"), ONLY_ADMIN
    ),
    **dict.fromkeys(("Uninvited", "InviteAll", "Sheets", "PickSheet", "MakeSheets"), ONLY_ADMIN),
    **dict.fromkeys(
        ("Revoke", "People", "ShowPerson", "PersonRoles", "SearchPeople", "FoundPeople"), ONLY_ADMIN
    ),
    **dict.fromkeys(
        ("SettleWish", "WaitingRequests", "SettleRequest", "AskRefuseAll", "RefuseAll"), ONLY_ADMIN
    ),
    **dict.fromkeys(("Backups", "MakeBackup", "SendBackup"), ONLY_ADMIN),
    "Join": frozenset({ENDED, STRANGER}),
    **dict.fromkeys(("Give", "AskEnd", "EndRole", "Trail", "SearchTrail", "Parked", "TryAgain"), ONLY_ADMIN),
    **dict.fromkeys(("AskForget", "Forget"), ONLY_ADMIN),
    **dict.fromkeys(("OpdList", "ShowOpd", "ChangeOpd", "PickSuccessor", "MergeOpd"), ONLY_ADMIN),
    **dict.fromkeys(("OfficeCard", "OfficeGroup", "ChangePart", "ChangeLogo", "RemoveLogo"), ONLY_ADMIN),
    **dict.fromkeys(("Signatories", "ShowSignatory", "ChangeSignatory", "AskStrike", "Strike"), ONLY_ADMIN),
    **dict.fromkeys(("Years", "YearCard", "PreviewOpening", "OpenYear", "OpenWith"), ONLY_ADMIN),
    **dict.fromkeys(("Deadlines", "ReminderSteps", "DaysOff"), REVIEWERS | {ADMIN}),
    **dict.fromkeys(("DeadlineCard", "SetDeadline", "PickExtension", "SearchExtension"), _SETTER),
    **dict.fromkeys(("FoundExtension", "Extend", "Extensions", "RevokeExtension"), _SETTER),
    **dict.fromkeys(("SetSteps", "DayOffCard", "AddDayOff", "ChangeDayOff"), ONLY_ADMIN),
    **dict.fromkeys(
        ("PreviewClosing", "CloseYear", "ReopenYear", "Rules", "SetRule", "Targets", "SetTarget"), ONLY_ADMIN
    ),
    **dict.fromkeys(("Rehearsals", "Rehearse", "RehearsedDay", "NeverArriving"), ONLY_ADMIN),
    "RehearsalSheet": ONLY_ADMIN,
    **dict.fromkeys(("Announce", "Recipients", "NewAnnouncement", "Announcements"), ONLY_ADMIN),
    **dict.fromkeys(("ShowAnnouncement", "StopAnnouncement", "AskRecall", "Recall", "Unreached"), ONLY_ADMIN),
}


DOCUMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("grafik", "formulir", "pengukuran-pdf", "rencana-aksi"), LET_IN),
    **dict.fromkeys(("pengukuran", "bukti"), SEE_ALL),
    **dict.fromkeys(("nota-dinas", "belum-lapor"), _OWNER | {PIMPINAN, ADMIN}),
    "undangan": ONLY_ADMIN,
}
"""Which documents may be had, by kind: the button that asks for them is one.

What is a Sub Bagian's own is asked for Kelembagaan's."""
OF_A_SUB_BAGIAN = frozenset({"nota-dinas", "belum-lapor"})

OF_AN_OWN_DRAFT = frozenset(
    {
        "Tick", "ForReport", "SheetPreview", "Announce", "Recipients", "RekapWay", "RekapOpd", "RekapOpds",
        "RekapAgain", "RekapPart", "KeepRekap",
    }
)  # fmt: skip
"""Buttons of a conversation that only its owner has, tried by that conversation's own tests."""


def table() -> str:
    """Return the matrix as Markdown."""
    head = ["", *ROLES]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    rows = [(f"`/{name}`", who) for name, who in COMMANDS.items()] + list(BUTTONS.items())
    rows += [(f"document `{kind}`", who) for kind, who in DOCUMENTS.items()]
    for name, who in rows:
        lines.append(f"| {name} | " + " | ".join("✓" if role in who else "–" for role in ROLES) + " |")
    return "\n".join(lines)
