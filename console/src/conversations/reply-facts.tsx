import type { Reply } from '#contract/shapes/conversation.ts'
import { moneyIn } from '../look/money.ts'
import { When } from '../look/when.tsx'
import { useSpeech } from '../words/words.tsx'
import classes from './message.module.css'

const SHORT_MS = 100

/** When an answer was given, by which model, how long it took and what it cost; its tokens on hover. */
export function ReplyFacts({ reply: { usage, cost, createdAt } }: { reply: Reply }) {
  const { words, locale } = useSpeech()
  const { model, durationMs, inputTokens, outputTokens } = usage
  const facts = [
    model !== null &&
      durationMs !== null &&
      words.message.by(model, durationMs < SHORT_MS ? '< 0.1' : (durationMs / 1000).toFixed(1)),
    cost !== null && moneyIn(locale, cost),
  ].filter((fact) => fact !== false)
  const tokens =
    inputTokens === null || outputTokens === null
      ? undefined
      : words.message.tokens(inputTokens, outputTokens)
  return (
    <span className={classes.fact} title={tokens}>
      <When at={createdAt} />
      {facts.map((fact) => ` · ${fact}`)}
    </span>
  )
}
