"""What random cases about the rest of the language are put together from; what is in capitals is drawn anew.

A line that is one word in capitals is drawn as a block (`BLOCKS`), any other such word within its line (`WORDS`).
"""

CATALOG_OF_FURTHER = """\
webhook crm "https://crm.acme.example/hooks"
  property approved yes/no
  property grade number
  answers within LENGTH
webhook erp "https://erp.acme.example/hooks"
  answers within LENGTH
email receipt "Your order"
  transactional
moment opening at 2026-01-02 09:00
webinar talk at 2026-01-03 12:00
attribute due_on date
attribute ends_at moment
attribute gap number
event booked
  property day date
  property slot moment
  property span number
event ordered
  property order_id text
  property span number
event paid
  property order_id text
event looked
  property order_id text
"""

SEGMENTS = """\
segment rich if OF_A_SEGMENT
segment regulars if has visited pricing at least 2 times in the last LENGTH
segment warm if OF_A_SEGMENT JOINING OF_A_SEGMENT
segment odd if in segment rich JOINING not in segment regulars
"""

SCORES = """\
score readiness
  add 10 when POINTING OF_POINTS
  add 6 when visited pricing
  take 5 when POINTING OF_POINTS
  HALVE
score mood_told
  take 2 when visited docs OF_POINTS
  add 4 when pinged or visited
  add 3 when POINTING
  HALVE
"""

PIECE = """\
steps piece_a
  STEP
  WAITING
  STEP
"""

JOURNEYS = (
    """
journey NAME
  enter when ENTRY IF_ENTERING
  enter when visited docs
  HEADER
  EXIT_WHEN
  GOAL_WON
  goal asked and stay
  RULE
  stage first
    STEP
    WAITING
    STEP
    WAITING
    STEP
    meanwhile
      RULE
      RULE
  stage second
    STEP
    WAITING
    LEAVING
""",
    """
journey NAME
  enter when ENTRY IF_ENTERING
  enter when visited docs
  HEADER
  GOAL_WON
  goal asked and stay
  stage first
    WAITING
    STEP
    WAITING
    LEAVING
    meanwhile
      RULE
  stage second
    RULE
    RULE
    RULE
""",
    """
journey NAME
  enter when VALUED per order_id NEWEST IF_ENTERING
  enter when ordered per order_id NEWEST
  HEADER
  EXIT_WHEN
  GOAL_WON
  goal asked and stay
  RULE
  stage first
    STEP
    WAITING
    STEP
    WAITING
    STEP
    meanwhile
      RULE_OF_VALUES
      RULE_OF_VALUES
  stage second
    STEP
    WAITING
    LEAVING
""",
    """
journey NAME
  HEADER
  EXIT_WHEN
  goal asked and stay
  RULE_THAT_ENTERS
  stage first
    RULE_THAT_ENTERS
    RULE_THAT_ENTERS
    RULE_THAT_ENTERS
  stage second
    STEP
    WAITING
    LEAVING
""",
)

FULL = (
    """
journey NAME
  enter when ordered per order_id IF_ENTERING
  REENTER
  exit when paid
  stage first
    wait 1d
    SHORT
    meanwhile
      whenever looked IF then SHORT
""",
    """
journey NAME
  enter when visited docs
  reenter always
  exit when purchased
  stage first
    call crm
    repeat 35 times
      wait 1min
      call crm
    WAITING
    meanwhile
      whenever crm answers OVER
        STEP
        WAIT_SHORT
      whenever crm fails then SHORT
""",
    """
journey NAME
  enter when visited docs
  reenter always
  stage first
    whenever OUTGOING then SHORT
    whenever OUTGOING IF OVER
      STEP
      WAITING
    whenever OUTGOING then notify sales
    when purchased then exit
""",
)
"""Journeys in which something is full: a hundred visits, 32 open calls, 32 sends."""

