//! Mounts the app.
fn main() {
    module_workbench::watch_panics();
    leptos::mount::mount_to_body(module_workbench::App);
}
