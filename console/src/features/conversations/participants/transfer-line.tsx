import type { ToolCallPart } from '#contract/message-parts.ts'
import { RightIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './participants.module.css'

export const TRANSFER_TOOL = 'transfer_to_agent'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Says to whom an agent transferred the conversation, and why. */
export function TransferLine({ call }: { call: ToolCallPart }) {
  const { participants } = useMessages()
  const { agent, reason } = (call.input ?? {}) as { agent?: unknown; reason?: unknown }
  return (
    <p className={classes.passed}>
      <RightIcon size={14} />
      <span dir="auto">{participants.transferred(textOf(agent), textOf(reason))}</span>
    </p>
  )
}
