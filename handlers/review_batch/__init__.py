"""*Terima semua yang tidak berubah*: last year's answers again, accepted after a list."""

from handlers.feature import Feature
from handlers.review.buttons import AcceptUnchanged, Unchanged, UndoBatch
from handlers.review.texts import NOT_YOURS
from handlers.review_batch import batch
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(
        {
            Unchanged: batch.list_unchanged,
            AcceptUnchanged: batch.accept_unchanged,
            UndoBatch: batch.undo_batch,
        },
        NOT_YOURS,
    ),
    replies={"batch": batch.show_batch, "unbatched": batch.show_unbatched},
)
