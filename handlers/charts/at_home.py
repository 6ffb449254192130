"""At home: which pictures come every week, and the key that ends it."""

from handlers.charts import texts
from handlers.charts.buttons import Mine
from handlers.city.at_home import NOTHING, Part, Visit
from handlers.telegram.keys import key

MINE = "Grafik tiap Senin"


async def at_home(visit: Visit) -> Part:
    pictures = [one.indicator for one in await visit.uow.subscriptions.of(visit.person.id)]
    if not pictures:
        return NOTHING
    return Part(texts.at_home(pictures), beside=(key(MINE, Mine()),))
