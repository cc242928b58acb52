//! Files that nobody but this page can read, and only for as long as it is open: in the private file system of the page's origin, encrypted with a
//! key that is in memory alone and that no code can take out.
//!
//! A directory belongs to one tab, which holds a lock of the same name. What a tab left behind that ended without notice, as in a crash, has
//! no lock any more, and the next page removes it. A browser that lacks any of this has no such files, and neither has a kiosk (`policy.rs`): the page
//! works all the same.

use std::cell::Cell;

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Array, AsyncIterator, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AesGcmParams, AesKeyGenParams, Blob, CryptoKey, FileSystemDirectoryHandle, FileSystemFileHandle,
    FileSystemGetDirectoryOptions, FileSystemGetFileOptions, FileSystemRemoveOptions, FileSystemWritableFileStream,
    SubtleCrypto, Window,
};

use crate::policy::Policy;

#[wasm_bindgen]
extern "C" {
    /// The browser's locks among the tabs of an origin: `web-sys` has them only behind a setting that somebody's environment may remove.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, options: &JsValue, granted: &Function) -> Result<Promise, JsValue>;

    /// What has the private file system. The functions of `web-sys` of the same names trap where a browser lacks them.
    type PrivateStorage;

    #[wasm_bindgen(method, catch, js_name = getDirectory)]
    fn get_directory(this: &PrivateStorage) -> Result<Promise, JsValue>;

    type WritableFile;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &WritableFile) -> Result<Promise, JsValue>;
}

/// What holds the directories of all tabs. The origin may have pages of others, with directories of their own.
const ALL: &str = "module-workbench.record";

/// The cipher (AES in Galois/Counter Mode), and how many bits its key has.
const CIPHER: &str = "AES-GCM";
const KEY_BITS: u16 = 256;

/// How long the number is that each file is encrypted with, in bytes. It stands before what is encrypted, and no two files have the same.
const NONCE: usize = 12;

/// The files of this page.
#[derive(Debug)]
pub(crate) struct PrivateFiles {
    own: FileSystemDirectoryHandle,
    cipher: SubtleCrypto,
    key: CryptoKey,
    next_nonce: Cell<u64>,
}

impl PrivateFiles {
    /// Makes a directory for this page, with a new key.
    ///
    /// # Errors
    /// What the browser says when it has no such files, or none in this window. Nothing in particular where the policy has none.
    pub(crate) async fn open() -> Result<Self, JsValue> {
        let all = all().await?;
        let crypto = window()?.crypto()?;
        let cipher = crypto.subtle();
        let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
        let key = cipher.generate_key_with_object(&AesKeyGenParams::new(CIPHER, KEY_BITS), false, &usages)?;
        let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
        let name = crypto.random_uuid();
        hold(&name).await?;
        let make = FileSystemGetDirectoryOptions::new();
        make.set_create(true);
        let own = JsFuture::from(all.get_directory_handle_with_options(&name, &make)).await?.dyn_into()?;
        remove_when_left(all, name)?;
        Ok(Self { own, cipher, key, next_nonce: Cell::new(0) })
    }

    /// Writes a file. Gives how many bytes it takes.
    ///
    /// # Errors
    /// What the browser says, as where there is no room. There is no such file then.
    pub(crate) async fn write(&self, number: u64, bytes: &[u8]) -> Result<u64, JsValue> {
        let nonce = Uint8Array::new_with_length(u32::try_from(NONCE).unwrap_or_default());
        let count = self.next_nonce.replace(self.next_nonce.get().wrapping_add(1));
        nonce.subarray(0, 8).copy_from(&count.to_be_bytes());
        let encrypted = self.cipher.encrypt_with_object_and_u8_array(&params(&nonce, number), &self.key, bytes)?;
        let encrypted = JsFuture::from(encrypted).await?;
        let parts = Array::of2(&nonce, &encrypted);
        let whole = Blob::new_with_buffer_source_sequence(&parts)?;
        let written = self.write_blob(number, &whole).await;
        if written.is_err() {
            self.remove(number).await;
        }
        written
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number and not negative"
    )]
    async fn write_blob(&self, number: u64, whole: &Blob) -> Result<u64, JsValue> {
        let make = FileSystemGetFileOptions::new();
        make.set_create(true);
        let file = self.own.get_file_handle_with_options(&number.to_string(), &make);
        let file: WritableFile = JsFuture::from(file).await?.unchecked_into();
        let stream: FileSystemWritableFileStream = JsFuture::from(file.create_writable()?).await?.dyn_into()?;
        let written = JsFuture::from(stream.write_with_blob(whole)?).await;
        // What could not be written is left out with the stream.
        let closed = JsFuture::from(stream.close()).await;
        written.and(closed).map(|_| whole.size() as u64)
    }

    /// What a file holds.
    ///
    /// # Errors
    /// What the browser says when the file is gone, or is not as it was written.
    pub(crate) async fn read(&self, number: u64) -> Result<Vec<u8>, JsValue> {
        let file: FileSystemFileHandle =
            JsFuture::from(self.own.get_file_handle(&number.to_string())).await?.dyn_into()?;
        let file: Blob = JsFuture::from(file.get_file()).await?.dyn_into()?;
        let whole = Uint8Array::new(&JsFuture::from(file.array_buffer()).await?);
        let begin = u32::try_from(NONCE).unwrap_or_default();
        let (nonce, encrypted) = (whole.slice(0, begin), whole.subarray(begin, whole.length()));
        let open = self.cipher.decrypt_with_object_and_js_u8_array(&params(&nonce, number), &self.key, &encrypted)?;
        Ok(Uint8Array::new(&JsFuture::from(open).await?).to_vec())
    }

    /// Removes a file.
    pub(crate) async fn remove(&self, number: u64) {
        // What is not there needs no removing.
        let _ = JsFuture::from(self.own.remove_entry(&number.to_string())).await;
    }
}

