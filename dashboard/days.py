"""The day for which a page is read: it dates lateness, ages and what is due."""

from datetime import UTC, date, datetime

from dashboard.filters import Filters


def today() -> date:
    """Day for which views are prepared (UTC, like the clocks of the facts)."""
    return datetime.now(tz=UTC).date()


def day(filters: Filters) -> date:
    """Day of the situation that the reader chose; today without one."""
    return filters.situation or today()
