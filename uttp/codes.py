from simetro.core.kit.codes import lettered, parse_lettered, random_code


def new_uttp_id() -> str:
    return lettered("U", random_code(7))


def parse_uttp_id(text: str) -> str | None:
    return parse_lettered("U", text)
