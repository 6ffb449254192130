"""One hypothesis profile for the domain: small, untimed (the machine is shared), and writing nothing."""

from hypothesis import settings

settings.register_profile("domain", max_examples=30, deadline=None, database=None)
settings.load_profile("domain")
