"""A page goes to bytes and back: nothing is lost, nothing else is taken for a page, and little room is needed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import mean

import pytest

from jdsl.compiler import lower
from jdsl.engine import pack as pack_module
from jdsl.engine.blob import HEAD, PAGE_VERSION, Packed, fingerprint, from_bytes, special, to_bytes
from jdsl.engine.native import is_available
from jdsl.engine.page import EffectSink, Events, Page
from jdsl.errors import JdslError, PageError
from jdsl.machine.effects import EFFECT_WORDS, EffectKind
from jdsl.machine.layout import H_JOURNEYS, J_CONTACT, JC_FIRST, K_DUE, K_INTEREST
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.replay.readers import file_source
from jdsl.replay.run import run
from jdsl.workspace import Workspace
from tests.engine.pages import PiecewiseRun, add_instance, holdings, packed_sizes, worked_out, workload_page
from tests.oracle.cases import Case
from tests.oracle.compiled import NATIVE, run_program
from tests.oracle.evaluated import model_of
from tests.oracle.further import make_further_case
from tests.oracle.generate import make_case
from tests.oracle.sends import make_sending_case

SEEDS = range(0, 300, 2)
EXAMPLE = Path(__file__).parents[2] / "examples" / "product_interest"
SEEDS_OF_BOTH = range(1, 60, 2)


def piecewise(seed: int, *, is_native: bool, make: Callable[[int], Case] = make_case) -> PiecewiseRun:
    """Run a case in pieces; its effects are those of the run in one piece."""
    case = make(seed)
    program = lower(model_of(case))
    run = PiecewiseRun(program, case, is_native=is_native)
    effects = run.run(pieces=4, random=Random(seed))
    whole = run_program(program, case.contacts, case.events, case.from_ms, case.until_ms, is_native=is_native)
    assert effects == whole, f"seed {seed}"
    return run


@pytest.mark.parametrize(
    ("make", "seeds"),
    [
        *((make, SEEDS[lot : lot + 25]) for make in (make_case, make_sending_case) for lot in range(0, len(SEEDS), 25)),
        *((make_further_case, range(lot, lot + 3)) for lot in range(0, 12, 3)),
    ],
)
def test_a_run_goes_on_where_it_was_packed(make: Callable[[int], Case], seeds: range) -> None:
    for seed in seeds:
        run = piecewise(seed, is_native=NATIVE, make=make)
        for page, blob in zip(run.pages, run.blobs, strict=True):
            again = Page.unpack(page.program, blob, is_native=NATIVE)
            assert holdings(again) == holdings(page), f"seed {seed}"
            assert Page.unpack(page.program, again.pack(), is_native=NATIVE).pack() == again.pack(), f"seed {seed}"


@pytest.mark.skipif(not NATIVE, reason="the kernel is compiled where JDSL_KERNEL is native")
def test_the_plain_and_the_compiled_kernel_write_the_same_bytes() -> None:
    for seed in SEEDS_OF_BOTH:
        assert piecewise(seed, is_native=True).blobs == piecewise(seed, is_native=False).blobs, f"seed {seed}"


def program(text: str) -> Program:
    model = Workspace.from_texts({"a.journey": text}).snapshot.model
    assert model is not None
    return lower(model)


ONE_LINE = "journey teaser\n  when clicked product_teaser then send whitepaper after {}\n"


@pytest.fixture(name="page", scope="module")
def _page() -> Page:
    page = Page(program(ONE_LINE.format("2d")))
    page.contacts(["ann", "\u0106iril", 'a "b"\\,\n\x00', "\ud800"])
    return page


def test_ids_of_all_kinds_come_back(page: Page) -> None:
    again = Page.unpack(page.program, page.pack())
    assert [again.id_of(number) for number in range(4)] == [page.id_of(number) for number in range(4)]
    assert again.contact("ann") == 0


def test_an_empty_page_comes_back() -> None:
    empty = Page(program(ONE_LINE.format("2d")))
    assert holdings(Page.unpack(empty.program, empty.pack())) == []


def refused(of: Program, blob: bytes, why: str) -> None:
    with pytest.raises(PageError, match=why) as caught:
        Page.unpack(of, blob)
    assert isinstance(caught.value, JdslError)


def test_a_page_of_other_journeys_is_refused(page: Page) -> None:
    refused(program(ONE_LINE.format("3d")), page.pack(), "belongs to other journeys")
    refused(program(ONE_LINE.replace("product", "other").format("2d")), page.pack(), "belongs to other journeys")


def test_what_stands_elsewhere_in_the_file_is_the_same_program(page: Page) -> None:
    assert Page.unpack(program("\n# moved down\n" + ONE_LINE.format("2d")), page.pack()).contact("ann") == 0


@pytest.mark.parametrize(("version", "age"), [(PAGE_VERSION + 1, "newer"), (PAGE_VERSION - 1, "older")])
def test_a_page_of_another_version_is_refused(page: Page, version: int, age: str) -> None:
    blob = page.pack()
    magic, _, seen, check = HEAD.unpack_from(blob)
    refused(page.program, HEAD.pack(magic, version, seen, check) + blob[HEAD.size :], f"by {age} jdsl")


def test_a_page_that_is_cut_off_is_refused(page: Page) -> None:
    blob = page.pack()
    for end in range(len(blob)):
        refused(page.program, blob[:end], "not a page|damaged")
    refused(page.program, blob + b"\x00", "damaged")


def test_a_page_with_a_changed_byte_is_refused(page: Page) -> None:
    blob = page.pack()
    for at in range(len(blob)):
        refused(page.program, blob[:at] + bytes([blob[at] ^ 16]) + blob[at + 1 :], ".")


def test_parts_that_make_no_sense_are_refused() -> None:
    """As if the check had not noticed: no link and no step leads out of what is read."""
    page = workload_page(600, is_native=NATIVE)
    packed = from_bytes(page.program, page.pack())
    random = Random(1)
    for _ in range(300):
        data = bytearray(packed.data)
        data[random.randrange(len(data))] = random.randrange(256)
        del data[random.choice((len(data), random.randrange(len(data)))) :]
        blob = to_bytes(page.program, type(packed)(packed.ids, packed.texts, packed.arena_words, bytes(data)))
        try:
            holdings(Page.unpack(page.program, blob, is_native=NATIVE))
        except PageError:
            continue


def test_several_instances_of_one_journey_keep_their_order() -> None:
    """What no program makes yet: the layout has room for it, and so has the page."""
    page = workload_page(2_000, is_native=NATIVE)
    inside = [contact for contact, _, _ in page.standing()]
    for turn, contact in enumerate(inside[:5]):
        for _ in range(turn):
            add_instance(page, contact)
    assert max(len(instances) for _, _, instances in holdings(page)) == 5
    again = Page.unpack(page.program, page.pack(), is_native=NATIVE)
    assert holdings(again) == holdings(page)
    assert list(again.standing()) == list(page.standing())


@pytest.mark.parametrize("room", [1, 300, 5_000])
def test_the_room_for_bytes_makes_no_difference(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    page = workload_page(2_000, is_native=NATIVE)
    blob = page.pack()
    monkeypatch.setattr("jdsl.engine.page.PACK_BYTES", room)
    assert page.pack() == blob


def test_texts_that_nobody_holds_are_left_behind() -> None:
    page = Page(program("attribute city text\njourney j\n  when clicked mail if city is set then send mail\n"))
    page.contact("ann")
    page.text("somewhere that only an event spoke of")
    assert from_bytes(page.program, page.pack()).texts == []


OLD_OF_TWO = """attribute city text
attribute points number
journey j
  enter when clicked mail
  when changed city
    wait 2d
    set city to old
  when changed points
    wait 2d
    set points to old
