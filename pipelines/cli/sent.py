"""What came of sending orders, in a few lines."""

from collections.abc import Iterator, Sequence

from pipelines.deciding.sending import Sent

NOTHING = "Nothing is approved that was not sent before."


def sent_lines(sent: Sequence[Sent]) -> Iterator[str]:
    """Yield what became of each order."""
    for one in sent:
        yield f"{one.order_no} to {one.supplier_id}: {_told(one)}"
        if one.papers:
            yield f"  {one.papers}"
    if not sent:
        yield NOTHING


def _told(one: Sent) -> str:
    """Return in words what became of an order."""
    if one.state == "sent":
        how = f"sent ({one.note})" if one.note else "sent: hand the papers over"
    elif one.state == "unclear":
        how = (
            f"UNCLEAR whether it went: {one.note}. Ask the supplier, then say "
            f"--arrived {one.order_no} or --again {one.order_no}"
        )
    elif one.state == "released":
        how = "approved again, to be sent anew"
    else:
        how = f"not sent, approved still: {one.note}"
    return how
