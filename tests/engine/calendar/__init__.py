"""The calendar's functions, plain or compiled, over tables that hold some zones and holidays."""
