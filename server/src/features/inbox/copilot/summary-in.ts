import { z } from 'zod'
import { InboxMood, type InboxSummary } from '#contract/shapes/inbox.ts'

const CHARACTERS_MAX = 1_000

const text = z
  .string()
  .trim()
  .transform((said) => [...said].slice(0, CHARACTERS_MAX).join(''))
const Written = z.object({
  asked: text.pipe(z.string().min(1)),
  tried: text.catch(''),
  mood: InboxMood.catch('calm'),
})

/** The summary that a model wrote; text without the requested structure is taken as the request. */
export function summaryIn(written: string): InboxSummary {
  const [from, to] = [written.indexOf('{'), written.lastIndexOf('}')]
  try {
    return Written.parse(JSON.parse(written.slice(from, to + 1)))
  } catch {
    return { asked: [...written.trim()].slice(0, CHARACTERS_MAX).join(''), tried: '', mood: 'calm' }
  }
}
