"""The linkIds of the rows of groups that repeat."""

_MARK = "\x1f"  # no linkId can hold it


def row_id(link_id: str, row: int) -> str:
    """The linkId of an item in a row; the first row has the questionnaire's own."""
    return f"{link_id}{_MARK}{row}" if row else link_id


def plain_id(link_id: str) -> str:
    """The questionnaire's own linkId."""
    return link_id.partition(_MARK)[0]


def row_of(link_id: str) -> int:
    """The number of the row, from 0."""
    return int(link_id.partition(_MARK)[2] or 0)
