"""What the OPD and the people are called."""

from collections.abc import Mapping

from storage.ports import UnitOfWork


async def opd_names(uow: UnitOfWork) -> Mapping[str, str]:
    """Return the names of all OPD by their codes."""
    return {opd.code: opd.name for opd in await uow.opds.all()}


async def opd_short_names(uow: UnitOfWork) -> Mapping[str, str]:
    """Return what all OPD are called on buttons and in lists, by their codes."""
    return {opd.code: opd.short_name for opd in await uow.opds.all()}


async def people_names(uow: UnitOfWork) -> Mapping[int, str]:
    """Return the names of all people who were ever let in by their ids."""
    return {person.id: person.name for person in await uow.people.everyone()}
