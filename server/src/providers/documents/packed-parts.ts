import { posix } from 'node:path'
import { unzipSync } from 'fflate'
import { checkZip } from './check-zip.ts'
import { decodeText } from './decode-text.ts'
import { Refusal } from './refusal.ts'
import { childrenNamed, parseXml, type XmlElement } from './xml-tree.ts'

/** The parts of a ZIP-based document, by their paths in it. */
export interface PackedParts {
  has(path: string): boolean
  /** Null if there is no such part. */
  text(path: string): string | null
  /** Null if there is no such part. Throws Refusal if it is not XML. */
  xml(path: string): XmlElement | null
}

/** Opens a document that is an archive, within the limits of checkZip. Throws Refusal. */
export function openParts(content: Uint8Array, wanted: (path: string) => boolean): PackedParts {
  checkZip(content)
  const parts = unpack(content, wanted)
  const text = (path: string) => {
    const bytes = parts.get(path)
    return bytes === undefined ? null : decodeText(bytes)
  }
  return {
    has: (path) => parts.has(path),
    text,
    xml(path) {
      const found = text(path)
      return found === null ? null : parseXml(found)
    },
  }
}

function unpack(content: Uint8Array, wanted: (path: string) => boolean): Map<string, Uint8Array> {
  try {
    return new Map(Object.entries(unzipSync(content, { filter: ({ name }) => wanted(name) })))
  } catch (error) {
    throw new Refusal('damaged', 'The file is damaged: it is not a readable ZIP archive.', { cause: error })
  }
}

/** The part, or Refusal. */
export function requireXml(parts: PackedParts, path: string): XmlElement {
  const found = parts.xml(path)
  if (!found) throw new Refusal('damaged', `The file is damaged: its part ${path} is missing.`)
  return found
}

export interface Relation {
  readonly target: string
  readonly type: string
}

/** The relationships of an Office part by ID, as paths in the archive. */
export function relationsOf(parts: PackedParts, path: string): Map<string, Relation> {
  const { dir, base } = posix.parse(path)
  const root = parts.xml(`${dir}/_rels/${base}.rels`)
  return new Map(
    (root ? childrenNamed(root, 'Relationship') : [])
      .filter(({ attributes }) => attributes.TargetMode !== 'External')
      .map(({ attributes: { Id = '', Target = '', Type = '' } }) => [
        Id,
        { target: inside(dir, Target), type: Type.split('/').at(-1) ?? '' },
      ]),
  )
}

/** A reference as a path in the archive, relative to a folder. */
export const inside = (folder: string, reference: string): string =>
  reference.startsWith('/') ? posix.normalize(reference).slice(1) : posix.join(folder, reference)
