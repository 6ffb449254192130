"""The operator's reports: `/lapor`, `/status`, `/riwayat`, taking back and repairing."""

from domain.people.person import Role
from handlers.city.asking import ANSWERED
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.reporting import ask, at_home, expected, fill, history, overview, status, verdicts, withdraw
from handlers.reporting import open as one
from handlers.reporting.buttons import REPAIR, OpenReport, Reports
from handlers.reporting.history import history_page
from handlers.reporting.keyboards import OTHER_REPORTS
from handlers.reporting.open import take_up
from handlers.reporting.rows import report_rows
from handlers.reporting.submissions import difference, field_names, form_of
from handlers.reporting.texts import Row
from handlers.reporting.which_year import ASKED_FOR, years_of
from handlers.telegram.command import Command
from handlers.telegram.press import presses

OPERATORS = frozenset({Role.OPERATOR})

FEATURE = Feature(
    commands=(
        Command("lapor", "Kirim laporan OPD Anda", overview.start_report, OPERATORS),
        Command("riwayat", "Riwayat laporan OPD Anda", history.history_command, OPERATORS),
    ),
    presses=presses(
        overview.show_list,
        one.open_report,
        one.repair_now,
        status.show_status,
        history.show_history,
        ask.ask_reviewer,
        withdraw.ask,
        withdraw.keep,
        withdraw.withdraw,
        expected.take_back,
    ),
    flows=(ask.ASK_FLOW,),
    flow_of_each=fill.report_flows,
    replies={
        "asked": ask.show_asked,
        "expected": expected.show_expected,
        "expected_taken_back": expected.show_taken_back,
        "receipt": fill.show_receipt,
        "repairing": one.show_repairing,
        "withdrawn": withdraw.show_withdrawn,
    },
    notices=(
        NoticeKind(verdicts.RETURNED, verdicts.returned),
        NoticeKind(verdicts.VERIFIED, verdicts.verified),
        NoticeKind(verdicts.UNDECIDED, verdicts.undecided),
        NoticeKind(ANSWERED, ask.answered),
    ),
    home=at_home.at_home,
    listens={overview.WHICH_OPD: overview.heard},
    after_report=verdicts.tell,
)

__all__ = [
    "ASKED_FOR", "FEATURE", "OTHER_REPORTS", "REPAIR", "OpenReport", "Reports", "Row", "difference",
    "field_names", "form_of", "history_page", "report_rows", "take_up", "years_of",
]  # fmt: skip
