"""Where everything stands in a program's tables and in the records of contacts and instances.

All are runs of 64-bit integers. Offsets into the tables are absolute; a `…_SLOT` is an offset within a contact's part
or within an instance's record. Lists are half-open: `…_LO`, `…_HI`. Place 0 of the tables is the version, so that 0 can
mean "none" wherever an offset stands.

    memory    header and fixed words of the scratch | tables | areas of the scratch | queue | effects | texts
    state     contacts: one part a contact | arena: instances
    contact   fixed words | channels | tags | attributes | history cells | holds | scores | for each journey its words,
              (with `per`) values that left, counts and silences of `enter` | segments
    instance  fixed words | remembered values, cells since entering | spent bits, bodies and rules above the stages |
              overlay: bodies and rules of the stage that the contact is in, laid out anew by each stage
"""

from __future__ import annotations

LAYOUT_VERSION = 1

# --- header of the tables ---
H_VERSION = 0
H_CONTACT_WORDS = 1
H_CONTACT_TEMPLATE = 2
H_JOURNEY_COUNT = 3
H_JOURNEYS = 4
H_CODE_COUNT = 5
H_CODES = 6
H_TEXT_WORDS = 7
H_ATTRIBUTE_COUNT = 8
H_ATTRIBUTES = 9  # rows of ATTRIBUTE_WORDS
H_EMAIL_SLOT = 10  # the attribute whose change ends a bounce, 0: none used
H_QUEUE_WORDS = 11  # one entry of the queue
H_OUT_ROOM = 12  # words of effects that one look can write
H_QUEUE_ROOM = 13  # words that one look can add to the queue
H_ARENA_ROOM = 14  # words of instances that one look can take: of each journey one that enters, and one to be watched
H_SCRATCH_EVENT = 15
H_SCRATCH_CHANGES = 16
H_SCRATCH_CANDIDATES = 17
H_SCRATCH_MATCHED = 18
H_SCRATCH_TOUCHED = 19  # 3 words for each visit that can be under way: `J_INSTANCES`, all journeys together
H_SCRATCH_HAND = 20
H_SCRATCH_QUEUE = 21
H_CELL_COUNT = 22
H_SCORES_LO = 23  # rows of SCORE_WORDS, 0: nothing is scored
H_SCORES_HI = 24
H_HOLDS_LO = 25  # rows of HOLD_WORDS, 0: no journey holds anything
H_HOLDS_HI = 26
H_SCRATCH_MARKS = 27
H_VISIT_CELLS = 28
H_SCRATCH_TOTALS = 29  # matches of each cell since entering, from the event or timer on
H_SCRATCH_LED_IN = 30  # the same when what is looked at came into history
H_SCRATCH_FREE = 31  # one list of free instance records a journey

H_INTEREST = 32  # bits of the codes that change history or standing, whoever looks
H_ENTRY_DUES = 33  # 1: some `enter` goes by the clock
EMPTY_RECORD = 34  # three words of 0: the record of an event that carries nothing
H_FADING = 37  # where the table of fading stands: 256 integers, 2^(30 - n/256) rounded down
H_HOLIDAYS = 38  # the workspace's holidays, 0: none
H_TIMEZONE_SLOT = 39  # the attribute `timezone`, 0: nothing is in contact time, and texts have no zones
H_AWAITS = 40  # 1: some body waits for a condition or a moment
H_STANDS = 42  # 1: something is scored, or it is seen who joins segments and leaves them
H_SEGMENTS_LO = 43  # rows of SEGMENT_WORDS
H_SEGMENTS_HI = 44
H_OWN_DUES_LO = 45  # rows of ENTRY_DUE_WORDS: clocks of scores
H_OWN_DUES_HI = 46
H_MARKS = 47  # words of H_SCRATCH_MARKS: of cells, then of scores' lines
H_CALLS_SLOT = 48  # contact slot of how many calls were open at some time, 0: no call waits for its answer
H_FOLLOWS = 41  # 1: something follows an attribute, or what is remembered
H_EVERYWHERE = 49  # 1: either of these, so data alone can let a visit go on, or complete it