/// Begins to remove a directory when the page is left for good. It hears of no failure then: the next page removes what is left.
fn remove_when_left(all: FileSystemDirectoryHandle, name: String) -> Result<(), JsValue> {
    let left = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        // A page that the browser only puts aside may come back.
        let is_put_aside = Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy());
        if !is_put_aside {
            let _ = remove_directory(&all, &name);
        }
    });
    window()?.add_event_listener_with_callback("pagehide", left.into_js_value().unchecked_ref())
}

/// Removes the directories of tabs that are gone.
///
/// # Errors
/// What the browser says when it has no such files. Nothing in particular where the policy has none.
pub(crate) async fn remove_leftovers() -> Result<(), JsValue> {
    let all = all().await?;
    let names: AsyncIterator = all.keys();
    loop {
        let next = JsFuture::from(names.next()?).await?;
        let Some(name) = Reflect::get(&next, &"value".into())?.as_string() else { return Ok(()) };
        remove_if_left(&all, &name).await?;
    }
}

/// Removes a directory, if no tab holds its lock.
async fn remove_if_left(all: &FileSystemDirectoryHandle, name: &str) -> Result<(), JsValue> {
    let (directory, owned) = (all.clone(), name.to_owned());
    // It is called at once, without a lock where another tab has it, and the lock is held until it is removed.
    let granted = Closure::once(move |lock: JsValue| match lock.is_null() {
        true => JsValue::UNDEFINED,
        false => remove_directory(&directory, &owned).into(),
    });
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    let done = locks()?.request(name, &options, granted.as_ref().unchecked_ref())?;
    // Another tab may have been faster.
    let _ = JsFuture::from(done).await;
    Ok(())
}

fn remove_directory(all: &FileSystemDirectoryHandle, name: &str) -> Promise {
    let options = FileSystemRemoveOptions::new();
    options.set_recursive(true);
    all.remove_entry_with_options(name, &options)
}

/// Holds a lock for as long as the page is open.
async fn hold(name: &str) -> Result<(), JsValue> {
    let (tell, held) = oneshot::channel();
    let granted = Closure::once_into_js(move |_lock: JsValue| {
        let _ = tell.send(());
        // The lock is held until this is settled, which it never is.
        Promise::new(&mut |_, _| {})
    });
    let ended = locks()?.request(name, &Object::new(), granted.unchecked_ref())?;
    // It ends with the page, or at once where the browser refuses.
    match select(held, Box::pin(JsFuture::from(ended))).await {
        Either::Left((Ok(()), _)) => Ok(()),
        Either::Left((Err(_), _)) | Either::Right((Ok(_), _)) => Err(JsValue::UNDEFINED),
        Either::Right((Err(refused), _)) => Err(refused),
    }
}

fn locks() -> Result<Locks, JsValue> {
    let locks = Reflect::get(&window()?.navigator(), &"locks".into())?;
    // Not in a window without https.
    if locks.is_undefined() { Err(locks) } else { Ok(locks.unchecked_into()) }
}

/// The directory that holds those of all tabs. It is made where it is missing, and only where the policy allows such files.
async fn all() -> Result<FileSystemDirectoryHandle, JsValue> {
    if !Policy::of_this_page().spills() {
        return Err(JsValue::UNDEFINED);
    }
    let storage = Reflect::get(&window()?.navigator(), &"storage".into())?;
    if storage.is_undefined() {
        return Err(storage);
    }
    let root: FileSystemDirectoryHandle =
        JsFuture::from(storage.unchecked_into::<PrivateStorage>().get_directory()?).await?.dyn_into()?;
    let make = FileSystemGetDirectoryOptions::new();
    make.set_create(true);
    JsFuture::from(root.get_directory_handle_with_options(ALL, &make)).await?.dyn_into()
}

/// How a file is encrypted. Its number is part of it: one file is not taken for another.
fn params(nonce: &Uint8Array, number: u64) -> AesGcmParams {
    let params = AesGcmParams::new_with_u8_array(CIPHER, nonce);
    params.set_additional_data_u8_array(&Uint8Array::from(number.to_be_bytes().as_slice()));
    params
}

fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::UNDEFINED)
}
