//! Fibocom AT commands for MQTT: framing, arguments, commands, unsolicited codes, profiles and a sans-I/O engine.

pub mod codes;
pub mod profile;
