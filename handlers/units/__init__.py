"""`/opd`: the units, what a decree does to them, and their list from a file."""

from handlers.feature import Feature
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.command import Command
from handlers.units import change, import_file, overview, ways

FEATURE = Feature(
    commands=(Command("opd", "Daftar OPD: tambah, ubah, tutup", overview.opds_command, ADMINS),),
    presses=for_admins(overview.show_list, overview.show_opd, ways.change, ways.pick_successor, ways.merge),
    listens={overview.LIST: overview.heard},
    flows=(*change.OPD_FLOWS, import_file.IMPORT_FLOW),
    replies={"opd_changed": change.show_changed, "opds_imported": import_file.show_imported},
)

__all__ = ["FEATURE"]
