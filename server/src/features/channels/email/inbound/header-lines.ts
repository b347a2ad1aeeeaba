/** Pairs as header lines of an email; a value cannot start another header. */
export const linesOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs
    .filter(([key]) => /^[\x21-\x39\x3b-\x7e]{1,100}$/.test(key))
    .map(([key, value]) => `${key}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
    .join('')