# --- one attribute ---
ATTRIBUTE_SLOT = 0  # contact slot: the value, then when it was set
ATTRIBUTE_TEXT = 1  # 1: compared as text
ATTRIBUTE_CODE = 2  # event code of `changed` about it
ATTRIBUTE_FOLLOWED = 3  # 1: something follows it
ATTRIBUTE_WORDS = 4

# --- one event code ---
CODE_CELLS_LO = 0
CODE_CELLS_HI = 1
CODE_LOOKS_LO = 2  # pairs (journey, its own number for this code), journeys in order
CODE_LOOKS_HI = 3
CODE_ACTION = 4
CODE_ARGUMENT = 5  # of SUBSCRIBE and UNSUBSCRIBE the channel's contact slot, of BOUNCE a condition
CODE_BIT = 6  # its bit of `K_INTEREST`; codes beyond have none of their own, and share the last
CODE_CLASS = 7  # what an event of the code can do that carries nothing
CODE_SENT = 8  # of a click or an open: contact slot of the latest own time at which its message was sent, 0: none
CODE_MACHINE = 9  # the code that journeys see where the event is a machine's
CODE_WORDS = 10

CLASS_CHANGING = 0  # changes history or standing
CLASS_HEARD = 1  # changes nothing by itself: journeys hear it
CLASS_KNOCKING = 2  # and can only lead into those that the contact is not in: none of their entries counts it
CLASS_ANSWER = 3  # as CLASS_HEARD, and a machine's if it comes too soon (CODE_SENT)
CLASS_KNOCKING_ANSWER = 4  # as CLASS_KNOCKING, likewise; journeys see nothing of a machine's

ACTION_NONE = 0
ACTION_SUBSCRIBE = 1
ACTION_UNSUBSCRIBE = 2
ACTION_LIFT = 3  # `subscribed` alone
ACTION_UNSUBSCRIBE_ALL = 4
ACTION_BOUNCE = 5
ACTION_ANSWERED = 7  # the argument is a row of bounds: triples (journey, instance slot of the ring of open calls, ms)
ACTION_SENT = 6  # the argument is the contact slot of CODE_SENT

# --- one history cell ---
CELL_KIND = 0
CELL_SLOT = 1
CELL_TIMES = 2
CELL_GUARD = 3
CELL_JOURNEY = 4
CELL_ID = 5
CELL_VISIT_INDEX = 6  # of CELL_VISIT: among all cells of that kind
CELL_WORDS = 7

CELL_COUNT = 0  # how often, up to CELL_TIMES
CELL_LATEST = 1  # the latest CELL_TIMES own times, youngest first
CELL_VISIT = 2  # how often since entering, in the instance
CELL_SENDS = 4  # one message of a set whose sends are kept: CELL_TIMES is its number, CELL_JOURNEY 1 + a property, or 0
CELL_ANSWERED = 5  # the latest own time at which a message was opened or clicked
CELL_SCORE = 3  # a score's line hears it: CELL_TIMES is its alternative

# --- a set of messages whose sends are kept, for some that watch it ---
SENDS_SLOT = 0  # contact slot: how many were kept, then SENDS_KEPT times SENDS_WIDTH words
SENDS_WIDTH = 1  # 3, or 4 with a value
SENDS_ANSWERS = 2  # place of the contact slots of the messages' answers, by number
SENDS_KEY_SLOT = 3  # instance slot of the value of whoever watches, 0: none
SENDS_WORDS = 4
SENDS_KEPT = 32

# one send
SEND_OWN = 0  # own time, MISSING: none
SEND_MESSAGE = 1
SEND_SERIAL = 2
SEND_VALUE = 3

