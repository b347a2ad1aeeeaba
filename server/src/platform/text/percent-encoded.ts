/** A text percent-encoded as in RFC 3986: including `!'()*`, which encodeURIComponent leaves unchanged. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
