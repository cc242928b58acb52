### The Terminal screen.

terminal-title = Terminal
