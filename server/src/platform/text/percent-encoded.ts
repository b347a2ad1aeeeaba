/** A text percent-encoded as RFC 3986 has it: `!'()*` too, which encodeURIComponent leaves as they are. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