# --- one journey ---
J_CONTACT = 0  # contact slot of its words
J_WORDS = 1  # size of an instance
J_TEMPLATE = 2
J_REENTER = 3
J_REENTER_ARGUMENT = 4
J_STAGES = 5
J_CODES = 6
J_TRANSITIONS = 7  # pointers [stage * codes + code] to alternatives of rules, goals, exits, arms
J_ENTER = 8  # pointers [code] to alternatives of `enter`
J_HEAR = 9  # pointers [code] to those alternatives of `enter` that go on during a visit
J_ENTRY_DUES_LO = 10
J_ENTRY_DUES_HI = 11
J_OVERLAY = 12
J_OVERLAY_WORDS = 13
J_ARMED_LO = 14  # pairs (instance slot, ms): clocks that start on entering
J_ARMED_HI = 15
J_ENTERED_CODE = 16
J_EXITED_CODE = 17
J_COMPLETED_CODE = 18
J_INSTANCES = 19  # most live instances of one contact: with `per` 100, else 1
J_KEY_SLOT = 20  # `per`: the instance slot of the value, 0: none; it stands before the overlay, as any remembered value
J_KEY_PROPERTY = 21  # the property that has the value, in events that lead in and in all that the instance brings about
J_WATCH = 22  # `goal … within`: the instance slot of the end of the watch, 0: none
J_IMPLIED = 23  # 1: rules are entries
J_HELD_OUT_SLOT = 24
J_NEWEST_ONLY = 25  # 1: a new value ends the visit of the older one
J_CELLS_LO = 26  # its history cells since entering
J_CELLS_HI = 27
J_INTEREST = 28  # bits of the event codes that `enter` listens to
J_INTEREST_LIVE = 29  # and of those that it goes on listening to during a visit
J_SOONEST_MS = 30  # the shortest of the clocks that start on entering
J_CALENDAR = 31  # 1: something above the stages goes by the calendar
J_AWAITS = 32  # 1: some body waits for a condition or a moment
J_APART = 33  # 1: looks go another way, for a goal is watched when the visit is over, or `per` has visits side by side
J_WATCH_STAGE = 34  # the stage of what is only watched: it lists the goals, and is never completed
J_ZONE = 35  # by whose days rules pause
J_REMEMBERED = 36  # instance slot of the first of what it remembers, the others follow
JOURNEY_WORDS = 37

REENTER_NEVER = 0
REENTER_ALWAYS = 1
REENTER_AFTER = 2
REENTER_AT_MOST = 3
REENTER_LATER = 4  # argument: a moment, reckoned from leaving
REENTER_UNUSUAL = 5  # argument: place of a row of REENTRY_WORDS

# --- what lets in again, where it is unusual ---
REENTRY_KIND = 0  # one of REENTER
REENTRY_ARGUMENT = 1
REENTRY_FROM = 2  # JC_LEFT or JC_ENTERED: from when `after` counts
REENTRY_BARRED_LO = 3  # journeys whose live visits turn away: `not while in`
REENTRY_BARRED_HI = 4
REENTRY_WORDS = 5

# --- one stage ---
G_STEPS = 0
G_BODY = 1
G_TEMPLATE = 2
G_DUES_LO = 3
G_DUES_HI = 4
G_BODIES_LO = 5  # instance slots of the program counters of all bodies that can be under way in this stage
G_BODIES_HI = 6
G_LASTING = 7  # 1: holds a rule that is never spent
G_SPENT_LO = 8  # pairs (instance slot, mask that is full)
G_SPENT_HI = 9
G_NAME = 10
G_PLACE = 11
G_ARMED_LO = 12
G_ARMED_HI = 13
G_INTEREST = 14  # bits of the event codes that something listens to in this stage
G_SOONEST_MS = 15  # the shortest of the clocks that start with a stay
G_CALENDAR = 16  # 1: something in this stage alone goes by the calendar
G_CLOCKS_LO = 17  # rules that the clock can pass: `when` with moments alone
G_CLOCKS_HI = 18
G_AWAITS_LO = 19  # bodies that can wait for a condition or a moment, in the order of S1.6
G_AWAITS_HI = 20
STAGE_WORDS = 21

# --- one due time of an instance, in the order of S1.6 ---
D_SLOT = 0
D_KIND = 1
D_ARGUMENT = 2
D_INDEX = 3
DUE_WORDS = 4

