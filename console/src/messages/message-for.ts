/** The message for a code of the server; `otherwise` if this page does not know the code. */
export const messageFor = <C extends string, W>(
  messages: Readonly<Record<C, W>>,
  code: C,
  otherwise: W,
): W => (Object.hasOwn(messages, code) ? messages[code] : otherwise)
