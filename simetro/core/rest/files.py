from typing import Any

# Keyword arguments for the decorator of an endpoint that answers with a PDF.
pdf: dict[str, Any] = {
    "response": {200: None},
    "openapi_extra": {
        "responses": {
            200: {
                "description": "OK",
                "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
}
