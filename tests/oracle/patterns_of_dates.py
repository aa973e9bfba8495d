"""Journeys of random cases about the calendar; what is in capitals is drawn anew at each place."""

JOURNEYS = (
    """
journey NAME
  enter when visited docs or booked
  REENTER
  ZONE
  exit when purchased
  stage first
    WAIT
    send plain
    WAIT
    send offer
    WAIT
    meanwhile
      whenever visited pricing IF OVER PAUSE
        WAIT
        send nudge
""",
    """
journey NAME
  enter when visited docs
  REENTER
  ZONE
  priority PRIORITY
  stage first
    remember ADATE as kept
    remember AMOMENT as kept_at
    wait until MOMENT ELSE
    send plain
    wait until MOMENT ELSE
    send bell
    meanwhile
      whenever visited pricing then CHANGE
      whenever booked then remember slot as kept_at
      whenever pinged then CHANGE
""",
    """
journey NAME
  enter when visited docs
  REENTER
  ZONE
  priority PRIORITY
  whenever pinged IF
    wait up to ANYLONG until COND ELSE
    send nudge
  stage first
    remember AMOMENT as kept_at
    wait up to ANYLONG until COND ELSE
    send plain
    wait up to 3d until COND ELSE
    send bell
    meanwhile
      whenever visited pricing OVER
        wait up to ANYLONG until COND ELSE
        CHANGE
""",
    """
journey NAME
  enter when visited docs
  REENTER
  ZONE
  exit when COMES IF "came"
  goal won when COMES or visited pricing at least 3 times IF
  goal asked when COMES IF and stay
  whenever COMES IF OVER PAUSE
    WAIT
    send nudge
  stage first
    remember AMOMENT as kept_at
    remember ADATE as kept
    wait up to ANYLONG
      when COMES IF then send plain
      when booked WHERE then CHANGE
      otherwise send bell
    meanwhile
      when COMES or COMES IF then send offer
      whenever COMES or not visited pricing for LENGTH IF then CHANGE
      whenever pinged then CHANGE
""",
    """
journey NAME
  enter when COMES or visited docs IF
  enter every SCHEDULE IF
  enter when COMES IF
  enter on WRITTEN at CLOCK IF
  REENTER
  ZONE
  stage first
    send plain
    WAIT
    send bell
""",
    """
journey NAME
  enter every YEARLY IF
  enter when COMES
  priority PRIORITY
  ZONE
  stage first
    when COMES then CHANGE
    when COMES or COMES IF
      WAIT
      send nudge
    after AFTER then send bell
""",
    """
journey NAME
  REENTER
  ZONE
  every SCHEDULE IF
    WAIT
    send plain
  every SCHEDULE IF then send bell
  when COMES or COMES IF then send offer
  whenever visited pricing, at most once per day then send nudge
  when purchased then exit
""",
    """
journey NAME
  enter when visited docs or booked
  REENTER
  ZONE
  stage first
    every SCHEDULE IF
      WAIT
      send plain
    every SCHEDULE IF then CHANGE
    every YEARLY IF then send bell
    after DAYSLONG at CLOCK then send nudge
    after AFTER then send offer
    when purchased then move to second
  stage second
    every YEARLY then send bell
    after LONGDATA at CLOCK then move to first
    whenever pinged then CHANGE
""",
    """
journey NAME
  enter when visited or booked or pinged IF
  reenter always
  ZONE
  stage first
    if COND then send plain
    if COND then send bell
    else if COND then send nudge
    CHANGE
    if COND
      CHANGE
      CHANGE
    else tag hot
""",
    """
journey NAME
  enter when booked WHERE
  REENTER
  ZONE
  stage first
    remember slot as kept_at
    remember day as kept
    remember span
    call crm
    if slot is after now then send plain
    if day is today then send bell
    set ends_at to slot
    wait span PARTS
    add 1 to span
    take span from gap
    wait until kept, at CLOCK ELSE
    call crm
    wait up to span PARTS until COND ELSE
    send offer after gap PARTS
    meanwhile
      when booked WHERE at least 2 times within LENGTH then remember slot as kept_at
      whenever span PARTS after kept_at then send nudge
      after span PARTS then send teaser
""",
    """
journey NAME
  enter when visited docs
  reenter always
  priority PRIORITY
  stage first
    CHANGE
    CHANGE
    wait LENGTH
    CHANGE
""",
    """
journey NAME
  enter when visited docs or pinged
  REENTER
  ZONE
  priority PRIORITY
  after DAYSLONG at CLOCK then CHANGE
  whenever visited pricing OVER, at most once per day
    WAIT
    send bell
  stage first
    when COMES
      send plain
    when COMES then send offer
    after LONGDATA at CLOCK then send nudge
    after AFTER then CHANGE
""",
)
