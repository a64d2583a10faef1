from simetro.config import BASE_DIR, Config

BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->"


def settings_table() -> str:
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for name, field in Config.model_fields.items():
        default = str(field.default).replace(f"{BASE_DIR}/", "") if field.default not in ("", None) else ""
        rows.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def test_operations_page_shows_every_setting() -> None:
    page = (BASE_DIR / "docs" / "operations.md").read_text()
    assert page.split(BEGIN)[1].split(END)[0] == settings_table()
