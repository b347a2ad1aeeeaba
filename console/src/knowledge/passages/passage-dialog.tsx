import { Button, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { FormDialog } from '../../look/form-dialog.tsx'
import { useSending } from '../../settings/use-sending.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../document-page.module.css'

/** A passage whole: where it stands, what it says, what the document says there. */
export function PassageDialog({ passage, onClose }: { passage: Passage; onClose: () => void }) {
  const { knowledge, message } = useWords()
  const { passage: said } = knowledge
  const [text, setText] = useState(passage.text)
  const { error, isBusy, submit } = useSending(async () => {
    await client.documents.editPassage(passage.id, { text })
    refresh(`passages/${passage.documentId}`)
    onClose()
  })
  const place = [
    ...passage.headingPath,
    ...(passage.page === null ? [] : [message.page(passage.page)]),
    said.characters(passage.start, passage.end),
  ]
  return (
    <FormDialog
      title={said.edit}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      aside={
        passage.originalText !== null && (
          <Button variant="subtle" mr="auto" onClick={() => setText(passage.originalText ?? '')}>
            {said.restore}
          </Button>
        )
      }
    >
      <Text size="sm" c="var(--quiet)">
        {place.join(' › ')}
      </Text>
      <Textarea
        label={said.text}
        description={said.editHint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={6}
        maxRows={18}
        maxLength={20_000}
        required
        data-autofocus
      />
      {passage.originalText !== null && (
        <details>
          <summary>{said.original}</summary>
          <p className={classes.original} dir="auto">
            {passage.originalText}
          </p>
        </details>
      )}
    </FormDialog>
  )
}
