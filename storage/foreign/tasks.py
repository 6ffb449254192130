"""What can be asked about foreign bytes; questions and answers are plain values that JSON can carry."""

import gc
from collections.abc import Callable

from domain.files.foreign import Fault, FileKind, Mark, UnfitFile, Verdict
from domain.files.table import Table
from domain.rekap.form import packed, unpacked
from domain.rekap.sheet import InvalidRekap, Reading, SheetProblem, readings
from storage.process.child import Value


def answered(task: str, content: bytes, options: Value) -> Value:
    """Return the answer to a question about the content; whatever that holds, nothing is raised."""
    try:
        return _TASKS[task](content, options)
    except UnfitFile as unfit:
        return _unfit(unfit.fault, str(unfit))
    except MemoryError:
        gc.collect()
        return _unfit(Fault.TOO_BIG, "MemoryError")
    except Exception as error:  # noqa: BLE001 - whatever reading it raises, it is the file that is damaged
        return _unfit(Fault.DAMAGED, repr(error))


def _unfit(fault: Fault, reason: str) -> Value:
    return {"fault": fault.value, "reason": reason[:300].encode("utf-8", "backslashreplace").decode()}


def verdict_from(answer: Value) -> Verdict:
    """Return the verdict that an answer carries. Raises ValueError for one that carries none."""
    if "fault" in answer:
        return Verdict(fault=Fault(answer["fault"]), reason=str(answer["reason"]))
    return Verdict(FileKind(answer["kind"]), marks=frozenset(map(Mark, answer["marks"])))


def rows_from(answer: Value) -> list[list[str]]:
    """Return the rows that an answer carries. Raises UnfitFile."""
    if "fault" in answer:
        raise UnfitFile(Fault(answer["fault"]), str(answer["reason"]))
    return [[str(cell) for cell in row] for row in answer["rows"]]


def tables_from(answer: Value) -> list[Table]:
    """Return the tables that an answer carries. Raises UnfitFile."""
    if "fault" in answer:
        raise UnfitFile(Fault(answer["fault"]), str(answer["reason"]))
    return [
        Table(str(name), [[str(cell) for cell in row] for row in rows], frozenset(map(int, hidden)))
        for name, rows, hidden in answer["tables"]
    ]


def rekap_from(answer: Value) -> tuple[Reading, ...]:
    """Return the ways to read a rekap that an answer carries. Raises UnfitFile and InvalidRekap."""
    if "refused" in answer:
        raise InvalidRekap(SheetProblem(answer["refused"]))
    if "fault" in answer:
        raise UnfitFile(Fault(answer["fault"]), str(answer["reason"]))
    return tuple(map(unpacked, answer["readings"]))


def _judge(content: bytes, _: Value) -> Value:
    # The bot's process asks, and never reads: only its worker imports how.
    from storage.foreign.judging import judged  # noqa: PLC0415

    found = judged(content)
    if found.kind is None:
        raise UnfitFile(found.fault or Fault.DAMAGED)
    return {"kind": found.kind.value, "marks": sorted(mark.value for mark in found.marks)}


def _rows(content: bytes, options: Value) -> Value:
    # Only who reads tables pays for the library that does it.
    from storage.foreign.spreadsheets import rows_of  # noqa: PLC0415

    return {"rows": rows_of(content, formula=options.get("formula"))}


def _tables(content: bytes, _: Value) -> Value:
    from storage.foreign.spreadsheets import tables_of  # noqa: PLC0415 - as above

    return {"tables": [[one.name, one.rows, sorted(one.hidden)] for one in tables_of(content)]}


def _rekap(content: bytes, _: Value) -> Value:
    from storage.foreign.spreadsheets import tables_of  # noqa: PLC0415 - as above

    # Twenty sheets of hundreds of columns take a minute to be understood: that is this process's to bear.
    try:
        return {"readings": [packed(one) for one in readings(tables_of(content))]}
    except InvalidRekap as refused:
        return {"refused": refused.problem.value}


_TASKS: dict[str, Callable[[bytes, Value], Value]] = {
    "judge": _judge,
    "rows": _rows,
    "tables": _tables,
    "rekap": _rekap,
}
