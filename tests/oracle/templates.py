"""Workspaces that random ones reach too rarely: such as go round at one instant (S2.7), counts, silences, standing.

What is in capitals stands for something that is drawn anew at each place.
"""

REFUSED = (
    """
journey alpha
  enter when alarm
  reenter always
  stage first
    STEP
    announce alarm
""",
    """
journey alpha
  enter when alarm
  reenter always
  stage first
    announce whispered

journey beta
  enter when whispered
  reenter always
  stage first
    announce alarm
    STEP
""",
    """
journey alpha
  enter when alarm
  reenter always
  stage first
    start beta
    STEP

journey beta
  reenter always
  stage first
    start alpha
""",
    """
journey alpha
  enter when alarm or completed alpha
  reenter always
  stage first
    STEP
""",
    """
journey alpha
  priority 1
  reenter always
  exit when entered alpha
  stage first
    whenever alarm or exited alpha then STEP
""",
    """
journey alpha
  reenter always
  when alarm or completed beta
    STEP
    start beta
    exit "round"

journey beta
  reenter always
  stage first
    if CONDITION then tag cold
""",
)
"""Journeys that bring the contact into each other without end."""

CIRCLES = (
    """
journey alpha
  enter when alarm
  reenter always
  stage early
    STEP
    if CONDITION then move to later
    wait 1h
  stage later
    if CONDITION then move to early
    wait 1h
""",
    """
journey alpha
  enter when alarm
  reenter always
  stage first
    wait 1h
    meanwhile
      whenever alarm then STEP then announce alarm
      when pinged then exit
""",
    """
journey alpha
  enter when alarm
  reenter after 1h
  whenever whispered or alarm then STEP
  stage early
    wait 1h
    announce alarm
    wait 2h
    meanwhile
      whenever alarm then announce whispered
      whenever whispered then announce alarm
""",
    """
journey alpha
  enter when alarm
  reenter always
  stage early
    after 0s then move to later
    when alarm then STEP
  stage later
    STEP
    wait up to 1h
      when alarm then move to early
    meanwhile
      after 0s then announce alarm
""",
)
"""One journey that goes round in itself."""

FOCUSED = (
    """
journey alpha
  enter when visited docs
  reenter always
  stage first
    whenever visited pricing at least TIMES times WITHIN
      wait LENGTH
      send bell
    whenever visited pricing at least TIMES times WITHIN OVER PAUSE
      send plain
      wait LENGTH
    whenever visited pricing at least TIMES times PAUSE then send plain
    when visited docs at least 3 times then exit
""",
    """
journey alpha
  REENTER
  whenever visited pricing at least TIMES times WITHIN IF OVER PAUSE
    send plain
    wait LENGTH
  whenever not visited pricing for LENGTH OVER PAUSE
    send bell
    wait LENGTH
  when visited docs or visited pricing at least TIMES times then exit
""",
    """
journey alpha
  enter when visited pricing at least TIMES times WITHIN or not visited pricing for LENGTH IF
  REENTER
  stage first
    send plain
    wait LENGTH
journey beta
  enter when not visited docs for LENGTH or visited docs at least TIMES times
  REENTER
  stage first
    wait LENGTH
    if has visited pricing at least TIMES times in the last LENGTH then send bell
""",
    """
journey alpha
  enter when pinged or visited docs
  REENTER
  stage first
    wait up to LENGTH
      when visited pricing at least TIMES times WITHIN then send plain
      when not visited pricing for LENGTH IF then send bell
      otherwise add 1 to points
    wait up to LENGTH
      when not visited for LENGTH then move to first
      when visited pricing or visited docs at least TIMES times WITHIN IF then send plain
    wait LENGTH
    move to first
""",
    """
journey alpha
  enter when visited docs
  REENTER
  exit when visited pricing at least TIMES times WITHIN or not visited docs for LENGTH IF "quiet"
  goal won when visited pricing at least TIMES times WITHIN IF and stay
  goal asked when not visited pricing for LENGTH IF and stay
  whenever not visited for LENGTH OVER PAUSE then send bell
  stage first
    after LENGTH then send plain
    when not visited pricing for LENGTH then send plain
    whenever visited pricing OVER PAUSE
      wait LENGTH
      send bell
""",
    """
journey alpha
  enter when visited docs or visited pricing
  reenter always
  stage first
    send teaser
    send offer
    send nudge
    if subscribed to news then notify sales
    if has unsubscribed from deals in the last LENGTH then tag hot
journey beta
  enter when unsubscribed from news or subscribed to deals at least TIMES times
  reenter always
  stage first
    if not subscribed to deals then subscribe to deals
    else unsubscribe from deals
""",
)
"""Little text and much of one thing."""
