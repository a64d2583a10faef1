from typing import Any

from simetro.core.rest.schemas import Problem

SAID = {
    "401": "No token, or one that is not valid",
    "403": "The role never may",
    "404": "Not there, or not yours",
    "409": "Wrong state, stale version, or duplicate",
    "422": "Invalid input",
    "429": "Too many requests; see Retry-After",
}
ALWAYS = {"404", "422", "429"}
WITH_TOKEN = {"401", "403"}
WRITING = {"409"}


def document_problems(schema: Any) -> Any:
    """Adds to each operation the problems that it may answer."""
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    for path in schema["paths"].values():
        for method, operation in path.items():
            codes = ALWAYS | (WITH_TOKEN if operation.get("security") else set())
            codes |= WRITING if method != "get" else set()
            operation["responses"] |= {int(code): _answer(code) for code in sorted(codes)}
    return schema


def _answer(code: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": SAID[code], "content": content}
