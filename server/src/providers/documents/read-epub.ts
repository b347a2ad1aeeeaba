import { posix } from 'node:path'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { contains, type HtmlElement, isElement } from './html-text.ts'
import { inside, openParts, type PackedParts, requireXml } from './packed-parts.ts'
import { writeHtml } from './read-html.ts'
import { parsePage } from './nesting.ts'
import { Refusal } from './refusal.ts'
import { chapterNames } from './epub-contents.ts'
import { openTextWriter } from './text-writer.ts'
import { childAt, childrenNamed, descendantsNamed, type XmlElement } from './xml-tree.ts'

/**
 * A book: the chapters of its spine in order. A chapter without a heading gets its title from the table of contents.
 */
export function readEpub(content: Uint8Array): ExtractedDocument {
  const parts = openParts(content, (path) => /\.(?:xhtml|html?|xml|opf|ncx)$/i.test(path))
  refuseProtected(parts)
  const path = packagePath(parts)
  const book = requireXml(parts, path)
  const items = manifestOf(book, posix.dirname(path))
  const names = chapterNames(parts, [...items.values()])
  const writer = openTextWriter()
  for (const chapter of spineOf(book, items)) {
    const text = parts.text(chapter.path)
    if (text === null) continue
    const nodes = parsePage(text)
    const hasHeading = nodes.some((node) => isElement(node) && contains(node, isHeading))
    const name = names.get(chapter.path)
    if (!hasHeading && name) writer.heading(1, name)
    writeHtml(nodes, writer)
  }
  return writer.finish()
}

const isHeading = ({ name }: HtmlElement) => /^h[1-6]$/.test(name)

/** Obfuscated fonts are common and harmless; any other encryption covers the book itself. */
function refuseProtected(parts: PackedParts): void {
  const encryption = parts.xml('META-INF/encryption.xml')
  const targets = encryption ? descendantsNamed(encryption, 'CipherReference') : []
  if (targets.some(({ attributes }) => !/\.(?:otf|ttf|woff2?)$/i.test(attributes.URI ?? '')))
    throw new Refusal('copy-protected', 'The book is protected (DRM). Send a copy without protection.')
}

function packagePath(parts: PackedParts): string {
  const files = childAt(requireXml(parts, 'META-INF/container.xml'), 'rootfiles', 'rootfile')
  return inside('', files?.attributes['full-path'] ?? '')
}

export interface BookItem {
  readonly id: string
  readonly path: string
  readonly type: string
  /** Marks special roles, such as `nav`. */
  readonly properties: string
}

function manifestOf(book: XmlElement, folder: string): Map<string, BookItem> {
  const manifest = childAt(book, 'manifest')
  return new Map(
    (manifest ? childrenNamed(manifest, 'item') : []).map(({ attributes }) => {
      const { id = '', href = '', properties = '' } = attributes
      return [
        id,
        { id, path: inside(folder, decodedPath(href)), type: attributes['media-type'] ?? '', properties },
      ]
    }),
  )
}

function decodedPath(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

function spineOf(book: XmlElement, items: Map<string, BookItem>): BookItem[] {
  const spine = childAt(book, 'spine')
  return (spine ? childrenNamed(spine, 'itemref') : []).flatMap(({ attributes }) => {
    const item = items.get(attributes.idref ?? '')
    const isContents = item?.properties.split(' ').includes('nav')
    return item && !isContents ? [item] : []
  })
}
