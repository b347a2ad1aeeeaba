import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { removeWithUndo } from '../../../ui/removals.ts'
import { toast } from '../../../ui/toasts.ts'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useMay } from '../../../data/me.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useLocale, useMessages } from '../../../messages/messages.tsx'
import { AnswerForm } from './answer-form.tsx'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

/** One question: answered here, reviewed, and published as an FAQ entry of a knowledge base. */
export function UnansweredRow({ item }: { item: UnansweredQuestion }) {
  const { evals } = useEvalsMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <Stack gap="xs">
      <Group gap="xs" align="baseline">
        <Text fw={600} dir="auto">
          {item.question}
        </Text>
        {item.state === 'drafted' && <Badge variant="light">{evals.drafted}</Badge>}
      </Group>
      <Facts item={item} />
      {item.answer !== '' && !isOpen && (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {item.answer}
        </Text>
      )}
      {isOpen ? (
        <AnswerForm item={item} onClose={() => setOpen(false)} />
      ) : (
        <Actions item={item} onAnswer={() => setOpen(true)} />
      )}
    </Stack>
  )
}

function Facts({ item }: { item: UnansweredQuestion }) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  const may = useMay()
  const when = new Date(item.lastAt).toLocaleDateString(locale, { dateStyle: 'medium' })
  return (
    <Text size="xs" c="var(--quiet)" component="div">
      <Group gap="xs">
        <span>{`${evals.asked(item.times)} · ${evals.lastAsked(when)}`}</span>
        {item.conversationId !== null && may('conversation:read-inbox') && (
          <Link href={to.conversation(item.conversationId)}>{evals.where}</Link>
        )}
        {item.documentId !== null && <Link href={to.document(item.documentId)}>{evals.openFaqEntry}</Link>}
      </Group>
      {item.wordings.length > 0 && <span dir="auto">{evals.alsoAsked(item.wordings.join(' · '))}</span>}
    </Text>
  )
}

function Actions({ item, onAnswer }: { item: UnansweredQuestion; onAnswer: () => void }) {
  const t = useMessages()
  const { evals } = useEvalsMessages()
  const may = useMay()
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const act = (work: Promise<unknown>, message?: string) =>
    void work
      .then(() => message !== undefined && toast({ text: message }), fail)
      .finally(() => invalidate('unanswered-question'))
  const dismiss = () =>
    removeWithUndo({
      id: item.id,
      message: evals.dismissed(item.question),
      remove: () => client.unanswered.dismiss(item.id),
      onFailure: fail,
    })
  const isWaiting = item.state === 'open' || item.state === 'drafted'
  return (
    <Group gap="xs">
      {isWaiting && may('conversation:read-inbox') && (
        <Button size="xs" variant="default" onClick={onAnswer}>
          {item.state === 'drafted' ? evals.editDraft : evals.answerIt}
        </Button>
      )}
      {may('knowledge:write') && item.state === 'drafted' && (
        <Button size="xs" onClick={() => act(client.unanswered.publish(item.id), evals.published)}>
          {evals.publish}
        </Button>
      )}
      {may('knowledge:write') && isWaiting && (
        <Button size="xs" variant="subtle" onClick={dismiss}>
          {evals.dismiss}
        </Button>
      )}
      {may('knowledge:write') && item.state === 'dismissed' && (
        <Button size="xs" variant="default" onClick={() => act(client.unanswered.restore(item.id))}>
          {evals.putBack}
        </Button>
      )}
    </Group>
  )
}
