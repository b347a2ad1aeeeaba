const prefixes =
  /^(?:\s*(?:re|fw|fwd|aw|wg|antw|sv|vs|tr|rv|r|回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送)(?:\[\d{1,3}\])?\s*[:：]|\s*\[[^\]]{1,40}\])+/i

/** The subject without reply and forward prefixes. */
export const aboutOf = (subject: string): string =>
  subject.replace(prefixes, '').replace(/\s+/g, ' ').trim().slice(0, 300)

/** Whether two subjects are the same to a reader. An empty subject matches any. */
export const isSameSubject = (one: string, other: string): boolean => {
  const [a, b] = [aboutOf(one).toLowerCase(), aboutOf(other).toLowerCase()]
  return a === '' || b === '' || a === b
}

/** The subject of an answer. */
export const answerSubject = (subject: string): string => `Re: ${aboutOf(subject) || '…'}`
