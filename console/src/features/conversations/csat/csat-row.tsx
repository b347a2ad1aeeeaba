import { Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { CsatRating } from '#contract/shapes/csat.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useCsatMessages } from '../../../messages/csat/csat-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { Face } from './face.tsx'
import classes from './csat.module.css'

const scores = [1, 2, 3, 4, 5]

/** Asks the owner of a conversation how it went, in one row: five choices, then words if they like. */
export function CsatRow({ conversationId, isRequested }: { conversationId: string; isRequested: boolean }) {
  const { language } = useLocale()
  const t = useCsatMessages()
  const { value: request } = useResource(resource('csat.read', conversationId, { language }))
  const [given, setGiven] = useState<CsatRating | null>(null)
  const [isDone, setIsDone] = useState(false)
  const [comment, setComment] = useState('')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    setGiven(await client.csat.give(conversationId, { score: given?.score ?? 1, comment }))
    setIsDone(true)
  })
  const { error: refused, submit: choose } = useChoice(conversationId, setGiven)
  if (!request || (!isRequested && !given)) return null
  if (isDone && given)
    return (
      <div className={classes.row} role="status">
        <Text size="sm" c="var(--quiet)">
          {t.thanks}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => setIsDone(false)}>
          {t.change}
        </Button>
      </div>
    )
  return (
    <fieldset className={classes.row}>
      <legend className={classes.question} dir="auto">
        {request.question}
      </legend>
      <div className={classes.faces}>
        {scores.map((score) => (
          <UnstyledButton
            key={score}
            className={classes.face}
            aria-label={`${score}/5: ${t.score[score - 1]}`}
            title={t.score[score - 1]}
            aria-pressed={given?.score === score}
            onClick={() => void choose(score)}
          >
            <Face score={score} />
          </UnstyledButton>
        ))}
      </div>
      {given && (
        <Group gap="xs" align="flex-end" className={classes.words}>
          <Textarea
            flex={1}
            autosize
            maxRows={4}
            aria-label={t.comment}
            placeholder={t.comment}
            maxLength={2_000}
            value={comment}
            onChange={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <Button loading={isBusy} onClick={() => void submit()}>
            {t.send}
          </Button>
        </Group>
      )}
      {(error ?? refused) !== undefined && <ErrorState error={error ?? refused} />}
    </fieldset>
  )
}

/** A choice counts at once: whoever leaves then has said how it went. */
function useChoice(conversationId: string, onGiven: (csatRating: CsatRating) => void) {
  const [error, setError] = useState<unknown>()
  const submit = async (score: number) => {
    try {
      setError(undefined)
      onGiven(await client.csat.give(conversationId, { score }))
    } catch (failure) {
      setError(failure)
    }
  }
  return { error, submit }
}
