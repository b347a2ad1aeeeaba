import { Alert, Button, Group, Text, VisuallyHidden } from '@mantine/core'
import { textOf } from '#client/index.ts'
import type { SourcePart } from '#contract/message-parts.ts'
import { AnswerParts } from '../conversations/answer-parts.tsx'
import { AnswerSources } from '../conversations/answer-sources.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { AlertIcon } from '../../ui/icons.tsx'
import { formatMoney } from '../../ui/money.ts'
import { ModelFailureHelp } from '../models/model-failure-help.tsx'
import { replySentence } from '../../messages/reply-sentence.ts'
import { useLocale, useMessages } from '../../messages/messages.tsx'
import { isOver, type Turn } from './playground-turns.ts'
import classes from './playground.module.css'

interface PlaygroundTurnProps {
  turn: Turn
  isLast: boolean
  onAgain: () => void
}

/** A question and its answer, with what the answer stands on and what it took. */
export function PlaygroundTurn({ turn, isLast, onAgain }: PlaygroundTurnProps) {
  const { message } = useMessages()
  const { question, parts, asked } = turn
  const sources = parts.filter((part): part is SourcePart => part.type === 'source')
  const isWriting = !isOver(turn)
  return (
    <div className={classes.turn}>
      <article className={classes.question} aria-label={message.you} dir="auto">
        {question}
      </article>
      <article aria-label={asked.name} aria-busy={isWriting}>
        <AnswerParts parts={parts} sources={sources} isWriting={isWriting} isSplit={asked.splitReplies} />
        <AnswerSources sources={sources} />
        {isWriting && parts.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {message.thinking}
          </Text>
        )}
        <Outcome turn={turn} onAgain={isLast ? onAgain : undefined} />
        {!isWriting && (
          <Group gap="xs" c="var(--quiet)">
            {textOf(parts) !== '' && <CopyButton text={() => textOf(parts)} />}
            <Measures turn={turn} />
          </Group>
        )}
        {isLast && turn.state === 'completed' && (
          <VisuallyHidden role="status">{message.finished}</VisuallyHidden>
        )}
      </article>
    </div>
  )
}

/** What a person is told when there is no answer, or only half of one. */
function Outcome({ turn, onAgain }: { turn: Turn; onAgain: (() => void) | undefined }) {
  const t = useMessages()
  const { message, general, faults } = t
  const { state, code, detail } = turn
  if (state === 'cancelled')
    return (
      <Text size="sm" c="var(--quiet)">
        {message.stopped}
      </Text>
    )
  if (state === 'completed' && textOf(turn.parts) === '' && turn.parts.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        {message.nothing}
      </Text>
    )
  if (state !== 'failed' && state !== 'interrupted') return null
  const why = code === 'invalid_input' && detail ? faults.detail(detail) : code && replySentence(code, t)
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />} my="xs" role="alert">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm">
            {state === 'interrupted' ? message.interrupted : message.failed} {why}
          </Text>
          <ModelFailureHelp code={code} model={turn.usage?.model ?? null} />
        </div>
        {onAgain && (
          <Button size="xs" variant="default" onClick={onAgain}>
            {general.retry}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

/** Model, seconds, tokens and money of an answer, as far as they are known. */
function Measures({ turn: { usage, cost } }: { turn: Turn }) {
  const { messages: t, locale } = useLocale()
  if (!usage) return null
  const { model, durationMs, timeToFirstTokenMs, inputTokens, outputTokens } = usage
  const seconds = (ms: number) => (ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })
  const details = [
    model,
    durationMs !== null && t.agents.took(seconds(durationMs)),
    timeToFirstTokenMs !== null && t.agents.firstWord(seconds(timeToFirstTokenMs)),
    inputTokens !== null && outputTokens !== null && t.message.tokens(inputTokens, outputTokens),
    cost && formatMoney(locale, cost),
  ]
  return (
    <Text size="xs" flex={1}>
      {details.filter(Boolean).join(' · ')}
    </Text>
  )
}
