import type { EmailChannel, MailSigning } from '#contract/shapes/email-channel.ts'
import type { Scope } from '#kernel/scope.ts'
import { toChannel } from '../channel-store.ts'
import type { EmailChannelRow } from './email-channel-store.ts'

export const toEmailChannel = ({ app, tenantId }: Scope, row: EmailChannelRow): EmailChannel => ({
  channel: toChannel(row),
  address: row.address,
  displayName: row.display_name,
  signature: row.signature,
  hasPlusAddress: row.has_plus_address,
  signing: row.signing as MailSigning,
  signingHeader: row.signing_header,
  inboundPath: `/v1/mail/${tenantId}/${row.id}`,
  isSendingPossible: app.settings.sendsMail,
})

/** The sender of a channel's emails, as `Name <address>`. */
export const senderOf = ({ name, display_name, address }: EmailChannelRow): string =>
  `${display_name || name} <${address}>`

/** `local+token@domain`, or the plain address if plus addresses do not work there. */
export function replyAddress(
  { address, has_plus_address }: Pick<EmailChannelRow, 'address' | 'has_plus_address'>,
  token: string,
): string {
  const [local = '', domain = ''] = splitAddress(address)
  return has_plus_address ? `${local}+${token}@${domain}` : address
}

const splitAddress = (address: string): [local: string, domain: string] => {
  const at = address.lastIndexOf('@')
  return [address.slice(0, at), address.slice(at + 1)]
}

/** The token in one of our reply addresses, or null. */
export function tokenIn(address: string): string | null {
  const [local] = splitAddress(address)
  const plus = local.lastIndexOf('+')
  return plus < 0 ? null : local.slice(plus + 1)
}

/** An address without the part after a plus: the same mailbox, if plus addresses are supported. */
export function withoutPlus(address: string): string {
  const [local, domain] = splitAddress(address)
  return `${local.replace(/\+.*$/s, '')}@${domain}`
}
