"""The second reading of the law: a naive evaluator of the checked model, written for clarity alone.

In: a `jdsl.model` model, events and contacts rows. Out: effects. Nothing here knows the compiler, the machine or
the engine, so that where the two readings agree, they agree because the law says so.

`sending` judges whether and when a message goes out, `walls` tells what clocks on walls show. `sends` writes cases
about sending.

`asking` answers what is asked at one instant, `calendar` reckons with dates, `moments` with lengths and moments,
`schedules` tells what comes next, `waits` and `flips` when bodies go on, `following` what data that is set changes.
`dates` and `patterns_of_dates` write cases about the calendar, `tally_of_dates` counts what is in them.

`apart` works out segments and scores, which fade by the table of `fading`; `ignoring` tells what was sent and not
opened, `shares` draws for splits and hold-outs, `sums` reckons with numbers.

`facts` holds what comes in and goes out, `matching` patterns and conditions, `standing` what is remembered of a
contact, `listening` triggers over time, `entering` who comes in, `visits` stays and steps, `evaluator` looks and
timers. `generate` writes random workspaces and events, `test_agreement` runs both readings over them, `opcodes` notes
what of a program was executed, `tally` counts. `cases/` keeps recorded cases, `LOG.md` the differences.
"""
