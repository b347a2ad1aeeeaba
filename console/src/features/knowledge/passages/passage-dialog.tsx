import { Button, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../document-page.module.css'

/** A passage whole: where it stands, what it says, what the document says there. */
export function PassageDialog({ passage, onClose }: { passage: Passage; onClose: () => void }) {
  const { knowledge, message } = useMessages()
  const { passage: t } = knowledge
  const [text, setText] = useState(passage.text)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.documents.editPassage(passage.id, { text })
    invalidate('passage', { documentId: passage.documentId })
    onClose()
  })
  const place = [
    ...passage.headingPath,
    ...(passage.page === null ? [] : [message.page(passage.page)]),
    t.characters(passage.start, passage.end),
  ]
  return (
    <FormDialog
      title={t.edit}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      aside={
        passage.originalText !== null && (
          <Button variant="subtle" mr="auto" onClick={() => setText(passage.originalText ?? '')}>
            {t.restore}
          </Button>
        )
      }
    >
      <Text size="sm" c="var(--quiet)">
        {place.join(' › ')}
      </Text>
      <Textarea
        label={t.text}
        description={t.editHint}
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
          <summary>{t.original}</summary>
          <p className={classes.original} dir="auto">
            {passage.originalText}
          </p>
        </details>
      )}
    </FormDialog>
  )
}
