"""`limit`, `hold out`, and the order in which reasons are asked."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

CATALOG = """channel promo
email letter
email offer
  channel promo
email receipt
  transactional
sms ping "Ping"
  channel promo
push nudge "Nudge"
event send_letter
event send_offer
event send_receipt
event send_ping
event send_nudge
event go
team hosts "hosts@acme.example"
webhook crm "https://crm.acme.example"
"""
SENDER = """{top}
journey sender
  enter when go
  reenter always
{lines}  stage only
    whenever send_letter then send letter
    whenever send_offer then send offer
    whenever send_receipt then send receipt
    whenever send_ping then send ping
    whenever send_nudge then send nudge
"""
START = "-1d subscribed to promo; 0 go"
ENTERED = "0 enter"


def sender(lines: str = "", top: str = "") -> str:
    return CATALOG + SENDER.format(top=top, lines="".join(f"  {line}\n" for line in lines.split("; ") if line))


@both
@pytest.mark.parametrize(
    ("lines", "events", "effects"),
    [
        # By medium, by channel, all messages, and several at once.
        ("limit 1 sms per 1d", "1h send_ping; 2h send_letter; 3h send_nudge; 4h send_ping",
         '1h send ping; 2h send letter; 3h send nudge; 4h withheld ping "limit"'),
        ("limit 1 push per 1d", "1h send_nudge; 2h send_ping; 3h send_nudge",
         '1h send nudge; 2h send ping; 3h withheld nudge "limit"'),
        ("limit 1 email per 1d", "1h send_letter; 2h send_ping; 3h send_offer",
         '1h send letter; 2h send ping; 3h withheld offer "limit"'),
        ("limit 2 messages per 1d", "1h send_letter; 2h send_ping; 3h send_nudge; 4h send_offer",
         '1h send letter; 2h send ping; 3h withheld nudge "limit"; 4h withheld offer "limit"'),
        ("limit 1 promo message per 1d", "1h send_letter; 2h send_ping; 3h send_offer; 4h send_letter",
         '1h send letter; 2h send ping; 3h withheld offer "limit"; 4h send letter'),
        ("limit 1 promo email per 1d", "1h send_ping; 2h send_offer; 3h send_ping; 4h send_offer",
         '1h send ping; 2h send offer; 3h send ping; 4h withheld offer "limit"'),
        ("limit 3 emails per 1d; limit 1 promo message per 1d", "1h send_offer; 2h send_offer; 3h send_letter",
         '1h send offer; 2h withheld offer "limit"; 3h send letter'),
        # Transactional messages are not counted, and go when it is full.
        ("limit 1 email per 1d", "1h send_receipt; 2h send_letter; 3h send_receipt; 4h send_letter",
         '1h send receipt; 2h send letter; 3h send receipt; 4h withheld letter "limit"'),
        # What was withheld is not counted, nor what others say was sent.
        ("limit 1 email per 1d", "1h sent letter; 2h unsubscribed; 3h send_letter; 4h subscribed; 5h send_letter",
         '3h withheld letter "unsubscribed"; 5h send letter'),
        # Just D after the first of two it is out.
        ("limit 2 emails per 1d", ("1h send_letter; 2h send_letter; 1d1h-1ms send_letter; 1d1h send_letter; "
         "1d2h-1ms send_letter; 1d2h send_letter"),
         ('1h send letter; 2h send letter; 1d59min59s999ms withheld letter "limit"; 1d1h send letter; '
         '1d1h59min59s999ms withheld letter "limit"; 1d2h send letter')),
        # Three at one instant, of which two go.
        ("limit 2 messages per 1s", "1h send_letter; 1h send_nudge; 1h send_ping; 1h1s-1ms send_ping; 1h1s send_ping",
         '1h send letter; 1h send nudge; 1h withheld ping "limit"; 1h999ms withheld ping "limit"; 1h1s send ping'),
        # Today, by the workspace's clock.
        ("limit 1 email per day", "1h send_letter; 1d-1ms send_letter; 1d send_letter; 2d-1ms send_letter",
         ('1h send letter; 23h59min59s999ms withheld letter "limit"; 1d send letter; '
         '1d23h59min59s999ms withheld letter "limit"')),
    ],
)  # fmt: skip
def test_what_counts(lines: str, events: str, effects: str, packed: bool) -> None:
    assert played(sender(lines), f"{START}; {events}", "5d", packed=packed) == f"{ENTERED}; {effects}"


@both
@pytest.mark.parametrize(
    ("lines", "events", "effects"),
    [
        # Two are due at once: the first in the source goes.
        ("limit 1 email per 1d else delay", "1h send_letter; 2h send_offer; 3h send_letter",
         "1h send letter; 1d1h send letter; 2d1h send offer"),
        ("limit 1 message per 1d else delay", "1h send_letter; 2h send_offer; 3h send_nudge",
         "1h send letter; 1d1h send offer; 2d1h send nudge"),
        # The later of two that delay.
        ("limit 1 email per 1d else delay; limit 1 message per 2d else delay", "1h send_letter; 2h send_offer",
         "1h send letter; 2d1h send offer"),
        # A full one that does not delay withholds, whatever others say.
        ("limit 1 email per 1d else delay; limit 1 message per 12h", "1h send_letter; 2h send_offer; 14h send_offer",
         '1h send letter; 2h withheld offer "limit"; 1d1h send offer'),
        # Full again when it is due: judged anew.
        ("limit 1 message per 1d else delay", "1h send_letter; 2h send_offer; 3h send_ping; 1d1h send_nudge",
         "1h send letter; 1d1h send offer; 2d1h send ping; 3d1h send nudge"),
        # Not subscribed any more when it is due.
        ("limit 1 email per 1d else delay", "1h send_letter; 2h send_offer; 3h unsubscribed from promo",
         '1h send letter; 1d1h withheld offer "not subscribed"'),
        # Room comes in the night.
        ("limit 1 email per 12h else delay; send between 08:00 and 18:00", "10h send_letter; 11h send_offer",
         "10h send letter; 1d8h send offer"),
        ("limit 1 email per day else delay; send between 08:00 and 18:00 on monday", "10h send_letter; 11h send_offer",
         "10h send letter"),
        ("limit 1 email per day else delay", "1h send_letter; 2h send_offer", "1h send letter; 1d send offer"),
    ],
)  # fmt: skip
def test_else_delay(lines: str, events: str, effects: str, packed: bool) -> None:
    assert played(sender(lines), f"{START}; {events}", "4d", packed=packed) == f"{ENTERED}; {effects}"


@both
@pytest.mark.parametrize(
    ("second", "effects"),
    [
        ("1h", '1h send letter; 1h withheld offer "limit"'),
        ("1h1ms", "1h send letter; 400d1h send offer"),
    ],
)
def test_room_within_four_hundred_days(second: str, effects: str, packed: bool) -> None:
    text = sender("limit 1 email per 400d else delay")
    events = f"{START}; 1h send_letter; {second} send_offer"
    assert played(text, events, "401d", packed=packed) == f"{ENTERED}; {effects}"


@both
def test_a_day_of_the_workspace_where_the_journey_lives_elsewhere(packed: bool) -> None:
    """Midnight in Prague is 23:00 UTC; in summer, from 29 March on, 22:00."""
    text = sender("timezone America/New_York; limit 1 email per day", top="timezone Europe/Prague")
    events = f"{START}; 22h send_letter; 23h-1ms send_letter; 23h send_letter; 28d send_letter; 28d22h-1ms send_letter"
    assert played(text, f"{events}; 28d22h send_letter", "40d", packed=packed) == (
        f'{ENTERED}; 22h send letter; 22h59min59s999ms withheld letter "limit"; 23h send letter; 28d send letter; '
        '28d21h59min59s999ms withheld letter "limit"; 28d22h send letter'
    )


TWO = """
journey other
  enter when go
  stage only
    whenever send_nudge then send letter
