import { Alert, Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReplyCode } from '#contract/error-codes.ts'
import type { ReplyState } from '#contract/reply-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { useStore } from '../../data/store.ts'
import { isDisconnected } from '../../data/use-live-events.ts'
import { AlertIcon } from '../../ui/icons.tsx'
import { ModelFailureHelp } from '../models/model-failure-help.tsx'
import { replySentence } from '../../messages/reply-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useAgentAnswers } from './agent-answers.ts'
import type { LiveReply } from './live-replies.ts'
import classes from './message.module.css'
import { TypingIndicator } from './typing-indicator.tsx'
import { useRegenerate } from './use-regenerate.ts'

interface AnswerStateProps {
  message: Message
  state: ReplyState
  code: ReplyCode | null
  /** The model that was asked; null where that is not known. */
  model: string | null
  hasText: boolean
  isSplit: boolean
  waiting: LiveReply['waiting']
  isBehindAnother: boolean
}

/** Where an answer stands, when its words do not say that already. */
export function AnswerState({
  message,
  state,
  code,
  model,
  hasText,
  isSplit,
  waiting,
  isBehindAnother,
}: AnswerStateProps) {
  const t = useMessages()
  const isLost = useStore(isDisconnected)
  if (state === 'queued' || state === 'running') {
    if (isLost) return <p className={classes.state}>{t.message.reconnecting}</p>
    if (waiting) return <Waiting until={waiting.until} />
    if (isBehindAnother) return <p className={classes.state}>{t.message.queued}</p>
    if (isSplit) return <TypingIndicator />
    return (
      <p className={classes.state}>
        <span className={classes.pulse} />
        {hasText ? t.message.writing : t.message.thinking}
      </p>
    )
  }
  if (state === 'completed')
    return hasText || message.parts.length > 0 ? null : <Quiet text={t.message.nothing} />
  if (state === 'cancelled') return <Quiet text={t.message.stopped} />
  const notice = state === 'interrupted' ? t.message.interrupted : t.message.failed
  const text = code === null ? notice : `${notice} ${replySentence(code, t)}`
  return <Failed message={message} text={text} code={code} model={model} />
}

const Quiet = ({ text }: { text: string }) => (
  <Text size="sm" c="var(--quiet)" my={4}>
    {text}
  </Text>
)

interface FailedProps extends Pick<AnswerStateProps, 'message' | 'code' | 'model'> {
  text: string
}

function Failed({ message, text, code, model }: FailedProps) {
  const { general } = useMessages()
  const { regenerate, isBusy } = useRegenerate(message)
  const agentAnswers = useAgentAnswers()
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />} my="xs" role="alert">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm">{text}</Text>
          <ModelFailureHelp code={code} model={model} />
        </div>
        {agentAnswers && (
          <Button size="xs" variant="default" onClick={regenerate} loading={isBusy}>
            {general.retry}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

/** Counts down to the next try, where the server said when that is. */
function Waiting({ until }: { until: number | null }) {
  const { message } = useMessages()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  return (
    <p className={classes.state}>
      <span className={classes.pulse} />
      {seconds > 0 ? message.waiting(seconds) : message.thinking}
    </p>
  )
}
