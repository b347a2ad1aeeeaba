import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { Secret } from './secret.ts'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** Keeps secrets at rest, each sealed (AES-256-GCM) for the one place where it is stored. */
export interface Vault {
  /** `place` says where the result is kept, such as a table and an id; it opens there and nowhere else. */
  seal(secret: Secret, place: string): string
  /** Throws SealBroken for what was sealed under another key, for another place, or was changed since. */
  open(sealed: string, place: string): Secret
  /** Signs what is handed out for a while; good for nothing else. */
  readonly linkKey: Buffer
}

/** What is sealed cannot be opened here. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** A vault whose key is derived from this one. Needs 32 characters or more, or it could be guessed. */
export function openVault(masterKey: Secret): Vault {
  const key = Buffer.from(
    hkdfSync('sha256', masterKey.reveal(), 'parley', 'vault of secrets at rest', KEY_BYTES),
  )
  // Tells a wrong key from a damaged row, and gives nothing of the key away.
  const keyName = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return {
    linkKey: Buffer.from(hkdfSync('sha256', masterKey.reveal(), 'parley', 'links to files', KEY_BYTES)),
    seal(secret, place) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()])
      return `v1.${keyName}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open(sealed, place) {
      const [version, name, text = ''] = sealed.split('.')
      if (version !== 'v1')
        throw new SealBroken('The secret is sealed in a way that this version does not know.')
      if (name !== keyName) throw new SealBroken('The secret was sealed under another key.')
      const bytes = Buffer.from(text, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
        return new Secret(Buffer.concat(opened).toString('utf8'))
      } catch (error) {
        throw new SealBroken('The secret belongs elsewhere or was changed.', { cause: error })
      }
    },
  }
}
