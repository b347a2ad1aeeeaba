import { Loader } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ToolApprovalPart, ToolCallPart, ToolResultPart } from '#contract/message-parts.ts'
import { useConsentMessages } from '../../../messages/consent/consent-messages.ts'
import type { ConsentMessages } from '../../../messages/consent/en.ts'
import { ApprovalCard } from './approval-card.tsx'
import classes from './tools.module.css'
import { Values } from './values.tsx'

/** What there is of a call: an answer that goes on from another has its result alone. */
export interface ToolStepProps {
  call?: ToolCallPart | undefined
  result?: ToolResultPart | undefined
  approval?: ToolApprovalPart | undefined
  isStreaming: boolean
  icon: ReactNode
}

/** A tool that the agent used, or wants to: what it asked, and what it got. */
export function ToolStep({ call, result, approval, isStreaming, icon }: ToolStepProps) {
  const t = useConsentMessages()
  const [isOpen, setOpen] = useState(false)
  if (call && approval?.state === 'pending')
    return <ApprovalCard call={call} approval={approval} icon={icon} />
  const name = call?.name ?? result?.name ?? ''
  const state = stateOf(t, { result, approval, isStreaming })
  return (
    <details
      className={classes.step}
      data-failed={result?.isError || undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {!result && !approval && isStreaming ? <Loader size={14} /> : icon}
        <bdi className={classes.name}>{name}</bdi>
        <span className={classes.state}>{state}</span>
      </summary>
      {isOpen && (
        <div className={classes.fold}>
          {call && (
            <>
              {t.asked}
              <Values of={call.input} />
            </>
          )}
          {result && (
            <>
              {t.got}
              <Values of={result.output} />
            </>
          )}
        </div>
      )}
    </details>
  )
}

function stateOf(
  t: ConsentMessages,
  { result, approval, isStreaming }: Pick<ToolStepProps, 'result' | 'approval' | 'isStreaming'>,
): string {
  if (result) return result.isError ? t.failed : t.done
  if (approval) {
    const state = t[approval.state]
    return approval.decidedBy ? t.by(state, approval.decidedBy) : state
  }
  return isStreaming ? t.runs : t.done
}
