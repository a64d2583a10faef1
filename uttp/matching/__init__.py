from uttp.matching.fates import FACTS, Fates, facts_of, new_values, verified
from uttp.matching.people import Person, key_of, plain_name

__all__ = ["FACTS", "Fates", "Person", "facts_of", "key_of", "new_values", "plain_name", "verified"]
