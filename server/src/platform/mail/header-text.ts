/** The address in `Name <address>`, or the text itself. */
export const addressOf = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

/** The name in `Name <address>`; empty if there is none. */
export function nameOf(mailbox: string): string {
  const name = mailbox
    .replace(/<[^<>]*>\s*$/, '')
    .replace(/[\p{Cc}\u2028\u2029"\\]+/gu, ' ')
    .trim()
  return name === addressOf(mailbox) ? '' : name.toWellFormed()
}

/** Only valid message IDs, `<…@…>`. */
export const asMessageIds = (ids: readonly string[]): string[] =>
  ids.filter((id) => /^<[\x21-\x3b\x3d\x3f-\x7e]{1,240}>$/.test(id))
