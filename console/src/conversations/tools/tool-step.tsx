import { Loader } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ToolApprovalPart, ToolCallPart, ToolResultPart } from '#contract/message-parts.ts'
import { useConsentWords } from '../../words/consent/consent-words.ts'
import type { ConsentWords } from '../../words/consent/en.ts'
import { ApprovalCard } from './approval-card.tsx'
import classes from './tools.module.css'
import { Values } from './values.tsx'

/** What there is of a call: an answer that goes on from another has its result alone. */
export interface ToolStepProps {
  call?: ToolCallPart | undefined
  result?: ToolResultPart | undefined
  approval?: ToolApprovalPart | undefined
  isGoingOn: boolean
  icon: ReactNode
}

/** A tool that the agent used, or wants to: what it asked, and what it got. */
export function ToolStep({ call, result, approval, isGoingOn, icon }: ToolStepProps) {
  const words = useConsentWords()
  const [isOpen, setOpen] = useState(false)
  if (call && approval?.state === 'pending')
    return <ApprovalCard call={call} approval={approval} icon={icon} />
  const name = call?.name ?? result?.name ?? ''
  const state = stateOf(words, { result, approval, isGoingOn })
  return (
    <details
      className={classes.step}
      data-failed={result?.isError || undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {!result && !approval && isGoingOn ? <Loader size={14} /> : icon}
        <bdi className={classes.name}>{name}</bdi>
        <span className={classes.state}>{state}</span>
      </summary>
      {isOpen && (
        <div className={classes.fold}>
          {call && (
            <>
              {words.asked}
              <Values of={call.input} />
            </>
          )}
          {result && (
            <>
              {words.got}
              <Values of={result.output} />
            </>
          )}
        </div>
      )}
    </details>
  )
}

function stateOf(
  words: ConsentWords,
  { result, approval, isGoingOn }: Pick<ToolStepProps, 'result' | 'approval' | 'isGoingOn'>,
): string {
  if (result) return result.isError ? words.failed : words.done
  if (approval) {
    const state = words[approval.state]
    return approval.decidedBy ? words.by(state, approval.decidedBy) : state
  }
  return isGoingOn ? words.runs : words.done
}
