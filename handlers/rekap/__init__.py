"""The rekap of the Inspektorat: one table of all OPD, held beside what each of them reports of SAKIP."""

from handlers.feature import Feature
from handlers.rekap import choose, flow, keep, sending
from handlers.rekap.buttons import OpenRekap
from handlers.rekap.state import may_take
from handlers.rekap.texts import NOT_YOURS
from handlers.telegram.press import presses

FEATURE = Feature(
    captioned={"rekap": sending.captioned},
    presses=presses(
        flow.open_rekap,
        choose.choose_way,
        choose.choose_opd,
        choose.choose_again,
        choose.show_opds,
        choose.show_part,
        keep.keep,
        keep.withdraw,
        not_yours=NOT_YOURS,
    ),
    flows=(flow.REKAP,),
    replies={"rekap_kept": keep.show_kept, "rekap_withdrawn": keep.show_withdrawn},
)

took = sending.took

__all__ = ["FEATURE", "OpenRekap", "may_take", "took"]
