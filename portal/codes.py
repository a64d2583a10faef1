from simetro.core.kit.codes import lettered, parse_lettered, random_code


def new_complaint_number() -> str:
    """L as in laporan."""
    return lettered("L", random_code(7))


def parse_complaint_number(text: str) -> str | None:
    return parse_lettered("L", text)


def new_request_number() -> str:
    """P as in permintaan; it is written on letters and looked up by nobody."""
    return lettered("P", random_code(7))
