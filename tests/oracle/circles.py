"""Workspaces that go round at one instant (S2.7); STEP and CONDITION stand for something harmless."""

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
