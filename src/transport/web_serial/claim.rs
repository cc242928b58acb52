//! A note to our other tabs that this one has a port open, so that they can say more than "in use".
//!
//! It is a Web Lock, which the browser takes back from a tab that crashes. It keeps nobody out: seven ports of one L610
//! look alike to a page, and two tabs may well use two of them. Hence the lock is shared, named after the device and the
//! page, and only looked at once the system has refused to open a port.

use js_sys::{Function, Promise};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{PortInfo, navigator, object};

thread_local! {
    /// Tells our own notes from those of other tabs.
    static THIS_PAGE: String = format!("{:016x}", js_sys::Math::random().to_bits());
}

/// Stands as long as it is kept.
pub(super) struct Claim {
    release: Option<Function>,
}

impl Claim {
    /// Leaves the note. A browser that cannot keep it only makes us say less.
    pub(super) fn stake(info: PortInfo) -> Self {
        let Some(locks) = navigator().and_then(|navigator| navigator.locks()) else { return Self { release: None } };
        let mut release = None;
        let released = Promise::new(&mut |resolve, _| release = Some(resolve));
        let name = format!("{}{}", prefix(info), THIS_PAGE.with(String::clone));
        // The lock is held until the promise that this callback returns is settled.
        let granted = Closure::once_into_js(move |_lock: JsValue| released);
        let request = locks.request(&name, &object(&LockOptions { mode: "shared" }), granted.unchecked_ref());
        spawn_local(async move {
            // Rejected where the browser keeps no data for this site.
            let _ = request.await;
        });
        Self { release }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether another tab of this app has a port of this device open.
pub(super) async fn held_elsewhere(info: PortInfo) -> bool {
    let Some(locks) = navigator().and_then(|navigator| navigator.locks()) else { return false };
    let Ok(snapshot) = locks.query().await else { return false };
    let Ok(Snapshot { held }) = serde_wasm_bindgen::from_value(snapshot) else { return false };
    let prefix = prefix(info);
    let pages = held.iter().filter_map(|lock| lock.name.strip_prefix(&prefix));
    THIS_PAGE.with(|this_page| pages.into_iter().any(|page| page != this_page))
}

fn prefix(PortInfo { vendor_id, product_id }: PortInfo) -> String {
    format!("module-workbench port {:04x}:{:04x} page ", vendor_id.unwrap_or_default(), product_id.unwrap_or_default())
}

#[derive(Serialize)]
struct LockOptions {
    mode: &'static str,
}

#[derive(Deserialize)]
struct Snapshot {
    held: Vec<LockInfo>,
}

#[derive(Deserialize)]
struct LockInfo {
    name: String,
}
