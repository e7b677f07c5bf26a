"""What all tests share: none passes or fails by the clock, the machine or the luck of a draw.

`pytest` draws the same examples every time; `pytest --hypothesis-profile=explore` draws new ones.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")
