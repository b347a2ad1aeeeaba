import { Button, FileButton, Group, Modal, Stack } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FaqImportPreview } from '#contract/shapes/faq-entry.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { UploadIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { type Choice, ImportPreview } from './import-preview.tsx'
import { base64Of } from './base64-of.ts'

/** What was chosen of a file. */
export interface FaqFile {
  readonly name: string
  /** Its bytes in base64: the server tells their encoding. */
  readonly content: string
  readonly preview: FaqImportPreview
}

/** Takes questions with their answers from a CSV file: first shows what that would bring, then does it. */
export function ImportFaqDialog({
  knowledgeBaseId,
  onClose,
}: {
  knowledgeBaseId: string
  onClose: () => void
}) {
  const { knowledge, general } = useMessages()
  const { faqEntries: t } = knowledge
  const [file, setFile] = useState<FaqFile | null>(null)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    if (!file) return
    const { added, changed } = await client.faqEntries.import(knowledgeBaseId, {
      content: file.content,
      ...choiceOf(file),
    })
    invalidate('document', { knowledgeBaseId })
    toast({ text: t.imported(added + changed) })
    onClose()
  })
  const [readError, setReadError] = useState<unknown>()
  const looks = useRef(0)
  const showPreview = async (name: string, content: string, choice: Choice = {}) => {
    const mine = ++looks.current
    setReadError(undefined)
    try {
      const preview = await client.faqEntries.preview(knowledgeBaseId, { content, ...choice })
      // Whoever chose again meanwhile waits for the later one.
      if (mine === looks.current) setFile({ name, content, preview })
    } catch (failure) {
      if (mine === looks.current) setReadError(failure)
    }
  }
  const chooseColumns = (from: FaqFile, choice: Choice) => {
    const chosen = { ...from, preview: { ...from.preview, ...choice } }
    setFile(chosen)
    void showPreview(from.name, from.content, choiceOf(chosen))
  }
  const choose = async (chosen: File | null) => {
    if (chosen) await showPreview(chosen.name, await base64Of(chosen))
  }
  const takes = file ? file.preview.added + file.preview.changed : 0
  return (
    <Modal opened onClose={onClose} title={t.import} size="xl">
      <Stack>
        {(error ?? readError) !== undefined && <ErrorState error={error ?? readError} />}
        <Group>
          <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(chosen) => void choose(chosen)}>
            {(props) => (
              <Button variant="default" leftSection={<UploadIcon />} data-autofocus {...props}>
                {t.chooseFile}
              </Button>
            )}
          </FileButton>
          {file && <bdi>{file.name}</bdi>}
        </Group>
        {file && <ImportPreview preview={file.preview} onChoice={(choice) => chooseColumns(file, choice)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button disabled={takes === 0} loading={isBusy} onClick={() => void submit()}>
            {t.doImport(takes)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const choiceOf = ({ preview: { questionColumn, answerColumn, hasHeader } }: FaqFile) => ({
  ...(questionColumn !== null && { questionColumn }),
  ...(answerColumn !== null && { answerColumn }),
  hasHeader,
})
