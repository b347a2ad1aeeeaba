import { Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { Rating } from '#contract/shapes/rating.ts'
import { client } from '../../console-client.ts'
import { ratingOf } from '../../data/report-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Failure } from '../../look/failure.tsx'
import { useSending } from '../../settings/use-sending.ts'
import { useRatingWords } from '../../words/rating/rating-words.ts'
import { useSpeech } from '../../words/words.tsx'
import { Face } from './face.tsx'
import classes from './rating.module.css'

const scores = [1, 2, 3, 4, 5]

/** Asks the owner of a conversation how it went, in one row: five choices, then words if they like. */
export function RatingRow({ conversationId, isWished }: { conversationId: string; isWished: boolean }) {
  const { language } = useSpeech()
  const said = useRatingWords()
  const { value: wish } = useResource(ratingOf(conversationId, language))
  const [given, setGiven] = useState<Rating | null>(null)
  const [isDone, setIsDone] = useState(false)
  const [comment, setComment] = useState('')
  const { error, isBusy, submit } = useSending(async () => {
    setGiven(await client.ratings.give(conversationId, { score: given?.score ?? 1, comment }))
    setIsDone(true)
  })
  const { error: refused, submit: choose } = useChoice(conversationId, setGiven)
  if (!wish || (!isWished && !given)) return null
  if (isDone && given)
    return (
      <div className={classes.row} role="status">
        <Text size="sm" c="var(--quiet)">
          {said.thanks}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => setIsDone(false)}>
          {said.change}
        </Button>
      </div>
    )
  return (
    <fieldset className={classes.row}>
      <legend className={classes.question} dir="auto">
        {wish.question}
      </legend>
      <div className={classes.faces}>
        {scores.map((score) => (
          <UnstyledButton
            key={score}
            className={classes.face}
            aria-label={`${score}/5: ${said.score[score - 1]}`}
            title={said.score[score - 1]}
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
            aria-label={said.comment}
            placeholder={said.comment}
            maxLength={2_000}
            value={comment}
            onChange={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <Button loading={isBusy} onClick={() => void submit()}>
            {said.send}
          </Button>
        </Group>
      )}
      {(error ?? refused) !== undefined && <Failure error={error ?? refused} />}
    </fieldset>
  )
}

/** A choice counts at once: whoever leaves then has said how it went. */
function useChoice(conversationId: string, onGiven: (rating: Rating) => void) {
  const [error, setError] = useState<unknown>()
  const submit = async (score: number) => {
    try {
      setError(undefined)
      onGiven(await client.ratings.give(conversationId, { score }))
    } catch (failure) {
      setError(failure)
    }
  }
  return { error, submit }
}
