import { Fragment } from 'react'
import type { Reply } from '#contract/shapes/conversation.ts'
import { moneyIn } from '../look/money.ts'
import { secondsOf } from '../look/seconds.ts'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { useSpeech } from '../words/words.tsx'
import classes from './message.module.css'

/** When an answer was given, by which model, how long it took, its tokens and what they cost. */
export function ReplyFacts({ reply: { basis, usage, cost, createdAt, agentVersion } }: { reply: Reply }) {
  const { words, locale } = useSpeech()
  const may = useMay()
  const { model, durationMs, inputTokens, outputTokens } = usage
  const isWithoutModel = basis !== null && basis !== 'model'
  const source = basis === 'documents' ? words.message.fromDocuments : words.message.noModel
  const hasTokens = !isWithoutModel && inputTokens !== null && outputTokens !== null
  const facts = [
    // The provider before the name is told on hover.
    model !== null &&
      !isWithoutModel &&
      durationMs !== null &&
      words.message.by(model.slice(model.lastIndexOf('/') + 1), secondsOf(durationMs)),
    hasTokens && words.message.tokenCount(inputTokens + outputTokens),
    cost !== null && moneyIn(locale, cost),
  ].filter((fact) => fact !== false)
  const details = [
    model,
    hasTokens && words.message.tokens(inputTokens, outputTokens),
    agentVersion !== null && words.agents.version(agentVersion),
  ].filter(Boolean)
  return (
    <span className={classes.fact} title={details.join(' · ')}>
      <When at={createdAt} />
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
