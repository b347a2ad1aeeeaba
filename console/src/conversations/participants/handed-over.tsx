import type { ToolCallPart } from '#contract/message-parts.ts'
import { RightIcon } from '../../look/icons.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './participants.module.css'

export const HAND_OVER_TOOL = 'hand_over_to_agent'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Says to whom an agent handed the conversation, and why. */
export function HandedOver({ call }: { call: ToolCallPart }) {
  const { participants } = useWords()
  const { agent, reason } = (call.input ?? {}) as { agent?: unknown; reason?: unknown }
  return (
    <p className={classes.passed}>
      <RightIcon size={14} />
      <span dir="auto">{participants.handedOver(textOf(agent), textOf(reason))}</span>
    </p>
  )
}
