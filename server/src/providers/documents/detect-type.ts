import { entryNames } from './check-zip.ts'
import { guessEncoding, unmarkedUtf16 } from '#platform/text/guess-encoding.ts'
import { markedEncoding } from '#platform/text/text-from.ts'
import { Refusal } from './refusal.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
const EPUB = 'application/epub+zip'
const PDF = 'application/pdf'
const PROTECTED_OR_OLD_OFFICE = 'application/x-cfb'

const textTypes = ['text/plain', 'text/markdown', 'text/html', 'text/csv', 'application/json'] as const
export type ReadableType =
  | (typeof textTypes)[number]
  | typeof PDF
  | typeof DOCX
  | typeof XLSX
  | typeof PPTX
  | typeof EPUB
export const readableTypes: readonly ReadableType[] = [...textTypes, PDF, DOCX, XLSX, PPTX, EPUB]

/** The format of a ZIP archive by a part that only this format has, in any order of parts. */
const marksOfArchives: Record<string, ReadableType> = {
  'word/document.xml': DOCX,
  'xl/workbook.xml': XLSX,
  'ppt/presentation.xml': PPTX,
  'META-INF/container.xml': EPUB,
}

const isReadable = (type: string): type is ReadableType => readableTypes.some((readable) => readable === type)
const isText = (type: string) => textTypes.some((text) => text === type)
// Tab, line feed, form feed, carriage return, and the escape of some Japanese encodings.
const spaceBytes = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])
const saysNothing = new Set(['', 'application/octet-stream', 'application/zip'])

/** The actual type of the content. Throws Refusal if it contradicts the declared type, or is not readable. */
export async function detectType(content: Uint8Array, declared: string): Promise<ReadableType> {
  if (content.length === 0) throw new Refusal('empty', 'The file is empty.')
  const stated = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  const found = await typeOf(content)
  if (found === 'text') {
    if (isText(stated) && isReadable(stated)) return stated
    if (isReadable(stated)) throw mismatch(stated, 'text')
    if (saysNothing.has(stated) || stated.startsWith('text/')) return 'text/plain'
    throw unreadable(stated)
  }
  if (found === PROTECTED_OR_OLD_OFFICE)
    throw new Refusal(
      'password-or-old-format',
      'The file is protected by a password or in an old Office format. Save it as .docx, .xlsx or .pptx without a password.',
    )
  if (isReadable(stated) && stated !== found) throw mismatch(stated, found)
  if (isReadable(found)) return found
  throw unreadable(found)
}

const mismatch = (stated: string, found: string) =>
  new Refusal('mislabelled', `The file type is wrong: it is named ${stated}, but its content is ${found}.`)

const unreadable = (type: string) =>
  new Refusal(
    'unknown-type',
    `Files of the type ${type} cannot be read. Send PDF, Word, Excel, PowerPoint, EPUB, HTML, CSV, Markdown or text.`,
  )

/** The media type by first bytes, or `text`. Text is checked first: two letters may be the signature of an image. */
async function typeOf(content: Uint8Array): Promise<string> {
  const start = Buffer.from(content.subarray(0, 8_192))
  if (start.subarray(0, 1_024).includes('%PDF-')) return PDF
  if (start.subarray(0, 5).equals(Buffer.from('{\\rtf'))) return 'application/rtf'
  const controls = controlsIn(start)
  if (controls === 0) return 'text'
  const archive = start.subarray(0, 2).toString('latin1') === 'PK' ? archiveType(content) : null
  if (archive) return archive
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(content)
  if (found) return found.mime
  return controls <= Math.max(2, start.length / 200) ? 'text' : 'application/octet-stream'
}

const archiveType = (content: Uint8Array): ReadableType | null =>
  entryNames(content)
    .map((name) => marksOfArchives[name])
    .find((type) => type !== undefined) ?? null

/** How many bytes no text has; UTF-16 is text whatever its bytes are. */
function controlsIn(start: Uint8Array): number {
  const encoding = markedEncoding(start)
  if ((encoding && encoding !== 'utf-8') || unmarkedUtf16(start)) return 0
  const controls = start.filter((byte) => byte < 0x20 && !spaceBytes.has(byte)).length
  return controls > 0 && guessEncoding(start)?.startsWith('utf-16') ? 0 : controls
}
