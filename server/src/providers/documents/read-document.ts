import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { decodeText } from './decode-text.ts'
import { detectType } from './detect-type.ts'

/** Reads a document in this thread. Readers of the heavier formats are only loaded when needed. Throws Refusal. */
export async function readDocument(content: Uint8Array, declared: string): Promise<ExtractedDocument> {
  const type = await detectType(content, declared)
  switch (type) {
    case 'application/pdf':
      return (await import('./read-pdf.ts')).readPdf(content)
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return (await import('./read-docx.ts')).readDocx(content)
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return (await import('./read-xlsx.ts')).readXlsx(content)
    case 'application/vnd.openxmlformats-officedocument.presentationml.presentation':
      return (await import('./read-pptx.ts')).readPptx(content)
    case 'application/epub+zip':
      return (await import('./read-epub.ts')).readEpub(content)
    case 'text/html':
      return (await import('./read-html.ts')).readHtml(decodeText(content, encodingOfPage(content)))
    case 'text/markdown':
      return (await import('./read-markdown.ts')).readMarkdown(decodeText(content))
    case 'text/csv':
      return (await import('./read-csv-table.ts')).readCsvTable(decodeText(content))
    case 'text/plain':
    case 'application/json':
      return (await import('./read-plain.ts')).readPlain(decodeText(content))
  }
}

/** The encoding declared by a page. */
const encodingOfPage = (content: Uint8Array): string | null =>
  /<meta[^<>]+charset\s*=\s*(?:["']\s*)?([\w-]+)/i.exec(
    Buffer.from(content.subarray(0, 2_048)).toString('latin1'),
  )?.[1] ?? null
