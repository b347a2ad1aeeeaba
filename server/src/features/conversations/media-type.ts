import { fileTypeFromBuffer } from 'file-type'
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
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
])

const MARK_WITHIN_BYTES = 8_192

/**
 * What a file is: by its first bytes where they tell, else text of the kind that its name says, when it is text.
 * Throws Fault `invalid_input` for one that is not what its name says.
 */
export async function detectMediaType(content: Uint8Array, name: string): Promise<string> {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const known = (await fileTypeFromBuffer(content))?.mime
  const promise = promised.get(ending)
  // A word processor may pack its parts in another order than the detector knows; the reader looks closer.
  const isKept =
    promise === undefined || known === promise || (ending === 'docx' && known === 'application/zip')
  if (!isKept && !hasPdfMark(ending, content))
    throw invalidInput(`The file is named .${ending}, but its content is something else.`)
  if (known) return known
  if (promise) return promise
  return isBinary(content) ? 'application/octet-stream' : (textTypes.get(ending) ?? 'text/plain')
}

/** Readers of PDF look for its mark anywhere near the start, not at the first byte alone. */
const hasPdfMark = (ending: string, content: Uint8Array) =>
  ending === 'pdf' && Buffer.from(content.subarray(0, MARK_WITHIN_BYTES)).includes('%PDF-')

function isBinary(content: Uint8Array): boolean {
  const isUtf16 = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  return !isUtf16 && content.subarray(0, MARK_WITHIN_BYTES).includes(0)
}
