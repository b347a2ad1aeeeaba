import { diffLines } from '#features/agents/index.ts'

const REMOVED_SHARE_MAX = 0.3
const ADDED_CHARACTERS_MAX = 1_500

interface Weighed {
  mode: string
  aboveConfidence: number
  /** Whether the conversation is one of a visitor or an end user. */
  inInbox: boolean
  confidence: number
  before: string
  after: string
}

/**
 * Whether an agent may change by itself: its owner allowed that, the model is sure enough, the change is small, and the
 * conversation was not one of strangers, who could otherwise talk an agent into another one for everybody.
 */
export function mayAdapt({ mode, aboveConfidence, inInbox, confidence, before, after }: Weighed): boolean {
  if (mode !== 'self' || inInbox || confidence <= aboveConfidence) return false
  const lines = diffLines(before, after).filter(({ text }) => text.trim() !== '')
  const old = lines.filter(({ kind }) => kind !== 'added')
  const removed = lines.filter(({ kind }) => kind === 'removed')
  const added = lines.filter(({ kind }) => kind === 'added')
  return (
    removed.length <= Math.max(1, old.length * REMOVED_SHARE_MAX) &&
    added.reduce((sum, { text }) => sum + text.length, 0) <= ADDED_CHARACTERS_MAX
  )
}
