import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
const LENGTH = 22 + 43

/** The token of a new link: the tenant ID, which is not secret, and 256 random bits, of which only a hash is stored. */
export function newShareToken(tenantId: string): { token: string; hash: string } {
  const place = Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url')
  const token = place + randomBytes(SECRET_BYTES).toString('base64url')
  return { token, hash: hashOf(token) }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** The tenant of a link and the hash by which it is found; null for text that was never a token. */
export function readShareToken(token: string): { tenantId: string; hash: string } | null {
  if (token.length !== LENGTH || !/^[\w-]+$/.test(token)) return null
  const hex = Buffer.from(token.slice(0, 22), 'base64url').toString('hex')
  const tenantId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { tenantId, hash: hashOf(token) }
}
