"""The parts of contacts to a stream of bytes and back: for each contact a record, its live instances behind it.

A record says only where it differs from its template, word by word in order: how many words are as in the template,
how the next one is written, the word; at its end, how many words are left. Before a contact's record stands its clock,
before an instance's its journey, its stage, whose template is laid over that of the journey, and, unless it is that of
the journey's latest visit, which visit it is and since when. Whole numbers are written in groups of seven bits, the
low ones first; one that may be negative is doubled before, its sign in the lowest bit.

Not written is what can be told without: links between instances, as the order says it all; when the earliest timer of
an instance and of a contact is due, and what the contact listens to, which are worked out when all else is there; and
what counts how often something happened at one instant, once the contact's clock is past it.
"""

from __future__ import annotations

from jdsl.engine.kernel import Bytes, Words, kernel
from jdsl.engine.visits import work_out_contact_due, work_out_instance_due, work_out_interest
from jdsl.machine.layout import (
    G_TEMPLATE,
    H_ARENA_ROOM,
    H_CONTACT_TEMPLATE,
    H_CONTACT_WORDS,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    I_ENTERED,
    I_NEXT,
    I_STAGE,
    I_STAY,
    I_VISIT,
    J_CONTACT,
    J_OVERLAY,
    J_OVERLAY_WORDS,
    J_STAGES,
    J_TEMPLATE,
    J_WORDS,
    JC_ENTERED,
    JC_FIRST,
    JC_VISIT,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    K_KNOWN,
    S_ARENA_LIMIT,
    S_ARENA_TOP,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS

# How a word is written. INVARIANT: behind the first two, and behind no other, a whole number follows.
VALUE = 0  # a whole number
SINCE = 1  # a whole number, from the contact's clock on
IS_MISSING = 2
IS_NEVER = 3
IS_ZERO = 4
IS_ONE = 5
ABOVE = 6  # as in the part of the contact before
LARGE = 7  # ten groups of seven bits, of the word as it is
AGAIN = 8  # and the ways after it: one of the last words of this contact that were written as `SINCE`, or its clock
RECENT = 8
WAYS = 16
LARGE_FROM = 1 << 61  # INVARIANT: the difference of two that are smaller can be doubled

# What is special about some words of a record: pairs (slot, which), by slot.
LEFT_OUT = 1  # it is not written
TEXT = 2  # the number of a text, if any
COUNTED_AT = 3  # and more: it means nothing once the clock is past the instant that stands so many words before it

# How far the work is.
P_CONTACT = 0  # the next contact
P_AT = 1  # the next byte
P_CLOCK = 2  # the contact's clock, by which that of the next one is told
P_TURN = 3  # which of the recent words is the next to be forgotten
P_NOW = 4  # the contact's clock, even where it is not told
P_RECENT = 5
PROGRESS_WORDS = P_RECENT + RECENT

ROOM_A_WORD = 14
ROOM_A_RECORD = 32

DONE = 0
MORE = 1  # no room is left for the contact
DAMAGED = 2


@kernel
def write_whole(out: Bytes, at: int, value: int) -> int:
    """Write a whole number that is not negative; where the next byte goes."""
    while value > 127:
        out[at] = (value & 127) | 128
        value >>= 7
        at += 1
    out[at] = value
    return at + 1


@kernel
def doubled(value: int) -> int:
    """A whole number without its sign, which is in the lowest bit."""
    return 2 * value if value >= 0 else -2 * value - 1


@kernel
def halved(value: int) -> int:
    """The opposite of `doubled`."""
    return value >> 1 if value & 1 == 0 else -(value >> 1) - 1


@kernel
def forget(progress: Words, clock_ms: int) -> None:
    """Begin with a contact: its clock is all that is recent."""
    progress[P_CLOCK] = clock_ms
    progress[P_TURN] = 0
    for place in range(P_RECENT, P_RECENT + RECENT):
        progress[place] = clock_ms


@kernel
def keep(progress: Words, word: int) -> None:
    """A word was written as `SINCE`."""
    progress[P_RECENT + progress[P_TURN]] = word
    progress[P_TURN] = (progress[P_TURN] + 1) % RECENT


@kernel
def way_of(word: int, above: int, progress: Words) -> int:
    """The shortest way to write a word."""
    if word == MISSING:
        return IS_MISSING
    if word == NEVER_MS:
        return IS_NEVER
    if 0 <= word <= 1:
        return IS_ZERO + word
    if word == above:
        return ABOVE
    for place in range(RECENT):
        if word == progress[P_RECENT + place]:
            return AGAIN + place
    if word <= -LARGE_FROM or word >= LARGE_FROM:
        return LARGE
    return SINCE if doubled(word - progress[P_CLOCK]) < doubled(word) else VALUE


@kernel
def write_word(out: Bytes, at: int, skipped: int, word: int, above: int, progress: Words) -> int:
    """Write one word of a record; where the next byte goes."""
    way = way_of(word, above, progress)
    at = write_whole(out, at, skipped * WAYS + way)
    if way == SINCE:
        at = write_whole(out, at, doubled(word - progress[P_CLOCK]))
        keep(progress, word)
    elif way == VALUE:
        at = write_whole(out, at, doubled(word))
    elif way == LARGE:
        for _group in range(10):
            out[at] = word & 127
            word >>= 7
            at += 1
    return at


@kernel
def write_record(
    memory: Words, state: Words, record: int, size: int, template: int, border: int, overlay: int, above: int,
    special: Words, pair: int, texts: Words, first: int, out: Bytes, at: int, progress: Words,
) -> int:  # fmt: skip
    """Write a record from its word `first` on; where the next byte goes.

    INVARIANT: no word before `first` is special. Those from `border` on are held against the template `overlay`.
    `above`: the record before, -1: none; `pair`: where the bounds of what is special stand.
    """
    written = first
    low = special[pair]
    high = special[pair + 1]
    for place in range(first, size):
        word = state[record + place]
        same = state[above + place] if above >= 0 else MISSING
        if low < high and special[low] == place:
            low += 2
            which = special[low - 1]
            if which == LEFT_OUT:
                continue
            if which >= COUNTED_AT:
                if state[record + place - (which - COUNTED_AT)] < progress[P_NOW]:
                    continue
                same = MISSING  # in the record before it may not have been written
            if which == TEXT:
                word = texts[word] if word >= 0 else word
                same = texts[same] if same >= 0 else same
        if word == (memory[template + place] if place < border else memory[overlay + place - border]):
            continue
        at = write_word(out, at, place - written, word, same, progress)
        written = place + 1
    return write_whole(out, at, (size - written) * WAYS)


@kernel
def words_of(memory: Words, state: Words, base: int) -> tuple[int, int]:
    """How many live instances a contact has, and how many words they have together."""
    count = 0
    total = 0
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            count += 1
            total += memory[words + J_WORDS]
            instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
    return count, total


@kernel
def mark_texts(state: Words, record: int, special: Words, pair: int, texts: Words) -> None:
    """Mark the texts that a record holds; `pair` is where its bounds in `special` stand."""
    for place in range(special[pair], special[pair + 1], 2):
        if special[place + 1] == TEXT:
            text = state[record + special[place]]
            if text >= 0:
                texts[text] = 1


@kernel
def survey(memory: Words, state: Words, count: int, special: Words, texts: Words) -> int:
    """How many words all live instances have together; the texts that are used are marked with 1."""
    total = 0
    width = memory[H_CONTACT_WORDS]
    for contact in range(count):
        base = contact * width
        mark_texts(state, base, special, 0, texts)
        words = memory[H_JOURNEYS]
        for journey in range(memory[H_JOURNEY_COUNT]):
            instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
            while instance != 0:
                total += memory[words + J_WORDS]
                mark_texts(state, instance, special, special[2 + journey] + 2 * state[instance + I_STAGE], texts)
                instance = state[instance + I_NEXT]
            words += JOURNEY_WORDS
    return total


@kernel
def write_instances(
    memory: Words, state: Words, base: int, special: Words, texts: Words, out: Bytes, at: int, progress: Words
) -> int:
    """Write a contact's instances, journey by journey, oldest first; where the next byte goes."""
    latest_journey = 0
    words = memory[H_JOURNEYS]
    for journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            stage = state[instance + I_STAGE]
            contact_words = base + memory[words + J_CONTACT]
            visit = state[instance + I_VISIT]
            entered_ms = state[instance + I_ENTERED]
            is_latest = visit == state[contact_words + JC_VISIT] and entered_ms == state[contact_words + JC_ENTERED]
            at = write_whole(out, at, 2 * (journey - latest_journey + 1) + (0 if is_latest else 1))
            at = write_whole(out, at, stage)
            if not is_latest:
                at = write_whole(out, at, doubled(visit))
                at = write_whole(out, at, doubled(entered_ms - progress[P_CLOCK]))
                keep(progress, entered_ms)
            latest_journey = journey
            at = write_record(
                memory, state, instance, memory[words + J_WORDS], memory[words + J_TEMPLATE], memory[words + J_OVERLAY],
                memory[memory[words + J_STAGES] + stage * STAGE_WORDS + G_TEMPLATE], -1, special,
                special[2 + journey] + 2 * stage, texts, I_STAY, out, at, progress,
            )  # fmt: skip
            instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
    return write_whole(out, at, 0)


@kernel
def pack(memory: Words, state: Words, count: int, special: Words, texts: Words, out: Bytes, progress: Words) -> int:
    """Write contacts from `progress` on, as long as there is room: `DONE`, or `MORE` where it is too little.

    `texts` has the number under which each text of the page goes out.
    """
    at = progress[P_AT]
    width = memory[H_CONTACT_WORDS]
    template = memory[H_CONTACT_TEMPLATE]
    for contact in range(progress[P_CONTACT], count):
        base = contact * width
        instances, words = words_of(memory, state, base)
        if (width + words) * ROOM_A_WORD + (1 + instances) * ROOM_A_RECORD > len(out) - at:
            return MORE
        progress[P_NOW] = clock_ms = state[base + K_CLOCK]
        if clock_ms == memory[template + K_CLOCK]:
            at = write_whole(out, at, 0)
            clock_ms = progress[P_CLOCK]
        else:
            at = write_whole(out, at, 1 + doubled(clock_ms - progress[P_CLOCK]))
        forget(progress, clock_ms)
        above = base - width if contact > 0 else -1
        at = write_record(
            memory, state, base, width, template, width, 0, above, special, 0, texts, K_CLOCK + 1, out, at, progress
        )
        at = write_instances(memory, state, base, special, texts, out, at, progress)
        progress[P_AT] = at
        progress[P_CONTACT] = contact + 1
    return DONE


@kernel
def read_whole(data: Bytes, at: int) -> tuple[int, int]:
    """The whole number at `at`, and where the next byte is; the number is -1 where the bytes make no sense."""
    value = 0
    shift = 0
    while at < len(data) and shift < 63:
        byte = data[at] & 255  # never an unsigned number, which numba would mix to a float
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    return -1, at


@kernel
def read_large(data: Bytes, at: int) -> int:
    """The word that is written as ten groups of seven bits."""
    word = 0
    for group in range(9):
        word |= (data[at + group] & 127) << (7 * group)
    return word if data[at + 9] == 0 else word + MISSING


@kernel
def read_word(data: Bytes, at: int, way: int, above: int, progress: Words) -> tuple[int, int]:
    """The word that is written that way, and where the next byte is, -1: damaged."""
    if way <= SINCE:
        value, at = read_whole(data, at)
        if value < 0:
            return 0, -1
        word = halved(value)
        if way == SINCE:
            word += progress[P_CLOCK]
            keep(progress, word)
        return word, at
    if way >= AGAIN:
        return progress[P_RECENT + way - AGAIN], at
    if way == IS_MISSING:
        return MISSING, at
    if way == IS_NEVER:
        return NEVER_MS, at
    if way == ABOVE:
        return above, at
    if way == LARGE:
        if at + 10 > len(data):
            return 0, -1
        return read_large(data, at), at + 10
    return way - IS_ZERO, at


@kernel
def read_record(
    data: Bytes, at: int, state: Words, record: int, size: int, above: int, first: int, progress: Words
) -> int:
    """Lay a record over its template, which stands there already; where the next byte is, -1: damaged."""
    place = first
    while True:
        head, at = read_whole(data, at)
        place += head // WAYS
        if head < 0 or place > size:
            return -1
        if place == size:
            return at
        same = state[above + place] if above >= 0 else MISSING
        state[record + place], at = read_word(data, at, head % WAYS, same, progress)
        if at < 0:
            return -1
        place += 1


@kernel
def take_instance(memory: Words, state: Words, words: int, stage: int) -> int:
    """An instance from the arena's top, as the templates of its journey and stage say; -1: there is no room."""
    instance = memory[S_ARENA_TOP]
    size = memory[words + J_WORDS]
    if instance + size > memory[S_ARENA_LIMIT] + memory[H_ARENA_ROOM]:
        return -1
    memory[S_ARENA_TOP] = instance + size
    for place in range(size):
        state[instance + place] = memory[memory[words + J_TEMPLATE] + place]
    overlay = memory[memory[words + J_STAGES] + stage * STAGE_WORDS + G_TEMPLATE]
    for place in range(memory[words + J_OVERLAY_WORDS]):
        state[instance + memory[words + J_OVERLAY] + place] = memory[overlay + place]
    state[instance + I_STAGE] = stage
    return instance


@kernel
def read_visit(state: Words, instance: int, data: Bytes, at: int, progress: Words) -> int:
    """Read which visit an instance is, and since when; where the next byte is, -1: damaged."""
    visit, at = read_whole(data, at)
    since, at = read_whole(data, at)
    if visit < 0 or since < 0:
        return -1
    state[instance + I_VISIT] = halved(visit)
    state[instance + I_ENTERED] = progress[P_CLOCK] + halved(since)
    keep(progress, state[instance + I_ENTERED])
    return at


@kernel
def read_instances(
    memory: Words, state: Words, base: int, special: Words, data: Bytes, at: int, progress: Words
) -> int:
    """Read a contact's instances into the arena, and link them; where the next byte is, -1: damaged."""
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        state[base + memory[words + J_CONTACT] + JC_FIRST] = 0  # whatever damaged bytes say
        words += JOURNEY_WORDS
    journey = 0
    latest = 0  # the instance read last, of this journey
    while True:
        head, at = read_whole(data, at)
        if head <= 0:
            return at if head == 0 else -1
        stage, at = read_whole(data, at)
        step = head // 2 - 1
        if step > 0:
            latest = 0
        journey += step
        if stage < 0 or step < 0 or journey >= memory[H_JOURNEY_COUNT]:
            return -1
        if stage >= (special[3 + journey] - special[2 + journey]) // 2:
            return -1
        words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
        instance = take_instance(memory, state, words, stage)
        if instance < 0:
            return -1
        contact_words = base + memory[words + J_CONTACT]
        state[instance + I_VISIT] = state[contact_words + JC_VISIT]
        state[instance + I_ENTERED] = state[contact_words + JC_ENTERED]
        if head % 2 == 1:
            at = read_visit(state, instance, data, at, progress)
            if at < 0:
                return -1
        at = read_record(data, at, state, instance, memory[words + J_WORDS], -1, I_STAY, progress)
        if at < 0:
            return -1
        state[instance + I_NEXT] = 0
        state[contact_words + JC_FIRST if latest == 0 else latest + I_NEXT] = instance
        latest = instance


@kernel
def work_out(memory: Words, state: Words, base: int) -> None:
    """Work out what is not written of a contact, whose instances are there."""
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            work_out_instance_due(memory, state, words, instance)
            instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
    if state[base + K_DUE] != MISSING or state[base + K_KNOWN] != MISSING:  # else it is not known yet
        work_out_contact_due(memory, state, base)
        work_out_interest(memory, state, base)


@kernel
def unpack(memory: Words, state: Words, count: int, special: Words, data: Bytes, progress: Words) -> int:
    """Read so many contacts into their parts, which are as the template says: `DONE` or `DAMAGED`.

    Instances go into the arena from its top on. Links and steps within what is read are checked, values are not.
    """
    at = 0
    width = memory[H_CONTACT_WORDS]
    for contact in range(count):
        base = contact * width
        moved, at = read_whole(data, at)
        if moved < 0:
            return DAMAGED
        clock_ms = progress[P_CLOCK]
        if moved > 0:
            clock_ms += halved(moved - 1)
            state[base + K_CLOCK] = clock_ms
        forget(progress, clock_ms)
        above = base - width if contact > 0 else -1
        at = read_record(data, at, state, base, width, above, K_CLOCK + 1, progress)
        if at >= 0:
            at = read_instances(memory, state, base, special, data, at, progress)
        if at < 0:
            return DAMAGED
        work_out(memory, state, base)
    return DONE if at == len(data) else DAMAGED
