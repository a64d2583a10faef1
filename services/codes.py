from simetro.core.kit.codes import lettered, parse, random_code


def new_transaction_number() -> str:
    return _show_transaction_number(random_code(10))


def parse_transaction_number(text: str) -> str | None:
    code = parse(text, 11)
    return code and _show_transaction_number(code)


def _show_transaction_number(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def new_registration_number() -> str:
    """A new number of a registration. It begins with D, for "daftar"."""
    return lettered("D", random_code(7))


def parse_registration_number(text: str) -> str | None:
    """The number in this text, or None.

    The D in front has to be typed: without it, the same characters could be the code of something else.
    """
    compact = text.upper().replace("-", "").replace(" ", "")
    code = parse(compact[1:], 8) if compact.startswith("D") else None
    return code and lettered("D", code)
