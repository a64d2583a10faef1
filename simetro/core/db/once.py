"""A creating request that comes twice - a double click, a reload, a bad line - makes one row.

Forms carry a token (`core.web.form_token`), programs an `Idempotency-Key` (`core.rest.idempotency`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simetro.core.models import IdempotentAnswer, User

Files = Mapping[str, Any]  # as request.FILES has them


class OtherContent(Exception):
    """The key was used before, for something else."""


@dataclass(frozen=True)
class Submission:
    """Identifies one creating request. If all but the digest is equal, it is the same request with other content.

    `by` is None where nobody has to sign in.
    """

    by: User | None
    method: str
    path: str
    key: str
    digest: str


def digest_of(content: bytes, files: Files | None = None) -> str:
    digest = hashlib.sha256(content)
    for name in sorted(files or {}):
        file = (files or {})[name]
        digest.update(f"\n{name}\n".encode())
        for piece in file.chunks():  # from the beginning, whoever has read it before
            digest.update(piece)
        file.seek(0)
    return digest.hexdigest()


def answer_to(submission: Submission) -> IdempotentAnswer | None:
    """The answer that this request got before, if it came before. Raises `OtherContent`."""
    answer = IdempotentAnswer.objects.filter(**_key_of(submission)).exclude(status=0).first()
    return _same(answer, submission) if answer else None


def claim(submission: Submission) -> IdempotentAnswer:
    """The row of its key, inserted now or before. The same request sent meanwhile waits here until we commit.

    The row's status is 0 until there is an answer. Raises `OtherContent`.
    """
    new = {"request_digest": submission.digest}
    answer, _is_new = IdempotentAnswer.objects.get_or_create(**_key_of(submission), defaults=new)
    return _same(answer, submission)


def keep(answer: IdempotentAnswer, status: int, body: Any) -> None:
    answer.status, answer.body = status, body
    answer.save(update_fields=["status", "body"])


def _key_of(submission: Submission) -> dict[str, Any]:
    return {
        "user": submission.by,
        "method": submission.method,
        "path": submission.path,
        "key": submission.key,
    }


def _same(answer: IdempotentAnswer, submission: Submission) -> IdempotentAnswer:
    if answer.request_digest != submission.digest:
        raise OtherContent
    return answer
