from typing import Any

from simetro.core.rest.schemas import Problem

SAID = {
    401: "No token, or one that is not valid",
    403: "The role never may",
    404: "Not there, or not yours",
    409: "Wrong state, stale version, or duplicate",
    422: "Invalid input",
    429: "Too many requests; see Retry-After",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body give the same answer and one row; kept for 30 days",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]([ -~]*[!-~])?$"},
}


def document_problems(schema: Any) -> Any:
    """Adds to each operation the problems that it may answer, and to those that create the key that makes them safe."""
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    for path in schema["paths"].values():
        for method, operation in path.items():
            operation["responses"] |= {code: _answer(code) for code in sorted(_problems(method, operation))}
            if 201 in operation["responses"]:
                operation["parameters"].append(KEY)
    return schema


def _problems(method: str, operation: dict[str, Any]) -> set[int]:
    codes = {401, 403} if operation.get("security") else {429}
    if operation.get("parameters"):
        codes |= {404, 422}
    is_file = "application/pdf" in operation["responses"][min(operation["responses"])].get("content", {})
    if method != "get" or is_file:
        codes |= {404, 409, 422}
    return codes


def _answer(code: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": SAID[code], "content": content}
