import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import cast

from django.core.files.storage import FileSystemStorage, default_storage

READABLE = 0o644


class FrozenStorage(FileSystemStorage):
    """Files that are written once, whole or not at all."""

    def keep(self, name: str, content: bytes) -> None:
        """Puts `content` under `name`. A write that broke off earlier leaves nothing under that name."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(READABLE)
        Path(file.name).replace(target)


def keep(name: str, content: bytes) -> None:
    """Puts `content` under `name` in the storage of this installation."""
    cast(FrozenStorage, default_storage).keep(name, content)
