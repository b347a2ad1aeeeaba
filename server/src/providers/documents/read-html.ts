import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { isLayoutTable, listLines, tableLines } from './html-lines.ts'
import { type HtmlElement, type HtmlNode, inlineText, isBlock, isSkipped, rawText } from './html-text.ts'
import { parsePage } from './nesting.ts'
import { isFurniture, mainPart, pageFacts } from './page-facts.ts'
import { openTextWriter, type TextWriter } from './text-writer.ts'

/** The text of a page: headings, paragraphs, and lists and tables line by line. */
export function readHtml(html: string): ExtractedDocument {
  const writer = openTextWriter()
  const children = parsePage(html)
  writeHtml(mainPart(children) ?? children, writer)
  return { ...writer.finish(), page: pageFacts(children) }
}

/** Writes sibling nodes of a page: inline nodes together become one paragraph, until a block interrupts them. */
export function writeHtml(nodes: readonly HtmlNode[], writer: TextWriter): void {
  let line = ''
  for (const node of nodes) {
    if (!isBlock(node)) {
      line += inlineText(node)
      continue
    }
    writer.block(line.trim())
    line = ''
    writeBlock(node, writer)
  }
  writer.block(line.trim())
}

function writeBlock(node: HtmlElement, writer: TextWriter): void {
  if (isSkipped(node) || isFurniture(node)) return
  switch (node.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return writer.heading(Number(node.name[1]), inlineText(node))
    case 'ul':
    case 'ol':
    case 'dl':
      return writer.block(listLines(node).join('\n'))
    case 'table':
      return isLayoutTable(node)
        ? writeHtml(node.children, writer)
        : writer.block(tableLines(node).join('\n'))
    case 'pre':
      return writer.block(rawText(node))
    default:
      return writeHtml(node.children, writer)
  }
}
