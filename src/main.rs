//! Mounts the app.
fn main() {
    module_workbench::watch_panics();
    if !module_workbench::rescues() {
        leptos::mount::mount_to_body(module_workbench::App);
    }
}
