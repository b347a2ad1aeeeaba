import { createHmac, timingSafeEqual } from 'node:crypto'

/** The fields of a link that are signed, delimited so that no two combinations look alike. */
const signed = (key: Buffer, facts: readonly (string | number)[]): Buffer =>
  createHmac('sha256', key).update(JSON.stringify(facts)).digest()

/** Signs facts for a link that is handed out: HMAC-SHA256, base64url. */
export const signLink = (key: Buffer, facts: readonly (string | number)[]): string =>
  signed(key, facts).toString('base64url')

/** Whether the signature belongs to these fields, in constant time. */
export function isSignedLink(key: Buffer, facts: readonly (string | number)[], signature: string): boolean {
  const given = Buffer.from(signature, 'base64url')
  const right = signed(key, facts)
  return given.length === right.length && timingSafeEqual(given, right)
}
