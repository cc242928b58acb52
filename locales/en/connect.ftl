### The Connect screen.

connect-title = Connect
