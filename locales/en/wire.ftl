### The Wire screen.

wire-title = Wire
