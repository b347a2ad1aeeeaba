import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { openParts, type PackedParts, type Relation, relationsOf, requireXml } from './packed-parts.ts'
import { slideParagraphs, type SlideText } from './slide-text.ts'
import { openTextWriter, type TextWriter } from './text-writer.ts'
import { childAt, childrenNamed, requireElement } from './xml-tree.ts'

/** A presentation: each slide is a page, its title a heading; tables line by line, the speaker's notes at its end. */
export function readPptx(content: Uint8Array): ExtractedDocument {
  const parts = openParts(content, (path) => /^ppt\/.*\.(?:xml|rels)$/.test(path))
  const writer = openTextWriter()
  slidesOf(parts).forEach((path, at) => {
    writer.page(at + 1)
    writeSlide(parts, path, writer)
  })
  return writer.finish()
}

function slidesOf(parts: PackedParts): string[] {
  const relations = relationsOf(parts, 'ppt/presentation.xml')
  const list = childAt(requireXml(parts, 'ppt/presentation.xml'), 'sldIdLst')
  return (list ? childrenNamed(list, 'sldId') : []).flatMap(
    ({ attributes }) => relations.get(attributes['r:id'] ?? '')?.target ?? [],
  )
}

function writeSlide(parts: PackedParts, path: string, writer: TextWriter): void {
  const slide = parts.xml(path)
  if (!slide) return
  const isHidden = slide.attributes.show === '0' || slide.attributes.show === 'false'
  if (isHidden) return
  const texts = slideParagraphs(requireElement(slide, 'cSld', 'spTree'))
  const title = texts.find(({ isTitle }) => isTitle)
  if (title) writer.heading(1, title.lines.map((line) => line.trim()).join(' '))
  for (const text of texts) if (text !== title) writer.block(text.lines.join('\n'))
  for (const text of notesOf(parts, relationsOf(parts, path))) writer.block(text.lines.join('\n'))
}

function notesOf(parts: PackedParts, relations: Map<string, Relation>): SlideText[] {
  const path = [...relations.values()].find(({ type }) => type === 'notesSlide')?.target
  const tree = path ? childAt(requireXml(parts, path), 'cSld', 'spTree') : null
  return tree ? slideParagraphs(tree) : []
}
