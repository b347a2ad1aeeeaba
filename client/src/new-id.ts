/** A random id. Unlike `crypto.randomUUID` it also works on a page that is served over plain HTTP. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
