### The Messages screen.

messages-title = Messages
