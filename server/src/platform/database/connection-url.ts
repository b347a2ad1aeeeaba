import type { Secret } from '../crypto/secret.ts'

/**
 * The address of a server as the driver takes it. Of the driver's modes `prefer`, `require` and `verify-ca` all check the certificate as
 * `verify-full` does, and it warns on standard error that this will change: here it is said as it is meant, and stays so.
 */
export function connectionUrl(url: Secret): string {
  const given = url.reveal()
  if (/[?&]uselibpqcompat=true(&|$)/.test(given)) return given
  return given.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full')
}