DUE_SILENCE = 0  # argument: alternative
DUE_AFTER = 1  # argument: listener
DUE_WAIT = 2  # argument: body
DUE_ARM = 3  # argument: body; index: which silence of the wait it is in
DUE_SCHEDULE = 4  # argument: schedule
DUE_WATCH = 5  # argument: slot; the end of a watched goal
DUE_MOMENT = 6  # argument: alternative
DUE_AWAITED = 7  # argument: body; when what it waits for can come to hold
DUE_IGNORED = 8  # argument: alternative
DUE_CALL = 9  # argument: instance slots of the ring and of the due time, event code of `failed`

# --- one alternative of a trigger ---
A_KIND = 0
A_OWNER = 1
A_GUARD = 2
A_SLOT = 3  # counted: how many, or the latest own times; silence: due, then the last own time
A_TIMES = 4
A_MS = 5  # within, or for; 0: without end; of a moment its row
A_FROM = 6  # slot of the instant of the last reset, 0: it begins with the listening
A_TWIN = 7  # of a silence of `enter` that is a rule: that of the rule
ALTERNATIVE_WORDS = 8

ALTERNATIVE_PLAIN = 0
ALTERNATIVE_COUNTED = 1
ALTERNATIVE_SILENCE = 2
ALTERNATIVE_MOMENT = 3
ALTERNATIVE_THEN = 4  # the second of a sequence; A_SLOT is that of the first, which stands behind it
ALTERNATIVE_FIRST = 5  # A_SLOT: the latest own time
ALTERNATIVE_IGNORED = 6  # A_SLOT: due, then a bit for each send that waits; A_TIMES: in a row; A_FROM: what it watches

# --- one listener: what has a trigger ---
L_KIND = 0
L_COND = 1
L_PC = 2
L_BODY = 3
L_SPENT_SLOT = 4
L_SPENT_MASK = 5
L_PLACE = 6
L_OVER = 7  # 1: starting over
L_PAUSE_MS = 8  # PAUSE_DAY: until the day is over
L_FIRED_SLOT = 9  # until when it pauses, 0: never
L_STAGED = 10  # 1: listens in one stage alone
L_WAIT = 11
L_ALTERNATIVES_LO = 12
L_ALTERNATIVES_HI = 13
L_NAME = 14  # a goal's name; of a score's line what it gives, in millionths
L_STAY = 15  # 1: `and stay`
L_REASON = 16
L_RULE = 17  # of an entry: the listener of the rule that it is, 0: none
L_ENTRY = 18  # of a rule: the listener of the entry that it is, 0: none
L_CODE = 19  # event code of `reached`; of a score's line its number
L_COND_BY_CLOCK = 20  # its `if` where no event matched: an arm asks what its body has at hand
L_WITHIN_MS = 21  # of a goal: its window from entering, 0: the visit; its L_REASON is said by a step that is too late
L_AFTER = 22  # of an `after` by the calendar or with a length from data: a moment, from the beginning
LISTENER_WORDS = 23

PAUSE_DAY = -1

LISTENER_GOAL = 0
LISTENER_EXIT = 1
LISTENER_WHEN = 2
LISTENER_WHENEVER = 3
LISTENER_AFTER = 4
LISTENER_ARM = 5
LISTENER_ENTRY = 6
LISTENER_LINE = 7  # of a score, whose row is L_BODY

# --- one body ---
B_SLOT = 0  # the wait it is in (0: not under way), then its due time
B_LISTENER = 1
B_SINCE_SLOT = 2  # when its wait began, 0: no wait has arms
B_HAND_LO = 3  # pairs (property, instance slot): what it may ask of the event at hand
B_HAND_HI = 4
B_STAGED = 5
B_AWAITED_SLOT = 6  # when what it waits for can come to hold, then the zone of the wait; 0: it never waits so
BODY_WORDS = 7

# --- one wait ---
W_RESUME = 0
W_SILENCES = 1  # by index: alternatives of its arms that are silences or moments
W_ARMED_LO = 2
W_ARMED_HI = 3
W_RESET_LO = 4  # pairs (instance slot, value): counts that begin with the wait
W_RESET_HI = 5
W_SOONEST_MS = 6  # the shortest silence of its arms
W_MOMENTS = 7  # 1: some of its arms wait for a moment, or for what is ignored
W_CONDITION = 8  # that it waits for, 0: none
W_MOMENT = 9  # that it waits for, 0: none
W_OTHER = 10  # where to go on if the condition holds; if the moment is missing or past
W_TESTS_LO = 11  # the tests of the condition whose answer time alone can change
W_TESTS_HI = 12
W_SILENCES_HI = 13
WAIT_WORDS = 14

