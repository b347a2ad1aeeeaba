import { createHash } from 'node:crypto'
import { ProcessBroken } from '#platform/processes/limited-process.ts'
import { openProcessPool } from '#platform/processes/process-pool.ts'
import { asWritten } from './as-written.ts'

const CHARACTERS_MAX = 200_000
const TIME_LIMIT_MS = 2_000
const SLOW_KEPT = 1_000

const processes = openProcessPool<readonly string[], readonly string[]>({
  module: new URL('./markdown-thread.ts', import.meta.url),
  limits: { memoryLimitMb: 128, timeLimitMs: TIME_LIMIT_MS },
  processesMax: 1,
  isReusable: () => true,
})

/** Text that took too long once is not tried again: the same page may be requested over and over. */
const slow = new Set<string>()

/**
 * Untrusted Markdown as HTML, text by text: paragraphs, lists, links and tables, without images, styles or scripts. The
 * parser can take quadratic time, so it runs in a process with a deadline; texts that exceed it, or 200,000 characters
 * in total, are shown as they were typed. Throws the signal's reason.
 */
export async function harmlessHtml(
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const plain = texts.map(asWritten)
  if (texts.length === 0 || lengthOf(texts) > CHARACTERS_MAX) return plain
  const key = createHash('sha256').update(JSON.stringify(texts)).digest('base64')
  if (slow.has(key)) return plain
  try {
    return await processes.ask(texts, signal)
  } catch (error) {
    if (!(error instanceof ProcessBroken)) throw error
    if (slow.size >= SLOW_KEPT) slow.clear()
    slow.add(key)
    return plain
  }
}

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + length, 0)
