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

/** What quotes the documents where no model is connected, none can be reached, or a budget is used up. */
const WITHOUT_MODEL: readonly (string | null)[] = ['offline/extractive', 'offline/quoting']

/** When an answer was given, by which model, how long it took, its tokens and what they cost. */
export function ReplyFacts({ reply: { usage, cost, createdAt, agentVersion } }: { reply: Reply }) {
  const { words, locale } = useSpeech()
  const may = useMay()
  const { model, durationMs, inputTokens, outputTokens } = usage
  const isWithoutModel = WITHOUT_MODEL.includes(model)
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
          {may('model:manage') ? (
            <Link href={to.settings('models')}>{words.message.noModel}</Link>
          ) : (
            words.message.noModel
          )}
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
