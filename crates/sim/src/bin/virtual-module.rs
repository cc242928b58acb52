//! The program `virtual-module`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    fibocom_sim::native::main()
}
