import pytest

from domain.files.foreign import Fault, FileKind, UnfitFile, Verdict


def test_a_file_is_of_a_kind_or_at_fault() -> None:
    assert Verdict(FileKind.PDF).fault is None
    assert Verdict(fault=Fault.LOCKED).kind is None
    with pytest.raises(ValueError, match="either"):
        Verdict()
    with pytest.raises(ValueError, match="either"):
        Verdict(FileKind.PDF, Fault.LOCKED)


def test_an_unfit_file_says_why() -> None:
    assert str(UnfitFile(Fault.DAMAGED, "crc")) == "crc"
    assert str(UnfitFile(Fault.DAMAGED)) == "damaged"
