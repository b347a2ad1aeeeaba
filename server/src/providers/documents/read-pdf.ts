import { fileURLToPath } from 'node:url'
import {
  getDocument,
  InvalidPDFException,
  PasswordException,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
// The PDF worker. The library would look for this file by a path that does not exist in the built server.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { bodySize, linesOf, type PdfLine, writeLines } from './pdf-lines.ts'
import { Refusal } from './refusal.ts'
import { openTextWriter } from './text-writer.ts'

const cmaps = new URL('../../../../node_modules/pdfjs-dist/cmaps/', import.meta.url)
const fonts = new URL('../../../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url)

/** The text of a PDF page by page; larger lines become headings. Images are ignored. */
export async function readPdf(content: Uint8Array): Promise<ExtractedDocument> {
  const pages = await pagesOf(content)
  if (pages.every((lines) => lines.length === 0))
    throw new Refusal('scan', 'This PDF has no text. If it is a scan, have its text recognised (OCR) first.')
  const writer = openTextWriter()
  const body = bodySize(pages.flat())
  pages.forEach((lines, at) => {
    writer.page(at + 1)
    writeLines(lines, body, writer)
  })
  return writer.finish()
}

async function pagesOf(content: Uint8Array): Promise<PdfLine[][]> {
  const loading = getDocument({
    data: new Uint8Array(content),
    // Without these, old Chinese files give empty text and no error.
    cMapUrl: fileURLToPath(cmaps),
    cMapPacked: true,
    standardFontDataUrl: fileURLToPath(fonts),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await loading.promise
    const pages: PdfLine[][] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(linesOf(items))
      page.cleanup()
    }
    return pages
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await loading.destroy()
  }
}

function asRefusal(error: unknown): unknown {
  if (error instanceof PasswordException)
    return new Refusal(
      'password',
      'This PDF is protected by a password. Remove it and send the file again.',
      {
        cause: error,
      },
    )
  if (error instanceof InvalidPDFException)
    return new Refusal('damaged', 'The file is damaged: it is not a readable PDF.', { cause: error })
  return error
}
