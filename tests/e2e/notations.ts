// How a value may come back from a module or a broker: written otherwise, and still the same secret.

/** The notations in which a module may give a value back, each with what tells it: the part that does not depend on what stands around it. */
export function notations(secret: string): [string, string][] {
  const bytes = Buffer.from(secret);
  const each = (write: (byte: number) => string) => [...bytes].map(write).join('');
  const hex = (byte: number) => byte.toString(16).padStart(2, '0');
  const base64 = [0, 1, 2].map((before): [string, string] => {
    const text = Buffer.concat([Buffer.alloc(before, 0x20), bytes, Buffer.from(' ')]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    return [text, text.slice(first, first + Math.floor((bytes.length * 8) / 6) - 1)];
  });
  const same = (text: string): [string, string] => [text, text];
  return [
    same(secret),
    same(each(hex)),
    same(each(hex).toUpperCase()),
    same(encodeURIComponent(secret).replace(/-/g, '%2D')),
    same(each((byte) => `%${hex(byte).toUpperCase()}`)),
    same(each((byte) => `\\u00${hex(byte)}`)),
    same(each((byte) => `\\${hex(byte).toUpperCase()}`)),
    ...base64,
  ];
}