BLOCKS: dict[str, tuple[str, ...]] = {
    "EXIT_WHEN": (
        'exit when TRIGGER IF "out"',
        'exit when TRIGGER IF "out"',
        "exit when purchased",
        "exit when paid",
        'version "1"',
    ),
    "GOAL_WON": (
        "goal won WITHIN when TRIGGER IF and stay",
        "goal won WITHIN when TRIGGER IF and stay",
        "goal won WITHIN when TRIGGER IF",
        "goal won within LENGTH when paid",
        "goal won when purchased",
    ),
    "HEADER": (
        "reenter always\npriority PRIORITY",
        "reenter always\npriority PRIORITY",
        "reenter always\npriority PRIORITY",
        "REENTER\nlimit 2 emails per LENGTH",
        "reenter always\nnot while in OTHER",
        "reenter after LENGTH from entering\nnot while in OTHER",
        "reenter after LENGTH from entering\non change follow",
        "reenter at most 2 times\nhold out 30%",
        "reenter always\nguarantee never send teaser after unsubscribed",
    ),
    "RULE": (
        "whenever TRIGGER IF OVER PAUSE\n  STEP\n  WAITING\n  STEP",
        "whenever TRIGGER IF OVER PAUSE\n  STEP\n  WAITING\n  STEP",
        "whenever TRIGGER IF PAUSE then SHORT",
        "when TRIGGER IF\n  STEP\n  WAITING\n  STEP",
        "when TRIGGER IF then SHORT then SHORT",
        "when TRIGGER IF then LEAVING_SHORT",
        "after LENGTH\n  STEP\n  WAITING\n  STEP",
        "every day at CLOCK IF\n  STEP\n  WAITING\n  STEP",
    ),
    "RULE_OF_VALUES": (
        "whenever OF_VALUES IF OVER PAUSE\n  STEP\n  WAITING\n  STEP",
        "whenever OF_VALUES IF PAUSE then SHORT",
        "when OF_VALUES IF then SHORT then SHORT",
        "when OF_VALUES IF then LEAVING_SHORT",
        "RULE",
    ),
    "RULE_THAT_ENTERS": (
        "whenever ENTRY IF_ENTERING OVER PAUSE\n  STEP\n  WAITING\n  STEP",
        "whenever ENTRY IF_ENTERING PAUSE then SHORT",
        "when ENTRY IF_ENTERING then SHORT then SHORT",
        "when ENTRY\n  STEP\n  WAITING\n  STEP",
        "when ENTRY then LEAVING_SHORT",
        "every day at CLOCK then SHORT",
    ),
    "WAITING": (
        "wait LENGTH",
        "wait LENGTH",
        "ARMS",
        "ARMS",
        "ARMS",
        "wait up to LENGTH until COND ELSE",
        "wait up to LENGTH until COND ELSE",
        "wait until CLOCK",
        "wait until MOMENT ELSE",
        "wait until MOMENT ELSE",
        "wait\n  when TRIGGER IF then SHORT\n  when PLAIN",
        "ROUNDS",
        "ROUNDS",
        "SPLIT",
        "SPLIT",
        "call crm\nARMS_OF_CALLS",
        "call crm\nARMS_OF_CALLS",
        "call erp\nwait LENGTH",
        "send MESSAGE\nwait up to LENGTH\n  when ignored any email for LENGTH then SHORT\n  when clicked any email",
        "WAITING\nSTEP\nWAITING",
    ),
    "ARMS": (
        "wait up to LENGTH\n  when TRIGGER IF then SHORT\n  when TRIGGER\n    STEP\n    WAITING\n  otherwise SHORT",
        "wait up to LENGTH\n  when TRIGGER IF then SHORT\n  when TRIGGER then LEAVING_SHORT",
        "wait\n  when TRIGGER IF then SHORT\n  when TRIGGER\n    WAITING",
    ),
    "ARMS_OF_CALLS": (
        "wait up to LENGTH\n  when crm answers where approved then SHORT\n  when crm fails\n  otherwise SHORT",
        "wait\n  when crm answers WHERE_ANSWERED IF then SHORT\n  when crm fails then SHORT",
        "wait LENGTH\nif has crm answered since entering then SHORT",
        "wait up to LENGTH until has crm answered since entering ELSE",
    ),
    "ROUNDS": (
        "repeat 2 times\n  STEP\n  WAITING",
        "repeat at most 3 times until COND\n  STEP\n  wait LENGTH",
        "repeat at most 3 times until has crm answered since entering\n  call crm\n  WAIT_SHORT",
        "repeat 2 times\n  wait LENGTH\n  repeat at most 2 times until COND\n    STEP\n    wait LENGTH",
    ),
    "SPLIT": (
        "split NEW_SPLIT\n  50% red then SHORT\n  30.5% blue\n    STEP\n    WAIT_SHORT\n  19.5% green",
        "split NEW_SPLIT was older\n  40% red then SHORT\n  40% blue\n    WAITING\n    STEP\n  20% green",
    ),
    "STEP": (
        "SHORT",
        "SHORT",
        "SHORT",
        "SHORT",
        "if COND then SHORT",
        "if COND\n  SHORT\n  SHORT\nelse SHORT",
        "remember SUM as kept_sum",
    ),
    "LEAVING": ("SHORT", "SHORT", "move to first", "move to second", 'exit "done"', "SHORT", "reach asked"),
}