"""


@both
def test_a_journey_counts_its_own_and_the_workspace_all(packed: bool) -> None:
    events = f"{START}; 1h send_letter; 2h send_nudge; 3h send_letter"
    own = sender("limit 1 email per 1d") + TWO
    assert played(own, events, "1d", packed=packed) == (
        "0 other: enter; 0 sender: enter; 1h sender: send letter; 2h other: send letter; 2h sender: send nudge; "
        '3h sender: withheld letter "limit"'
    )
    shared = sender(top="limit 1 email per 1d") + TWO
    assert played(shared, events, "1d", packed=packed) == (
        '0 other: enter; 0 sender: enter; 1h sender: send letter; 2h other: withheld letter "limit"; '
        '2h sender: send nudge; 3h sender: withheld letter "limit"'
    )


@both
def test_the_reasons_in_their_order(packed: bool) -> None:
    """One reason after the other falls away."""
    text = (
        sender("limit 1 email per 7d; hold out 100%")
        + """
journey holder
  priority 1
  enter when go
  stage only
    whenever send_nudge then hold everything
    whenever send_ping then release everything
"""
    )
    events = (
        f"{START}; 1h send_offer; 2h bounced letter type=hard; 2h send_nudge; 3h unsubscribed from promo; "
        "4h unsubscribed; 5h send_offer; 6h subscribed; 7h send_offer; 8h subscribed to promo; 9h send_offer; "
        "10h send_ping; 11h send_offer; 12h set email=someone; 13h send_offer; 14h send_receipt"
    )
    rows = played(text, events, "1d", packed=packed).split("; ")
    assert [row for row in rows if "offer" in row or "receipt" in row] == [
        '1h sender: withheld offer "held out"', '5h sender: withheld offer "unsubscribed"',
        '7h sender: withheld offer "not subscribed"', '9h sender: withheld offer "hold"',
        '11h sender: withheld offer "bounced"', '13h sender: withheld offer "limit"', "14h sender: send receipt",
    ]  # fmt: skip


HELD_OUT = (
    CATALOG
    + """attribute boss text

journey sender
  enter when go
  hold out {share}
  stage only
    send letter
    notify hosts
    notify boss
    call crm
    send receipt
"""
)


@both
@pytest.mark.parametrize(
    ("events", "boss"),
    [("0 go", 'withheld boss "no address"'), ("0 set boss=chief; 0 go", 'withheld boss "held out"')],
)
def test_who_is_held_out_hears_nothing(events: str, boss: str, packed: bool) -> None:
    """`someone` draws 2,761 of 10,000 for `sender`, by SHA-256 of `hold out:sender`, 0, `someone`."""
    quiet = (
        f'0 enter; 0 withheld letter "held out"; 0 withheld hosts "held out"; 0 {boss}; 0 withheld crm "held out"; '
        "0 send receipt; 0 complete"
    )
    assert played(HELD_OUT.format(share="27.62%"), events, "1d", packed=packed) == quiet
    loud = played(HELD_OUT.format(share="27.61%"), events, "1d", packed=packed)
    assert loud.startswith("0 enter; 0 send letter; 0 notify hosts; 0 ")
    assert loud.endswith("; 0 call crm; 0 send receipt; 0 complete")