"""


def test_a_word_that_may_be_a_text_or_a_number_comes_back() -> None:
    page = Page(program(OLD_OF_TWO), is_native=NATIVE)
    ann = page.contact("ann")
    vocabulary = page.program.vocabulary
    city, points = vocabulary.attributes["city"].number, vocabulary.attributes["points"].number
    clicked = vocabulary.verbs["clicked"].subjects["mail"]
    events = Events()
    first = [(city, page.text("Brno")), (points, 7_000_000)]
    events.add(ann, 1, 1, clicked, sets=first)
    events.add(ann, 2, 2, 0, sets=[(city, page.text("Praha")), (points, 8_000_000)])
    page.begin(0)
    page.advance(events, lambda _: None)
    assert special(page.program).all_texts
    again = Page.unpack(page.program, page.pack(), is_native=NATIVE)
    assert holdings(again) == holdings(page)
    rows: list[int] = []
    again.flush(10**9, rows.extend)
    values = [rows[at + 8] for at in range(0, len(rows), EFFECT_WORDS) if rows[at + 5] == EffectKind.SET]
    assert sorted(values) == sorted(value for _, value in first)


IGNORED_BY_VALUE = """event ordered
  property basket TYPE
event paid
  property basket TYPE
email please_pay
email reminder
journey j
  enter when ordered per basket
  exit when paid
  stage only
    send please_pay
    wait 1d
    wait
      when ignored please_pay for 3d then send reminder
