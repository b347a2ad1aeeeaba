import { unfenced } from '#platform/text/unfenced.ts'
import { MESSAGES_MAX, openSplitter, type Splitter } from './splitter.ts'

const OPENINGS = ['{"messages":[', '```json{"messages":[', '```{"messages":[']
const LOOKED_AT = 100

/**
 * A splitter for models that were trained to return messages as one JSON object, `{"messages": ["…", "…"]}`, with or
 * without a code fence: text that starts like one is held back until it is complete. Other text is split at empty lines
 * as it arrives.
 */
export function openMessageReader(): Splitter {
  const splitter = openSplitter()
  /** Text that may still turn out to be such an object; null if it cannot. */
  let held: string | null = ''
  return {
    take(text) {
      if (held === null) return splitter.take(text)
      held += text
      if (mayBeList(held)) return []
      const plain = held
      held = null
      return splitter.take(plain)
    },
    flush() {
      const whole = held ?? ''
      held = ''
      return messagesIn(whole) ?? [...splitter.take(whole), ...splitter.flush()]
    },
  }
}

function mayBeList(text: string): boolean {
  const beginning = text.slice(0, LOOKED_AT).replaceAll(/\s/g, '')
  return OPENINGS.some((opening) => opening.startsWith(beginning) || beginning.startsWith(opening))
}

/** The messages of such an object, each but the last followed by an empty line; null for any other text. */
function messagesIn(text: string): string[] | null {
  if (text === '') return null
  const listed = (jsonOf(unfenced(text)) as { messages?: unknown } | null)?.messages
  if (!Array.isArray(listed) || !listed.every((one) => typeof one === 'string')) return null
  const said = listed.map((one) => one.trim()).filter((one) => one !== '')
  if (said.length === 0) return null
  const shown = [...said.slice(0, MESSAGES_MAX - 1), said.slice(MESSAGES_MAX - 1).join('\n\n')]
  return shown
    .filter((one) => one !== '')
    .map((one, at, { length }) => (at < length - 1 ? `${one}\n\n` : one))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
