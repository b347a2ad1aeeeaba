import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { ContentKeys } from './sealed-stream.ts'

/** Encrypts what people wrote before it is stored, and decrypts it when it is read. */
export interface Contents {
  /** False if encryption is off: everything is stored in plain text. */
  readonly seals: boolean
  seal(text: string): string
  /**
   * A text that is stored in plain text and can never be mistaken for an encrypted one: sending somebody's ciphertext
   * must not decrypt it.
   */
  plain(text: string): string
  /** The decrypted text. Any other text is returned unchanged. */
  open(text: string): string
  /**
   * A word's substitute in an index: the same for the same word in the same place, without revealing it. The word
   * itself if encryption is off.
   */
  blind(word: string, place: string): string
  /** A value within JSON, as an encrypted text that hides its structure. */
  sealJson(value: unknown): unknown
  /** A value that was read as JSON, with everything in it decrypted. */
  openJson(value: unknown): unknown
}

/** The prefix of encrypted texts: two private-use characters, which hardly anybody writes. */
export const MARK = '\uE0F0\uE0F1'
const IV_BYTES = 12
const TAG_BYTES = 16
const NAME_LENGTH = 8
/** 72 bits: of a million words hardly two are taken for each other. */
const BLIND_LENGTH = 12
const HEAD = MARK.length + 1 + NAME_LENGTH

type Form = 't' | 'j'

/** Encrypts and decrypts nothing: copying whole databases needs no key. */
export const unsealed: Contents = {
  seals: false,
  seal: (text) => text,
  plain: (text) => text,
  open: (text) => text,
  blind: (word) => word,
  sealJson: (value) => value,
  openJson: (value) => value,
}

/**
 * Encrypts with AES-256-GCM under the newest of these keys, if `seals`; always decrypts, so that the operator can turn
 * encryption on and off. A text that only looks encrypted matches no key, and stays what it is.
 */
export function openContents(keys: ContentKeys, { seals }: { seals: boolean }): Contents {
  const sealed = (form: Form, text: string): string => {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', keys.newest.key, iv).setAAD(Buffer.from(form))
    const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${MARK}${form}${keys.newest.name}${bytes.toString('base64')}`
  }

  /** The decrypted text of that form; null if it is not encrypted. */
  const opened = (form: Form, text: string): string | null => {
    if (!text.startsWith(MARK) || text[MARK.length] !== form) return null
    const key = keys.named(text.slice(MARK.length + 1, HEAD))
    const bytes = Buffer.from(text.slice(HEAD), 'base64')
    if (!key || bytes.length < IV_BYTES + TAG_BYTES) return null
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(form))
      .setAuthTag(bytes.subarray(-TAG_BYTES))
    try {
      return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    } catch {
      return null
    }
  }

  const openJson = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const json = opened('j', value)
      return json === null ? (opened('t', value) ?? value) : (JSON.parse(json) as unknown)
    }
    if (Array.isArray(value)) return value.map(openJson)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, openJson(one)]))
    return value
  }

  return {
    seals,
    seal: (text) => (seals && text !== '' ? sealed('t', text) : text),
    plain: (text) => (text.includes(MARK) ? text.replaceAll(MARK, '\uFFFD\uFFFD') : text),
    open: (text) => opened('t', text) ?? text,
    blind: (word, place) =>
      seals
        ? createHmac('sha256', keys.newest.key)
            .update(`word of ${place}\n${word}`)
            .digest('base64url')
            .slice(0, BLIND_LENGTH)
        : word,
    sealJson: (value) =>
      seals && value !== null && value !== undefined ? sealed('j', JSON.stringify(value)) : value,
    openJson,
  }
}