"""


@pytest.mark.parametrize("kind", ["text", "number"])
def test_the_values_of_sends_come_back(kind: str) -> None:
    """Texts get other numbers where some are left behind; of which visit a send was is the same."""
    page = Page(program(IGNORED_BY_VALUE.replace("TYPE", kind)), is_native=NATIVE)
    ordered = page.program.vocabulary.verbs["ordered"]
    page.text("that only an event spoke of")
    events = Events()
    for number, name in enumerate(("ann", "bob", "ann")):
        value = page.text(f"order {number}") if kind == "text" else number
        page.text(f"another text {number}")
        basket = ordered.properties["basket"].number
        events.add(page.contact(name), number, number, ordered.bare_code, properties=[(basket, value)])
    page.begin(0)
    page.advance(events, lambda _: None)
    again = Page.unpack(page.program, page.pack(), is_native=NATIVE)
    assert holdings(again) == holdings(page)
    assert len(again._texts) == len(page.program.texts) + (3 if kind == "text" else 0)
    rows: list[int] = []
    again.flush(3 * 86_400_000 + 2, rows.extend)
    sends = [tuple(rows[at : at + 2]) for at in range(0, len(rows), EFFECT_WORDS) if rows[at + 5] == EffectKind.SEND]
    assert sends == [(3 * 86_400_000, 0), (3 * 86_400_000 + 2, 0), (3 * 86_400_000 + 1, 1)]


AT_ONE_INSTANT = """page pricing
email hello
email again
journey j
  enter when clicked hello
  reenter always
  stage only
    send hello
    wait 1d
  whenever visited pricing then send again
