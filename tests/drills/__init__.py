"""Drills that put the whole bot under load, abuse and bad luck; benchmarks and tests share them."""
