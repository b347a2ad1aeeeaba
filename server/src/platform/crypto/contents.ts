import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { ContentKeys } from './sealed-stream.ts'

/** Seals what people wrote before it is stored, and opens it when it is read. */
export interface Contents {
  /** False where nothing is sealed: everything is stored as it is. */
  readonly seals: boolean
  seal(text: string): string
  /** A text that is stored as it is, taken for a sealed one by nothing: whoever got hold of such a one must not have it opened by sending it. */
  plain(text: string): string
  /** What was sealed, as it was written. Any other text is answered as it is. */
  open(text: string): string
  /**
   * What stands for a word in an index: the same for the same word of the same place, and nothing that says which. The word
   * itself where nothing is sealed.
   */
  blind(word: string, place: string): string
  /** A value that is stored within JSON, as a text that says nothing of its form. */
  sealJson(value: unknown): unknown
  /** A value that was read as JSON, with all that was sealed in it opened. */
  openJson(value: unknown): unknown
}

/** What sealed texts begin with: two characters that stand for nothing, so that hardly anybody writes them. */
export const MARK = '\uE0F0\uE0F1'
const IV_BYTES = 12
const TAG_BYTES = 16
const NAME_LENGTH = 8
/** 72 bits: of a million words hardly two are taken for each other. */
const BLIND_LENGTH = 12
const HEAD = MARK.length + 1 + NAME_LENGTH

type Form = 't' | 'j'

/** Seals nothing, opens nothing, and leaves everything as it is: what copies whole databases needs no key. */
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
 * Seals with AES-256-GCM under the newest of these keys, when `seals`; opens in any case, so that the operator may turn it on
 * and off. A text that somebody made look sealed is not opened by any key, and stays what it is.
 */
export function openContents(keys: ContentKeys, { seals }: { seals: boolean }): Contents {
  const sealed = (form: Form, text: string): string => {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', keys.newest.key, iv).setAAD(Buffer.from(form))
    const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${MARK}${form}${keys.newest.name}${bytes.toString('base64')}`
  }

  /** What was sealed in that form; null for what was not. */
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
