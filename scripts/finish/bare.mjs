// What do scripts hold that only people read? Comments, and the space before each line. No text of the guard or of what wasm-bindgen writes has a line
// that begins like a comment.

/** A script without that. */
export const bareScript = (script) =>
  script
    .replace(/^\s*\/\*\*[^]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\n\s+/g, '\n');
