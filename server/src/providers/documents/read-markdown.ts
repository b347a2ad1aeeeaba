import { marked } from 'marked'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { refuseDeepMarkdown } from './nesting.ts'
import { readHtml } from './read-html.ts'

/** Markdown without its marks: people read the text, and search should not find asterisks. */
export function readMarkdown(content: string): ExtractedDocument {
  refuseDeepMarkdown(content)
  return readHtml(marked.parse(content.replace(/^---\n[\s\S]*?\n---\n/, ''), { async: false, gfm: true }))
}
