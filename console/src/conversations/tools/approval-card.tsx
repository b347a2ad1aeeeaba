import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ToolApprovalPart, ToolCallPart } from '#contract/message-parts.ts'
import { toolConsent } from '../../data/tool-consent.ts'
import { refresh } from '../../data/cache.ts'
import { useMay } from '../../shell/me.ts'
import { useConsentWords } from '../../words/consent/consent-words.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useSpeech, useWords } from '../../words/words.tsx'
import classes from './tools.module.css'
import { Values } from './values.tsx'

interface ApprovalCardProps {
  call: ToolCallPart
  approval: ToolApprovalPart
  icon: ReactNode
}

type Choice = 'approve' | 'decline' | 'always'

/** Asks whether a call may be made, and shows what with. Whoever decides first has decided, on whichever device. */
export function ApprovalCard({ call, approval, icon }: ApprovalCardProps) {
  const general = useWords()
  const words = useConsentWords()
  const { language } = useSpeech()
  const mayDecide = useMay()('desk:write') || approval.personMayDecide
  const { busy, error, choose } = useDeciding(approval.approvalId)
  const until = new Date(approval.expiresAt).toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const button = (choice: Choice, variant: string) => (
    <Button
      size="sm"
      variant={variant}
      loading={busy === choice}
      disabled={busy !== null && busy !== choice}
      onClick={() => void choose(choice)}
    >
      {words[choice]}
    </Button>
  )
  return (
    <section className={classes.card} aria-label={words.tool(call.name, words.pending)}>
      <p className={classes.question}>
        {icon}
        <strong>{words.wants(call.name)}</strong>
      </p>
      <p className={classes.quiet}>{words.exactly}</p>
      <Values of={call.input} />
      {approval.isTainted && <p className={classes.warning}>{words.tainted}</p>}
      {mayDecide ? (
        <div className={classes.choices}>
          {button('approve', 'filled')}
          {button('decline', 'default')}
          {!approval.isTainted && button('always', 'subtle')}
        </div>
      ) : (
        <p className={classes.quiet}>{words.othersDecide}</p>
      )}
      <p className={classes.quiet}>{words.until(until)}</p>
      {error !== undefined && (
        <p className={classes.refusal} role="alert">
          {faultSentence(error, general)}
        </p>
      )}
    </section>
  )
}

function useDeciding(approvalId: string) {
  const [busy, setBusy] = useState<Choice | null>(null)
  const [error, setError] = useState<unknown>()
  const choose = async (choice: Choice) => {
    setBusy(choice)
    setError(undefined)
    try {
      await toolConsent.decide(approvalId, {
        decision: choice === 'decline' ? 'decline' : 'approve',
        ...(choice === 'always' && { always: true }),
      })
    } catch (failure) {
      setError(failure)
    }
    // Also where somebody else came first: what they decided is shown.
    refresh('messages/')
    setBusy(null)
  }
  return { busy, error, choose }
}
