import type { CommandContext } from '#kernel/use-case.ts'
import { filesLeft } from '../job-kinds.ts'

const AT_ONCE = 100

/** Has files removed after the commit that a document had, or that many had; null for one that came as text. */
export function leaveFiles({ enqueue }: CommandContext, keys: readonly (string | null)[]): void {
  const left = [...new Set(keys.filter((key) => key !== null))]
  for (let at = 0; at < left.length; at += AT_ONCE) enqueue(filesLeft, { keys: left.slice(at, at + AT_ONCE) })
}
