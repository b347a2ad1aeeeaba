import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { removeWithUndo } from '../../data/removals.ts'
import { toast } from '../../look/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../shell/me.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useSpeech, useWords } from '../../words/words.tsx'
import { AnswerForm } from './answer-form.tsx'
import { useProofWords } from '../../words/proof/proof-words.ts'

/** One question: answered here, reviewed, and published as a pair of a source. */
export function UnansweredRow({ item }: { item: UnansweredQuestion }) {
  const { proof } = useProofWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <Stack gap="xs">
      <Group gap="xs" align="baseline">
        <Text fw={600} dir="auto">
          {item.question}
        </Text>
        {item.state === 'drafted' && <Badge variant="light">{proof.drafted}</Badge>}
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
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  const may = useMay()
  const when = new Date(item.lastAt).toLocaleDateString(locale, { dateStyle: 'medium' })
  return (
    <Text size="xs" c="var(--quiet)" component="div">
      <Group gap="xs">
        <span>{`${proof.asked(item.times)} · ${proof.lastAsked(when)}`}</span>
        {item.conversationId !== null && may('conversation:read-desk') && (
          <Link href={to.conversation(item.conversationId)}>{proof.where}</Link>
        )}
        {item.documentId !== null && <Link href={to.document(item.documentId)}>{proof.openPair}</Link>}
      </Group>
      {item.wordings.length > 0 && <span dir="auto">{proof.alsoAsked(item.wordings.join(' · '))}</span>}
    </Text>
  )
}

function Actions({ item, onAnswer }: { item: UnansweredQuestion; onAnswer: () => void }) {
  const words = useWords()
  const { proof } = useProofWords()
  const may = useMay()
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const act = (work: Promise<unknown>, said?: string) =>
    void work
      .then(() => said !== undefined && toast({ text: said }), fail)
      .finally(() => refresh('unanswered'))
  const dismiss = () =>
    removeWithUndo({
      id: item.id,
      said: proof.dismissed(item.question),
      remove: () => client.unanswered.dismiss(item.id),
      onFailure: fail,
    })
  const isWaiting = item.state === 'open' || item.state === 'drafted'
  return (
    <Group gap="xs">
      {isWaiting && may('conversation:read-desk') && (
        <Button size="xs" variant="default" onClick={onAnswer}>
          {item.state === 'drafted' ? proof.editDraft : proof.answerIt}
        </Button>
      )}
      {may('knowledge:write') && item.state === 'drafted' && (
        <Button size="xs" onClick={() => act(client.unanswered.publish(item.id), proof.published)}>
          {proof.publish}
        </Button>
      )}
      {may('knowledge:write') && isWaiting && (
        <Button size="xs" variant="subtle" onClick={dismiss}>
          {proof.dismiss}
        </Button>
      )}
      {may('knowledge:write') && item.state === 'dismissed' && (
        <Button size="xs" variant="default" onClick={() => act(client.unanswered.restore(item.id))}>
          {proof.putBack}
        </Button>
      )}
    </Group>
  )
}
