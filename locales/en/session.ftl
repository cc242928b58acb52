### The Session screen.

session-title = Session
