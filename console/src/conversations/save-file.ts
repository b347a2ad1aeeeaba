import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../console-client.ts'

const KEPT_MS = 60_000

/** Saves a file of a message on the reader's own disk. */
export async function saveFile({ fileId, name }: FilePart) {
  const address = URL.createObjectURL(await client.files.content(fileId))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
