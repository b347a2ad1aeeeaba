import { marked } from 'marked'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { readHtml } from './read-html.ts'

/** Markdown without its marks: people read the text, and search should not find asterisks. */
export const readMarkdown = (content: string): ExtractedDocument =>
  readHtml(marked.parse(content.replace(/^---\n[\s\S]*?\n---\n/, ''), { async: false, gfm: true }))
