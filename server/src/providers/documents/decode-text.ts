import { textFrom } from '#platform/text/text-from.ts'
import { Refusal } from './refusal.ts'

/** Text from bytes, in whatever encoding: see `textFrom`. Throws Refusal for what is plausible in none. */
export function decodeText(content: Uint8Array, declared: string | null = null): string {
  const text = textFrom(content, declared)
  if (text !== null) return text
  throw new Refusal(
    'unknown-encoding',
    'The text encoding could not be recognized. Save the file as UTF-8 and send it again.',
  )
}
