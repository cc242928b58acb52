### The Network screen.

network-title = Network