# --- one clock of `enter` ---
N_SLOT = 0  # contact slot of the due time
N_KIND = 1  # DUE_SILENCE, DUE_MOMENT, DUE_SCHEDULE or DUE_IGNORED
N_ARGUMENT = 2
ENTRY_DUE_WORDS = 3

# --- one hold: by journey, and by what it names ---
HOLD_CHANNEL = 0  # contact slot of the channel, 0: everything
HOLD_JOURNEY = 1
HOLD_UNTIL = 2  # contact slot: until when `for D` holds; 0: it is never said with a time
HOLD_UNTIMED = 3  # instance slot: 1 while the instance holds; 0: it is always said with a time
HOLD_WORDS = 4

# --- what is judged when one message is sent in one journey ---
SENDING_WINDOWS_LO = 0  # rows of windows, of the workspace and the journey (machine/calendar_layout.py)
SENDING_WINDOWS_HI = 1
SENDING_LIMITS_LO = 2  # the limits that count it
SENDING_LIMITS_HI = 3
SENDING_HELD_OUT = 4  # contact slot: 1 if the contact is held out of the journey; 0: nobody is
SENDING_WORDS = 5

# --- one limit ---
LIMIT_SLOT = 0  # contact slot of the latest LIMIT_TIMES times at which something went, youngest first
LIMIT_TIMES = 1
LIMIT_MS = 2  # 0: a calendar day of LIMIT_ZONE
LIMIT_ZONE = 3
LIMIT_DELAYS = 4  # 1: `else delay`
LIMIT_WORDS = 5

# --- one score ---
SCORE_SLOT = 0  # contact slot: value at the last change, when that was, when it falls below a threshold by time
SCORE_HALVE_MS = 1  # 0: it does not fade
SCORE_REACHES_LO = 2  # pairs (threshold, event code)
SCORE_REACHES_HI = 3
SCORE_FALLS_LO = 4
SCORE_FALLS_HI = 5
SCORE_WORDS = 6

# --- one open call, of CALLS_KEPT of a visit and webhook ---
CALL_SERIAL = 0  # 0: none is here
CALL_DUE = 1
CALL_STEP = 2  # instance slot of the next due time of its step
CALL_NUMBER = 3  # of its effect, among those of the journey at that instant
CALL_WORDS = 4
CALLS_KEPT = 32

# --- one segment of which it is seen who joins and leaves, in the order in which stock is taken ---
SEGMENT_SLOT = 0  # contact slot: 1 if the contact is in, then when time alone can change that
SEGMENT_CONDITION = 1
SEGMENT_JOINED = 2  # event codes
SEGMENT_LEFT = 3
SEGMENT_TESTS_LO = 4  # the tests of the condition whose answer time alone can change
SEGMENT_TESTS_HI = 5
SEGMENT_WORDS = 6

# --- contact part ---
K_CLOCK = 0
K_DUE = 1
K_KNOWN = 2
K_FLAGS = 3
K_UNSUBSCRIBED_AT = 4  # the latest own time of an unsubscription from everything
K_INTEREST = 5  # a bit for each event code up to 62 that something listens to as the contact stands now
CONTACT_FIXED = 6

FLAG_UNSUBSCRIBED = 1
FLAG_BOUNCED = 2

CHANNEL_WORDS = 2  # subscribed (0, 1), then the latest own time of an unsubscription

# a journey's words within the contact part
JC_FIRST = 0  # its oldest live instance in the arena
JC_VISIT = 1
JC_ENTERED = 2
JC_LEFT = 3
JC_BURST = 4  # enterings at the instant JC_ENTERED
JC_NUMBER_AT = 5  # S8.2: the instant that JC_NUMBER counts in
JC_NUMBER = 6
JOURNEY_CONTACT_WORDS = 7

