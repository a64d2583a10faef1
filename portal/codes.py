from simetro.core.kit.codes import lettered, parse_lettered, random_code


def new_complaint_number() -> str:
    """The number of a complaint; it begins with L as in laporan."""
    return lettered("L", random_code(7))


def parse_complaint_number(text: str) -> str | None:
    return parse_lettered("L", text)


def new_request_number() -> str:
    """The number of a data request; it begins with P as in permintaan. Nobody looks it up."""
    return lettered("P", random_code(7))
