import { Fragment } from 'react'
import type { Reply } from '#contract/shapes/conversation.ts'
import { formatMoney } from '../../ui/money.ts'
import { formatSeconds } from '../../ui/seconds.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useLocale } from '../../messages/messages.tsx'
import classes from './message.module.css'

/** When an answer was given, by which model, how long it took, its tokens and what they cost. */
export function ReplyFacts({ reply: { basis, usage, cost, createdAt, agentVersion } }: { reply: Reply }) {
  const { messages: t, locale } = useLocale()
  const may = useMay()
  const { model, durationMs, inputTokens, outputTokens } = usage
  const isWithoutModel = basis !== null && basis !== 'model'
  const source = basis === 'documents' ? t.message.fromDocuments : t.message.noModel
  const hasTokens = !isWithoutModel && inputTokens !== null && outputTokens !== null
  const facts = [
    // The provider before the name is told on hover.
    model !== null &&
      !isWithoutModel &&
      durationMs !== null &&
      t.message.by(model.slice(model.lastIndexOf('/') + 1), formatSeconds(durationMs)),
    hasTokens && t.message.tokenCount(inputTokens + outputTokens),
    cost !== null && formatMoney(locale, cost),
  ].filter((fact) => fact !== false)
  const details = [
    model,
    hasTokens && t.message.tokens(inputTokens, outputTokens),
    agentVersion !== null && t.agents.version(agentVersion),
  ].filter(Boolean)
  return (
    <span className={classes.fact} title={details.join(' · ')}>
      <Timestamp at={createdAt} />
      {isWithoutModel && (
        <>
          {' · '}
          {may('model:manage') ? <Link href={to.settings('models')}>{source}</Link> : source}
        </>
      )}
      {facts.map((fact) => (
        <Fragment key={fact}>
          {' · '}
          <span className={classes.unbroken}>{fact}</span>
        </Fragment>
      ))}
    </span>
  )
}
