"""Tests of the product; a package, so that made pages can be imported from anywhere in it."""