# with `per`, unless it is `reenter always`: the last values that left, each once, the latest first; MISSING: none
JC_VALUES = 7
VALUES_KEPT = 100
VALUE_LEFT = 1  # what `reenter` asks: when it left (`after D`), or how many visits it had (`at most N times`); else 0
VALUE_WORDS = 2

# --- instance ---
I_NEXT = 0
I_JOURNEY = 1  # number + 1; 0: free
I_VISIT = 2
I_ENTERED = 3
I_STAGE = 4
I_STAY = 5  # when the stay began
I_STAYS = 6
I_DUE = 7
I_BURST_AT = 8  # S2.7: the instant that I_BURST counts in
I_BURST = 9
I_WATCHED = 10  # 1: the visit is over, a goal is still watched
INSTANCE_FIXED = 11

# --- scratch, fixed words: they stand behind the header in a page's memory ---
S_NEXT = 64  # the event to handle next
S_CONTACT = 65
S_BASE = 66  # where the contact's part stands in the state
S_NOW = 67
S_OWN = 68
S_OUT = 69  # where the next effect row goes
S_OUT_LIMIT = 70
S_QUEUE_HEAD = 71
S_QUEUE_TAIL = 72
S_QUEUE_LIMIT = 73
S_ARENA_TOP = 74
S_ARENA_LIMIT = 75
S_TEXTS = 76  # where the texts' rows stand in the memory
S_TOUCHED = 77
S_MATCHED = 78
S_CHANGES = 79
S_CANDIDATES = 80
S_MOVED = 81  # 1: a stay or a visit began or ended: what the contact listens to has to be worked out anew
S_OVERFLOWS = 82  # values that left the range of numbers
S_FLUSHED = 83
S_LOOKED = 84  # looks so far
S_POINTS = 85  # what lines have given a score in this look
S_CALLED = 87  # the instance whose call has ended by the event that is taken in, 0: none's
S_POINTS_OVER = 88  # and how many times the most that a score can be
S_SCORED = 86  # 1: one of them fired
HEADER_WORDS = 96

CHANGE_WORDS = 8  # code, then a record with `old` and `new`
MATCHED_WORDS = 2  # listener, change

QUEUE_CODE = 0
QUEUE_START = 1  # journey + 1 for `start`
QUEUE_PLACE = 2
QUEUE_RECORD = 3  # then, at the entry's end, the totals when it came into history

# --- an event's record ---
R_MACHINE = 0
R_PROPERTIES = 1

DONE = 0
OUT_FULL = 1
QUEUE_FULL = 2
ARENA_FULL = 3

# --- conditions: operation, four arguments, where to go on if true, if false; 1 is true, 0 is false ---
TEST_WORDS = 7
TEST_TRUE = 1
TEST_FALSE = 0
TEST_EQUAL = 1  # operand, operand
TEST_TEXT_EQUAL = 2
TEST_LESS = 3
TEST_LESS_OR_EQUAL = 4
TEST_MASK = 5  # operand, mask of the values of a `one of`
TEST_PREDICATE = 6  # operand, word, bit of the text's row
TEST_IS_SET = 7
TEST_COUNT = 8  # contact slot, at least
TEST_RECENT = 9  # contact slot of the Nth latest own time, ms
TEST_VISIT_COUNT = 10  # instance slot, at least
TEST_TAG = 11  # contact slot, mask
TEST_SUBSCRIBED = 12  # contact slot
TEST_IN_JOURNEY = 13  # journey, stage or -1
TEST_SPAN = 14  # contact slot of the Nth latest own time, zone, which span
TEST_BETWEEN = 15  # window
TEST_ON_DAYS = 16  # days, zone, 1: in contact time

OPERAND_CONSTANT = 0
OPERAND_ATTRIBUTE = 1  # contact slot
OPERAND_PROPERTY = 2  # of the event that is looked at
OPERAND_HAND = 3  # instance slot: a property of the event at hand
OPERAND_TRANSLATED = 4  # place of another operand, then for each value of its `one of` the value that it is here
OPERAND_REMEMBERED = 5  # instance slot
OPERAND_NOW = 6
OPERAND_TODAY = 7  # zone
OPERAND_MOMENT = 8  # place of its row (machine/calendar_layout.py)
OPERAND_DATE_OF = 9  # place of another operand and of a zone: the date of a moment
OPERAND_ARITHMETIC = 10  # place of its row: what is reckoned of two other operands
OPERAND_SCORE = 11  # row of a score

