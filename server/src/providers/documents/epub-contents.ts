import { posix } from 'node:path'
import { parsePage } from './nesting.ts'
import { type HtmlElement, type HtmlNode, inlineText, isElement } from './html-text.ts'
import { inside, type PackedParts } from './packed-parts.ts'
import type { BookItem } from './read-epub.ts'
import { childAt, descendantsNamed, textOf } from './xml-tree.ts'

/** The titles of chapters in the table of contents, by path: of EPUB 3, or of EPUB 2. */
export function chapterNames(parts: PackedParts, items: readonly BookItem[]): Map<string, string> {
  const nav = items.find(({ properties }) => properties.split(' ').includes('nav'))
  const ncx = items.find(({ type }) => type === 'application/x-dtbncx+xml')
  const named = nav ? linksIn(parts, nav.path) : ncx ? pointsIn(parts, ncx.path) : []
  const names = new Map<string, string>()
  // Later entries for the same file are places within it.
  for (const [path, name] of named) if (!names.has(path) && name !== '') names.set(path, name)
  return names
}

const pathOf = (from: string, reference: string): string =>
  inside(posix.dirname(from), reference.split('#')[0] ?? '')

function linksIn(parts: PackedParts, path: string): [string, string][] {
  const links: [string, string][] = []
  const visit = (node: HtmlNode) => {
    if (!isElement(node)) return
    if (isLink(node)) links.push([pathOf(path, node.attribs.href ?? ''), inlineText(node).trim()])
    node.children.forEach(visit)
  }
  parsePage(parts.text(path) ?? '').forEach(visit)
  return links
}

const isLink = (element: HtmlElement) => element.name === 'a' && element.attribs.href !== undefined

function pointsIn(parts: PackedParts, path: string): [string, string][] {
  const root = parts.xml(path)
  return (root ? descendantsNamed(root, 'navPoint') : []).map((point) => {
    const label = childAt(point, 'navLabel', 'text')
    const reference = childAt(point, 'content')?.attributes.src ?? ''
    return [pathOf(path, reference), label ? textOf(label).trim() : '']
  })
}
