const BODY_CHARACTERS = 4_000
const WORDS_CHARACTERS = 300
const HIDDEN = '…'

const SECRETS = [
  /\b(?:bearer|basic) +[\w.~+/-]{6,}/gi,
  /\b(?:key|token|secret)[:=] *[\w.~+/-]{6,}/gi,
  /\b(?:sk|pk|rk|AIza|xox[a-z]|gsk|hf|AKIA)[-_]?[\w-]{6,}/g,
  /\w{24,}/g,
  /https?:\/\/\S+/gi,
]

/**
 * A provider's error message for people who can fix the failure: the sentence in its error body on one line, at most
 * 300 characters, without `secrets`, addresses and anything that looks like a key. Null for none.
 */
export function providerWords(body: string, secrets: readonly string[]): string | null {
  let words = messageIn(body).slice(0, BODY_CHARACTERS)
  for (const secret of secrets) if (secret.length >= 4) words = words.replaceAll(secret, HIDDEN)
  for (const pattern of SECRETS) words = words.replaceAll(pattern, HIDDEN)
  const line = words.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  if (line === '') return null
  return line.length > WORDS_CHARACTERS ? `${line.slice(0, WORDS_CHARACTERS - 1)}${HIDDEN}` : line
}

/** The message in an error body, in the common formats of providers. Empty for HTML or other objects. */
function messageIn(body: string): string {
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    return /^\s*[<{[]/.test(body) ? '' : body
  }
  const { error, message, detail } = (read ?? {}) as Record<string, unknown>
  const inner =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>).message : error
  return [inner, message, detail].find((text) => typeof text === 'string') ?? ''
}
