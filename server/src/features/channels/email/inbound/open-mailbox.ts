import { timingSafeEqual } from 'node:crypto'
import { hashToken } from '#features/access/index.ts'
import { notFound } from '#kernel/fault.ts'
import { readStep } from '#kernel/step.ts'
import { findEmailChannel, ownAddresses } from '../email-channel-store.ts'

/** Lets a mail service in that shows the secret of the channel. Part of `receiveMail`. */
export const openMailbox = readStep(
  async ({ tx }, { channelId, secret }: { channelId: string; secret: string }) => {
    const row = await findEmailChannel(tx, channelId)
    // Whoever does not know the secret does not learn whether there is such a channel.
    if (!row || !isSame(row.secret_hash, hashToken(secret))) throw notFound('channel')
    const { id, address, is_closed: isClosed, signing, signing_header, sealed_signing_key } = row
    const signed = { id, signing, signing_header, sealed_signing_key }
    return { address, isClosed, ownAddresses: await ownAddresses(tx), signed }
  },
)

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
