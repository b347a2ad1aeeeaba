import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ToolApprovalPart, ToolCallPart } from '#contract/message-parts.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useMay } from '../../../data/me.ts'
import { useConsentMessages } from '../../../messages/consent/consent-messages.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useLocale, useMessages } from '../../../messages/messages.tsx'
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
  const t = useMessages()
  const tConsent = useConsentMessages()
  const { language } = useLocale()
  const mayDecide = useMay()('inbox:write') || approval.personMayDecide
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
      {tConsent[choice]}
    </Button>
  )
  return (
    <section className={classes.card} aria-label={tConsent.tool(call.name, tConsent.pending)}>
      <p className={classes.question}>
        {icon}
        <strong>{tConsent.wants(call.name)}</strong>
      </p>
      <p className={classes.quiet}>{tConsent.exactly}</p>
      <Values of={call.input} />
      {approval.isTainted && <p className={classes.warning}>{tConsent.tainted}</p>}
      {mayDecide ? (
        <div className={classes.choices}>
          {button('approve', 'filled')}
          {button('decline', 'default')}
          {!approval.isTainted && button('always', 'subtle')}
        </div>
      ) : (
        <p className={classes.quiet}>{tConsent.othersDecide}</p>
      )}
      <p className={classes.quiet}>{tConsent.until(until)}</p>
      {error !== undefined && (
        <p className={classes.refusal} role="alert">
          {faultSentence(error, t)}
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
      await client.toolConsent.decide(approvalId, {
        decision: choice === 'decline' ? 'decline' : 'approve',
        ...(choice === 'always' && { always: true }),
      })
    } catch (failure) {
      setError(failure)
    }
    // Also where somebody else came first: what they decided is shown.
    invalidate('tool-approval')
    setBusy(null)
  }
  return { busy, error, choose }
}
