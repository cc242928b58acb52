//! The time and the randomness that credentials are made with: this computer's, whatever the module's clock says.

use fibocom_cloud::Moment;

use super::unix_seconds;

/// Now, by the clock of this computer, with random bytes from the browser.
#[must_use]
pub fn moment() -> Moment {
    let mut random = [0; 15];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fifteen bytes are far below the browser's limit, which is the only reason to refuse.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    Moment { unix: unix_seconds().unsigned_abs(), random }
}
