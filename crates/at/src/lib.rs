//! Fibocom AT commands.
