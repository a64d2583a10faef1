from simetro.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.bare"
