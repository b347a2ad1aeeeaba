import type { MessageRow } from '#features/conversations/index.ts'
import type { SummaryRow } from './summary-store.ts'

/** How many of the newest messages the model always gets word for word. */
export const KEPT_WHOLE = 10

/** What is remembered of a branch: its end word for word, newest first, and a summary of everything before it. */
export interface Remembered {
  history: MessageRow[]
  summary: SummaryRow | null
}

/** Cuts a branch, newest first, where the newest summary on it ends. */
export function rememberedOf(path: readonly MessageRow[], summaries: readonly SummaryRow[]): Remembered {
  const byMessage = new Map(summaries.map((summary) => [summary.message_id, summary]))
  const at = path.findIndex(({ id }) => byMessage.has(id))
  const summary = at < 0 ? null : (byMessage.get(path[at]?.id ?? '') ?? null)
  return { history: at < 0 ? [...path] : path.slice(0, at), summary }
}

/** Whether enough was said since the last summary to write the next one. 0 means never. */
export const isSummaryDue = (messagesSince: number, every: number): boolean =>
  every > 0 && messagesSince >= KEPT_WHOLE + every
