### The frame around every screen.

app-name = Module Workbench
