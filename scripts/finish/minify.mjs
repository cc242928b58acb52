// What do scripts hold that only people read? Comments, blanks, and names that are longer than they need be.
import { minify } from 'terser';

/** A script without that; `isModule` says whether its own names are nobody else's. */
export async function minified(script, isModule) {
  const { code } = await minify(script, { module: isModule, compress: { passes: 2 } });
  return code;
}
