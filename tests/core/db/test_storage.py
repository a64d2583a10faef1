from pathlib import Path

import pytest

from simetro.core.db.storage import FrozenStorage


def test_write_that_breaks_off_leaves_nothing_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = FrozenStorage(location=tmp_path)

    def full_disk(descriptor: int) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full_disk)
        with pytest.raises(OSError, match="no space"):
            storage.keep("certificates/2026/a.pdf", b"half")
    assert not storage.exists("certificates/2026/a.pdf")
    storage.keep("certificates/2026/a.pdf", b"whole")
    assert Path(storage.path("certificates/2026/a.pdf")).read_bytes() == b"whole"


def test_what_a_broken_write_left_is_replaced(tmp_path: Path) -> None:
    storage = FrozenStorage(location=tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"ha")
    storage.keep("a.pdf", b"whole")
    assert (tmp_path / "a.pdf").read_bytes() == b"whole"
