import { createHash, createHmac, randomBytes } from 'node:crypto'

const prefixes = {
  access: 'pa_',
  refresh: 'pr_',
  'api-key': 'pk_',
  visitor: 'pv_',
  'visitor-session': 'pw_',
  mailbox: 'pm_',
  invitation: 'pi_',
  ticket: 'pt_',
  setup: 'ps_',
} as const

export type TokenKind = keyof typeof prefixes

/** The SHA-256 of a token, the only form in which it is stored. A random 256-bit token needs no slower hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A new secret of 256 random bits with a prefix for its kind, and its hash for storage. */
export function newToken(kind: TokenKind): { token: string; hash: string } {
  const token = prefixes[kind] + randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** A token derived from another one and a salt, always the same. */
export function tokenFrom(kind: TokenKind, secret: string, salt: string): { token: string; hash: string } {
  const bytes = createHmac('sha256', secret).update(`${kind} ${salt}`).digest()
  const token = prefixes[kind] + bytes.toString('base64url')
  return { token, hash: hashToken(token) }
}

/** The kind of a token; null for a text that is none of ours. */
export const kindOf = (token: string): TokenKind | null => {
  const found = Object.entries(prefixes).find(([, prefix]) => token.startsWith(prefix))
  return found ? (found[0] as TokenKind) : null
}