WORDS: dict[str, tuple[str, ...]] = {
    "SHORT": (
        "send MESSAGE", "send MESSAGE", "send MESSAGE", "send MESSAGE", "tag TAG", "tag TAG", "untag TAG",
        "add 1 to points", "take 1 from points", "set points to SUM", "add SUM to budget", "set points to points",
        "send plain", "send bell", "notify sales", "call crm", "call erp", "announce alarm", "subscribe to CHANNEL",
        "unsubscribe from CHANNEL", "do piece_a", "start OTHER", "reach asked", "set ends_at to 1d after now",
        'set city to "Linz"',
    ),
    "LEAVING_SHORT": ("exit", 'exit "over"', "move to second", "move to first", "reach asked", "do piece_a"),
    "WAIT_SHORT": ("wait LENGTH", "wait LENGTH", "wait until CLOCK", "wait up to LENGTH until COND ELSE"),
    "MESSAGE": ("teaser", "offer", "plain", "nudge", "bell", "receipt"),
    "TAG": ("hot", "cold"),
    "CHANNEL": ("news", "news", "deals"),
    "SUM": (
        "points plus 1", "points minus budget", "points times 2", "budget times 0.5", "points times points",
        "2 times 3", "budget minus 0.000001", "points times 0.333333", "gap plus points",
    ),
    "PLAIN": (
        "visited pricing", "visited pricing", "visited docs", "visited", "clicked any email", "clicked any news email",
        "clicked teaser link cta", "opened any email counting machines", "pinged where level > 1", "pinged",
        "changed points", "changed city", "tagged hot", "sent teaser", "sent any news email", "alarm", "ordered",
        "paid", "looked", "ordered where span > 1", "reached asked", "entered alpha", "exited alpha",
        "registered for talk", "attended any webinar",
    ),
    "CHANGED": ("changed points", "changed city", "changed points to 1", "changed", "changed vip to yes"),
    "MADE": (
        "joined rich", "joined regulars", "joined warm", "joined odd", "joined", "left rich", "left regulars", "left",
        "left warm", "left odd", "joined any segment", "readiness reaches 10", "readiness reaches 6",
        "readiness falls below 5", "readiness falls below 10", "mood_told reaches 4", "mood_told falls below 3",
    ),
    "ANSWER": (
        "crm answers", "crm answers where approved", "crm answers where grade > 1", "crm fails",
        "crm fails where status is 500", "any webhook answers", "any webhook fails", "erp fails",
    ),
    "WHERE_ANSWERED": ("", "where approved", "where not approved", "where grade > 1"),
    "OUTGOING": (
        "ignored teaser for LENGTH", "ignored any email for LENGTH", "ignored any news email for LENGTH",
        "ignored any message for LENGTH", "ignored plain counting machines for LENGTH",
        "ignored 2 emails in a row for LENGTH", "ignored 3 emails in a row for LENGTH",
        "ignored 2 news emails in a row counting machines for LENGTH",
    ),
    "SEQUENCE": (
        "PLAIN followed by PLAIN within LENGTH", "PLAIN followed by PLAIN", "PLAIN followed by MADE within LENGTH",
        "visited docs followed by visited pricing within LENGTH", "visited followed by visited within LENGTH",
        "MADE followed by PLAIN within LENGTH", "visited followed by visited",
        "changed points followed by visited pricing within LENGTH",
    ),
    "CLOCKED": (
        "not visited pricing for LENGTH", "not clicked any news email for LENGTH", "not joined rich for LENGTH",
        "not left for LENGTH", "not PLAIN for LENGTH", "COMES", "OUTGOING", "OUTGOING",
    ),
    "COUNT": (
        "PLAIN at least 2 times within LENGTH", "visited at least 3 times", "joined rich at least 2 times",
        "joined at least 2 times within LENGTH", "left at least 2 times within LENGTH",
    ),
    "ENTRY": (
        "PLAIN", "PLAIN", "MADE", "MADE", "MADE", "OUTGOING", "OUTGOING", "SEQUENCE", "SEQUENCE", "CLOCKED", "CLOCKED",
        "COUNT", "CHANGED", "CHANGED", "COMES", "COMES or CHANGED", "PLAIN or MADE",
        "MADE or PLAIN", "CLOCKED or MADE", "OUTGOING or COUNT",
    ),
    "TRIGGER": (
        "ENTRY", "ENTRY", "ENTRY", "ENTRY", "ANSWER", "ANSWER", "PLAIN or ANSWER", "crm answers at least 2 times",
        "crm answers followed by PLAIN within LENGTH", "PLAIN followed by crm fails",
    ),
    "VALUED": (
        "ordered", "paid", "looked", "ordered where span > 1", "sent teaser", "sent offer", "entered alpha",
        "exited beta", "reached won", "changed points", "joined rich", "left regulars", "readiness reaches 10",
        "completed alpha",
    ),
    "OF_VALUES": (
        "paid", "looked", "ordered", "looked at least 2 times", "looked followed by paid within LENGTH",
        "not looked for LENGTH", 'paid where order_id is "a"', "sent teaser", "ignored any email for LENGTH",
        "ignored 2 emails in a row for LENGTH", "TRIGGER", "TRIGGER",
    ),
    "WITHIN": ("", "within LENGTH"),
    "IF_ENTERING": ("", "", "", "if OF_ALL"),
    "OF_ALL": (
        "in segment rich", "not in segment regulars", "readiness >= 6", "mood_told < 3", "readiness is 0",
        "has joined rich", "has not left in the last LENGTH", "has been sent any news email", "points >= budget plus 1",
        "points < 1 plus 2", "has crm answered", "has not crm failed", "in journey alpha stage first",
        "has joined at least 2 times", "tagged hot", "subscribed to news",
        "has clicked any news email in the last LENGTH",
        "THE_SPLIT is red", "THE_SPLIT is not blue", "THE_SPLIT is one of red, green",
    ),
    "OF_A_SEGMENT": (
        "points >= 2", "has visited pricing in the last LENGTH", "has not visited docs", "tagged hot",
        "subscribed to news", "readiness >= 10", "mood_told < 4", "ends_at is within the next LENGTH",
        "ends_at is before now", "due_on is today", "has visited today",
        "has been sent teaser in the last LENGTH", "has clicked any news email this week", "has entered alpha",
        "has crm answered", "readiness >= points", "vip", "has reached asked",
        "has pinged where level > 1 in the last LENGTH",
    ),
    "OF_POINTS": (
        "", "", "", "if points is not 1", "if has visited docs", "if tagged hot", "if now is between 00:00 and 12:00",
        "if not vip", "if has visited in the last LENGTH",
    ),
    "POINTING": (
        "PLAIN", "PLAIN", "visited at least 2 times", "OUTGOING_POINTS", "visited docs followed by visited pricing",
        "not visited pricing for LENGTH", "COMES_POINTS", "clicked any news email or visited", "changed points",
    ),
    "OUTGOING_POINTS": ("ignored any email for LENGTH", "ignored 2 emails in a row for LENGTH"),
    "COMES_POINTS": ("LENGTH before ends_at", "ends_at comes"),
    "JOINING": ("and", "or"),
    "HALVE": ("halve every LENGTH", "halve every 1d", "halve every 3h", "halve every 256min", ""),
}  # fmt: skip