# --- a sum, a difference, a product ---
ARITHMETIC_LEFT = 0  # kind of an operand, then the operand
ARITHMETIC_OPERATION = 2
ARITHMETIC_RIGHT = 3
ARITHMETIC_COUNTED = 5  # 1: in a step, where what leaves the range is counted
ARITHMETIC_WORDS = 6

ARITHMETIC_PLUS = 0
ARITHMETIC_MINUS = 1
ARITHMETIC_TIMES = 2

# --- steps: operation and arguments ---
OP_END = 0
OP_SEND = 1  # message, channel slot or 0, 1 if an email, place, code of `sent`, slot of when it was sent or 0
OP_NOTIFY = 2  # name, text, slot of the attribute (of what is remembered, negative) or 0, place
OP_WAIT = 3  # wait, ms
OP_IF = 4  # condition, where to go on if false
OP_JUMP = 5
OP_MOVE = 6  # stage, place
OP_REACH = 7  # goal's listener, place
OP_EXIT = 8  # reason, place
OP_SET = 9  # attribute, operand kind, operand, place
OP_ADD = 10  # attribute, operand kind, operand, sign, place
OP_TAG = 11  # contact slot, mask, on, name, place, code
OP_SUBSCRIPTION = 12  # contact slot, on, name, place, code
OP_ANNOUNCE = 13  # code, verb, subject, place
OP_START = 14  # journey, place, pairs (property, instance slot): lo, hi
OP_HOLD = 15  # hold, ms (0: until released or the visit ends), name, place
OP_RELEASE = 16  # hold, 0, name, place
OP_SEND_JUDGED = 17  # as OP_SEND, then what is judged, and the wait in which the body is while it is put off
OP_SEND_ANYWAY = 18  # as OP_SEND: a transactional message
OP_UNLESS_HELD_OUT = 19  # slot, name, place, where to go on if held out
OP_CALL = 20  # name, place, instance slots of what is remembered: lo, hi
OP_WAIT_LATER = 21  # wait, moment counted from now
OP_WAIT_TIME = 22  # wait, days, time of day, zone, 1: in contact time
OP_WAIT_MOMENT = 23  # wait, moment
OP_WAIT_UNTIL = 24  # wait, moment counted from now
OP_REMEMBER = 25  # instance slot, operand kind, operand
OP_ADD_REMEMBERED = 26  # instance slot, operand kind, operand, sign
OP_ROUNDS = 27  # instance slot: rounds begin to be counted
OP_ROUND = 28  # instance slot, how many at most, where to go on behind the last
OP_OPEN_CALL = 30  # instance slot of the ring, of the step's next due time, ms, event code of `failed`
OP_FAIL_CALL = 31  # event code of `failed`
OP_TAKE_STOCK = 29  # of segments, behind a step that may flip one
# By operation: how many words it takes.
STEP_WORDS = (1, 7, 5, 3, 3, 2, 3, 3, 3, 5, 6, 7, 6, 5, 5, 5, 5, 9, 7, 5, 5, 3, 6, 3, 3, 4, 5, 2, 4, 1, 5, 2)

# --- texts: each has a row, the number of the first that folds alike, then bits: which predicates hold of it ---
PREDICATES_IN_A_WORD = 62

# --- texts that every program has, in this order ---
FIXED_TEXTS = (
    "unsubscribed", "not subscribed", "hold", "bounced", "limit", "held out", "window", "no address", "circle", "newer",
)  # fmt: skip
REASON_UNSUBSCRIBED = 0
REASON_NOT_SUBSCRIBED = 1
REASON_HOLD = 2
REASON_BOUNCED = 3
REASON_LIMIT = 4
REASON_HELD_OUT = 5
REASON_WINDOW = 6
REASON_NO_ADDRESS = 7
REASON_CIRCLE = 8
REASON_NEWER = 9
