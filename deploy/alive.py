"""Exit code 0 when this host's web server answers for the site: the container's health check."""

import os
from urllib.request import Request, urlopen

host = os.environ["ALLOWED_HOSTS"].split(",")[0]
port = (os.environ.get("BIND") or "127.0.0.1:8000").rpartition(":")[2]
urlopen(Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": host}), timeout=5).close()
