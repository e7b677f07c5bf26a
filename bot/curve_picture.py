"""The curve of wrong answers against declined questions as an SVG picture."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.evaluate import CurvePoint

__all__ = ["draw_curve"]

_SIZE = 400
_EDGE = 50


def draw_curve(points: Sequence[CurvePoint]) -> str:
    """Draw the curve.

    Args:
        points: In order of their thresholds.

    Returns:
        An SVG document: declined questions to the right, wrong answers upwards, both 0 to 100 %.
    """
    path = " ".join(f"{_across(point.declined):.1f},{_down(point.wrong):.1f}" for point in points)
    ticks = "".join(_tick(share / 4) for share in range(5))
    middle = _EDGE + _SIZE / 2
    side = _SIZE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        'font-family="sans-serif" font-size="13">'
        f'<rect width="{side}" height="{side}" fill="white"/>{ticks}'
        f'<polyline points="{path}" fill="none" stroke="#c00" stroke-width="2"/>'
        f'<text x="{middle}" y="{side - 8}" text-anchor="middle">该答未答</text>'
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">答错'
        "</text></svg>\n"
    )


def _across(share: float) -> float:
    return _EDGE + share * _SIZE


def _down(share: float) -> float:
    return _EDGE + (1 - share) * _SIZE


def _tick(share: float) -> str:
    across, down, end = _across(share), _down(share), _EDGE + _SIZE
    return (
        f'<path d="M{across} {_EDGE}V{end}M{_EDGE} {down}H{end}" stroke="#ddd" fill="none"/>'
        f'<text x="{across}" y="{end + 18}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="{_EDGE - 6}" y="{down + 4}" text-anchor="end">{share:.0%}</text>'
    )
