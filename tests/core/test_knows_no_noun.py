"""The core serves every app and knows the nouns of none: it could be lent to another office's system as it stands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from simetro.config import BASE_DIR

CORE = BASE_DIR / "simetro" / "core"
NOUNS = (
    "owner|instrument|uttp|order|sidang|skhp|certificate|verification|repair|stamp|tera|tier|standard|complaint|"
    "broadcast|article|service|penera|registration|pemilik"
)
NOUN = re.compile(rf"(?<![a-z])({NOUNS})s?(?![a-z])", re.IGNORECASE)
SHORT = 40  # letters; what is longer is a sentence for people
NOT_NOUNS = {
    # sorting, in Django's words and ours
    "order",
    "order_by",
    "order_fields",
    "field_order",
    # of allauth
    "EmailVerificationStage",
    ".EmailVerificationStage",
    "ConfirmEmailVerificationCodeForm",
    "begin_registration",
    "complete_registration",
    "parse_registration_response",
    # the one table of how a status looks: its code and its icon
    "in_repair",
    "file-certificate",
    # the role of those who do not work here
    "OWNER",
    "owner",
    "Akun pemilik dibuat sendiri",
    "Akun pemilik dibuka",
}


def modules() -> list[Path]:
    """All but the models, whose tables many apps share, and the roles."""
    apart = {"migrations", "models", "static"}
    return [path for path in sorted(CORE.rglob("*.py")) if not apart & set(path.parts) and path.name != "roles.py"]


def names_in(tree: ast.Module) -> Iterator[str]:
    """Every name that it gives or uses, and every short string that is no docstring."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from [node.value] if len(node.value) <= SHORT else []
        yield from (
            value
            for field in ("id", "attr", "name", "arg", "module")
            if isinstance(value := getattr(node, field, None), str)
        )


def spaced(name: str) -> str:
    return re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ")


def test_the_core_names_no_noun_of_an_app() -> None:
    named = {
        (str(path.relative_to(CORE)), name)
        for path in modules()
        for name in names_in(ast.parse(path.read_text()))
        if name not in NOT_NOUNS and NOUN.search(spaced(name))
    }
    assert named == set()


def test_what_is_let_pass_is_there() -> None:
    used = {name for path in modules() for name in names_in(ast.parse(path.read_text()))}
    assert used >= NOT_NOUNS
