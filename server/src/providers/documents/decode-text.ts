import { textFrom } from '#platform/text/text-from.ts'
import { Refusal } from './refusal.ts'

/** Text from bytes in any encoding: see `textFrom`. Throws Refusal if none is plausible. */
export function decodeText(content: Uint8Array, declared: string | null = null): string {
  const text = textFrom(content, declared)
  if (text !== null) return text
  throw new Refusal(
    'unknown-encoding',
    'The text encoding could not be recognized. Save the file as UTF-8 and send it again.',
  )
}
