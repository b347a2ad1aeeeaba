import { Secret } from '#platform/crypto/secret.ts'
import { addressOf } from '#platform/mail/header-text.ts'
import type { MailConfig } from '#providers/mail/open-mailer.ts'
import type { Variables } from './environment.ts'
import { ConfigRefused } from './refused.ts'

/** How email is sent; null if it is not. Throws ConfigRefused. */
export function mailFrom(read: Variables): MailConfig | null {
  const { PARLEY_SMTP_URL: address, PARLEY_MAIL_FROM: from, PARLEY_PUBLIC_URL: home } = read
  if (!address) return null
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new ConfigRefused('PARLEY_SMTP_URL must begin with smtp:// or smtps:// and contain a host.')
  if (!from || !/^\S+@\S+$/.test(addressOf(from)))
    throw new ConfigRefused('PARLEY_MAIL_FROM must be a sender, such as Parley <parley@example.com>.')
  if (!home)
    throw new ConfigRefused('PARLEY_PUBLIC_URL must be set with PARLEY_SMTP_URL: links in email need it.')
  const isTls = url.protocol === 'smtps:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const user = decodeURIComponent(url.username)
  return {
    from,
    server: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (isTls ? 465 : 587)),
      // Nobody can eavesdrop between this machine and itself.
      security: isTls ? 'tls' : isHere ? 'plain' : 'starttls',
      login: user === '' ? null : { user, password: new Secret(decodeURIComponent(url.password)) },
    },
  }
}
