import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { ContentKeys } from './sealed-stream.ts'
import { Secret } from './secret.ts'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** Encrypts secrets at rest (AES-256-GCM), each bound to the place where it is stored. */
export interface Vault {
  /**
   * `place` identifies where the result is stored, such as a table and an ID; it can be decrypted for that place only.
   */
  seal(secret: Secret, place: string): string
  /** Throws SealBroken if the key is missing, or if it belongs to another place or was changed. */
  open(sealed: string, place: string): Secret
  /** Whether it is encrypted with the current key. */
  isNewest(sealed: string): boolean
  /** Keys for content that is too large for one piece. */
  readonly content: ContentKeys
  /** Signs temporary links; used for nothing else. */
  readonly linkKey: Buffer
  /** Signs access tokens with readable claims; used for nothing else. */
  readonly tokenKey: Buffer
}

/** An encrypted value cannot be decrypted here. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

interface VaultKey {
  readonly key: Buffer
  readonly content: Buffer
  /** Distinguishes a wrong key from a damaged row, without revealing the key. */
  readonly name: string
}

function vaultKeyFrom(masterKey: Secret): VaultKey {
  const key = Buffer.from(
    hkdfSync('sha256', masterKey.reveal(), 'parley', 'vault of secrets at rest', KEY_BYTES),
  )
  const content = Buffer.from(hkdfSync('sha256', masterKey.reveal(), 'parley', 'content at rest', KEY_BYTES))
  return { key, content, name: createHash('sha256').update(key).digest('hex').slice(0, 8) }
}

/** The name of a key in what it encrypted; reveals nothing about it. */
export const keyNameOf = (masterKey: Secret): string => vaultKeyFrom(masterKey).name

/**
 * A vault whose keys are derived from this one, which needs 32 characters or more, or it could be guessed. `others`
 * returns older keys for decryption, and is called whenever an unknown key is needed.
 */
export function openVault(masterKey: Secret, others: () => readonly Secret[] = () => []): Vault {
  const newest = vaultKeyFrom(masterKey)
  const known = new Map([[newest.name, newest]])
  const keyNamed = (name: string | undefined): VaultKey | undefined => {
    if (name === undefined) return undefined
    if (!known.has(name)) for (const other of others().map(vaultKeyFrom)) known.set(other.name, other)
    return known.get(name)
  }
  return {
    content: {
      newest: { name: newest.name, key: newest.content },
      named: (name) => keyNamed(name)?.content ?? null,
    },
    linkKey: Buffer.from(hkdfSync('sha256', masterKey.reveal(), 'parley', 'links to files', KEY_BYTES)),
    tokenKey: Buffer.from(hkdfSync('sha256', masterKey.reveal(), 'parley', 'access tokens', KEY_BYTES)),
    seal(secret, place) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()])
      return `v1.${newest.name}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open(sealed, place) {
      const [version, name, text = ''] = sealed.split('.')
      if (version !== 'v1')
        throw new SealBroken('The secret is encrypted in a format that this version does not know.')
      const key = keyNamed(name)
      if (!key) throw new SealBroken('The secret was encrypted with another key.')
      const bytes = Buffer.from(text, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
        return new Secret(Buffer.concat(opened).toString('utf8'))
      } catch (error) {
        throw new SealBroken('The secret belongs elsewhere or was changed.', { cause: error })
      }
    },
    isNewest: (sealed) => sealed.split('.')[1] === newest.name,
  }
}
