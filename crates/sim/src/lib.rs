//! A virtual Fibocom module.
