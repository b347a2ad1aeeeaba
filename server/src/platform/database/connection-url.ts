import type { Secret } from '../crypto/secret.ts'

/**
 * A server's URL for the driver. The driver treats the modes `prefer`, `require` and `verify-ca` like `verify-full`,
 * and warns on standard error that this will change: here the meaning is stated explicitly, so it stays.
 */
export function connectionUrl(url: Secret): string {
  const given = url.reveal()
  if (/[?&]uselibpqcompat=true(&|$)/.test(given)) return given
  return given.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full')
}
