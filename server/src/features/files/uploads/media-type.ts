import { invalidInput } from '#kernel/fault.ts'

const textTypes = new Map([
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['csv', 'text/csv'],
  ['json', 'application/json'],
])

/** Endings that promise a format which its first bytes would show. */
const promised = new Map([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['epub', 'application/epub+zip'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
])

const packed = new Set(['docx', 'xlsx', 'pptx', 'epub'])

const LOOKED_AT_BYTES = 8_192

/**
 * The media type of a file: by its first bytes if they tell, otherwise text of the kind that its name says, if it is
 * text. Throws Fault `invalid_input` if the content contradicts the name.
 */
export async function detectMediaType(content: Uint8Array, name: string): Promise<string> {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const found = await typeByContent(content)
  const promise = promised.get(ending)
  if (promise === undefined || found === promise) return found ?? textTypes.get(ending) ?? 'text/plain'
  // An office program may order its parts differently than the detector expects; the reader checks closer.
  if (found === 'application/zip' && packed.has(ending)) return promise
  // Encrypted, or of an old format: the reader reports it.
  if (found === 'application/x-cfb' && packed.has(ending)) return found
  throw invalidInput(`The file is named .${ending}, but its content is something else.`)
}

/**
 * By content alone; null for text, whose kind only a name tells. Text is checked first: two letters may be the
 * signature of an image.
 */
async function typeByContent(content: Uint8Array): Promise<string | null> {
  const start = Buffer.from(content.subarray(0, LOOKED_AT_BYTES))
  // Readers of PDF look for its mark anywhere near the start.
  if (start.subarray(0, 1_024).includes('%PDF-')) return 'application/pdf'
  if (isText(start)) return null
  const { fileTypeFromBuffer } = await import('file-type')
  return (await fileTypeFromBuffer(content))?.mime ?? 'application/octet-stream'
}

const isText = (start: Buffer): boolean => {
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  // Tab, line feed, form feed, carriage return, and the escape of some Japanese encodings.
  return isUtf16 || !start.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))
}