"""


@pytest.mark.parametrize("later_ms", [0, 1])
def test_what_is_counted_at_one_instant_comes_back_as_long_as_that_lasts(later_ms: int) -> None:
    """Effects of one instant are numbered on; at the next, they begin anew."""
    page = Page(program(AT_ONE_INSTANT), is_native=NATIVE)
    verbs = page.program.vocabulary.verbs
    ann = page.contact("ann")
    rows: list[int] = []
    numbers: list[list[int]] = []
    page.begin(0)
    for verb, of, at_ms in (("clicked", "hello", 5), ("visited", "pricing", 5), ("visited", "pricing", 5 + later_ms)):
        events = Events()
        events.add(ann, at_ms, at_ms, verbs[verb].subjects[of])
        page.advance(events, rows.extend)
        page = Page.unpack(page.program, page.pack(), is_native=NATIVE)
        numbers.append([rows[at + 4] for at in range(0, len(rows), EFFECT_WORDS)])
        rows.clear()
    first = len(numbers[0])
    assert numbers == [list(range(first)), [first], [0 if later_ms else first + 1]]


def test_what_is_worked_out_again_is_never_later_than_it_was() -> None:
    """As no timer is due before that is said, a page may say it too early, and one that was read says it exactly."""
    page = workload_page(6_000, is_native=NATIVE)
    known = worked_out(page)
    again = [int(word) for word in Page.unpack(page.program, page.pack(), is_native=NATIVE)._state]
    for contact in range(page._count):
        base = contact * page._width
        assert int(page._state[base + K_DUE]) <= known[base + K_DUE] == again[base + K_DUE]
        assert int(page._state[base + K_INTEREST]) == known[base + K_INTEREST] == again[base + K_INTEREST]


def test_who_is_not_known_yet_stays_so() -> None:
    page = Page(program("page pricing\njourney j\n  enter when not visited pricing for 2d\n  stage only\n    wait 1d"))
    ann, bob = page.contact("ann"), page.contact("bob")
    events = Events()
    events.add(ann, 5, 5, 0)
    page.begin(0)
    page.advance(events, lambda _: None)
    again = Page.unpack(page.program, page.pack())
    assert int(again._state[ann * again._width + K_DUE]) == 5 + 2 * 86_400_000
    assert int(again._state[bob * again._width + K_DUE]) == MISSING


def test_a_link_that_damaged_bytes_tell_is_not_followed(page: Page) -> None:
    tables = page.program.tables
    first = tables[tables[H_JOURNEYS] + J_CONTACT] + JC_FIRST
    data = bytearray(64)
    progress = [0] * pack_module.PROGRESS_WORDS
    pack_module.forget(progress, 0)
    at = pack_module.write_word(data, 1, first - 1, 10**15, MISSING, progress)
    at = pack_module.write_whole(data, at, (page._width - first - 1) * pack_module.WAYS)
    blob = to_bytes(page.program, Packed(["ann"], [], 0, bytes(data[: at + 1])))
    again = Page.unpack(page.program, blob, is_native=NATIVE)
    assert list(again.standing()) == []


@pytest.mark.parametrize("word", [0, 1, -1, 127, 128, -128, 2**61 - 1, 1 - 2**61, 2**61, -(2**61), 2**62, 2**63 - 1,
                                  1 - 2**63, MISSING, NEVER_MS, 9_200_000_000_000_000_000])  # fmt: skip
@pytest.mark.parametrize("clock_ms", [-1, 0, 1_767_225_600_000, 2**60])
def test_every_word_can_be_written(word: int, clock_ms: int) -> None:
    data = bytearray(32)
    progress = [0] * pack_module.PROGRESS_WORDS
    pack_module.forget(progress, clock_ms)
    at = pack_module.write_word(data, 0, 3, word, MISSING, progress)
    end = pack_module.write_whole(data, at, 0)
    written = progress[:]
    pack_module.forget(progress, clock_ms)
    state = [0] * 4
    assert pack_module.read_record(data[:end], 0, state, 0, 4, -1, 0, progress) == end
    assert (state, progress) == ([0, 0, 0, word], written)


@pytest.mark.parametrize("more", ["", "email spare\n", "page blog\ntag new\nattribute age number\n"])
def test_what_no_journey_looks_at_makes_no_other_program(more: str) -> None:
    declared = "email product_teaser\nemail whitepaper\n"
    whole = fingerprint(program(declared + ONE_LINE.format("2d")))
    assert fingerprint(program(declared + more + ONE_LINE.format("2d"))) == whole


def test_a_contact_inside_needs_at_most_64_bytes() -> None:
    sizes = packed_sizes(workload_page(20_000, is_native=NATIVE))
    inside = [size for size, is_inside in sizes if is_inside]
    assert len(inside) > 20
    sys.stdout.write(
        f"packed: {mean(inside):.1f} bytes a contact inside ({len(inside)}; at most {max(inside)}), "
        f"{mean(size for size, _ in sizes):.1f} over all {len(sizes)}\n"
    )
    assert mean(inside) <= 64
    assert max(inside) <= 64


def test_a_contact_in_the_example_needs_little_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its large journey, with its rules, three goals and what is counted for them: on average, and at most.

    That nobody needs more than 64 bytes is asked for a journey like that of the benchmark, above.
    """
    sizes: list[int] = []

    class Weighed(Page):
        def flush(self, until_ms: int, sink: EffectSink) -> None:
            super().flush(until_ms, sink)
            sizes.extend(size for size, is_inside in packed_sizes(self) if is_inside)

    monkeypatch.setattr("jdsl.replay.run.Page", Weighed)
    program = Workspace.load(EXAMPLE / "product_interest.journey").program()
    until_ms = 1_767_571_200_000 + 14 * 86_400_000  # two weeks into the example
    rows, events = file_source(EXAMPLE / "contacts.jsonl"), file_source(EXAMPLE / "events.jsonl")
    run(program, [events], contacts=[rows], until_ms=until_ms, native=NATIVE)
    assert len(sizes) > 40
    assert mean(sizes) <= 64
    assert max(sizes) <= 112


@pytest.mark.benchmark
@pytest.mark.skipif(not is_available(), reason="numba is not installed")
def test_speed_of_the_compiled_kernel() -> None:
    page = workload_page(1_000_000, is_native=True)
    Page.unpack(page.program, page.pack(), is_native=True)
    start = time.process_time()
    blob = page.pack()
    packed = time.process_time()
    Page.unpack(page.program, blob, is_native=True)
    unpacked = time.process_time()
    count = len(page._ids)
    sys.stdout.write(
        f"{count:,} contacts, {len(blob) / count:.1f} bytes each with the id: "
        f"packed {count / (packed - start):,.0f}/s, unpacked {count / (unpacked - packed):,.0f}/s\n"
    )
