import mammoth from 'mammoth'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { checkZip } from './check-zip.ts'
import { readHtml } from './read-html.ts'
import { Refusal } from './refusal.ts'

/** A Word document, with headings by style. Images are left out. */
export async function readDocx(content: Uint8Array): Promise<ExtractedDocument> {
  checkZip(content)
  return readHtml(await htmlOf(content))
}

async function htmlOf(content: Uint8Array): Promise<string> {
  try {
    const noPictures = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(content) },
      { convertImage: noPictures },
    )
    return value
  } catch (error) {
    throw new Refusal('damaged', 'The file is damaged: it is not a readable Word document.', { cause: error })
  }
}
