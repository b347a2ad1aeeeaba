import { Button, FileButton, Group, Modal, Stack } from '@mantine/core'
import { useRef, useState } from 'react'
import type { PairImportPreview } from '#contract/shapes/pair.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { Failure } from '../../look/failure.tsx'
import { UploadIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { useSending } from '../../settings/use-sending.ts'
import { useWords } from '../../words/words.tsx'
import { type Choice, ImportPreview } from './import-preview.tsx'
import { base64Of } from './base64-of.ts'

/** What was chosen of a file. */
export interface PairFile {
  readonly name: string
  /** Its bytes in base64: the server tells their encoding. */
  readonly content: string
  readonly preview: PairImportPreview
}

/** Takes questions with their answers from a CSV file: first shows what that would bring, then does it. */
export function ImportPairsDialog({ sourceId, onClose }: { sourceId: string; onClose: () => void }) {
  const { knowledge, general } = useWords()
  const { pairs: said } = knowledge
  const [file, setFile] = useState<PairFile | null>(null)
  const { error, isBusy, submit } = useSending(async () => {
    if (!file) return
    const { added, changed } = await client.pairs.import(sourceId, {
      content: file.content,
      ...choiceOf(file),
    })
    refresh(`documents/${sourceId}`)
    toast({ text: said.imported(added + changed) })
    onClose()
  })
  const [readError, setReadError] = useState<unknown>()
  const looks = useRef(0)
  const look = async (name: string, content: string, choice: Choice = {}) => {
    const mine = ++looks.current
    setReadError(undefined)
    try {
      const preview = await client.pairs.preview(sourceId, { content, ...choice })
      // Whoever chose again meanwhile waits for the later one.
      if (mine === looks.current) setFile({ name, content, preview })
    } catch (failure) {
      if (mine === looks.current) setReadError(failure)
    }
  }
  const chooseColumns = (from: PairFile, choice: Choice) => {
    const chosen = { ...from, preview: { ...from.preview, ...choice } }
    setFile(chosen)
    void look(from.name, from.content, choiceOf(chosen))
  }
  const choose = async (chosen: File | null) => {
    if (chosen) await look(chosen.name, await base64Of(chosen))
  }
  const takes = file ? file.preview.added + file.preview.changed : 0
  return (
    <Modal opened onClose={onClose} title={said.import} size="xl">
      <Stack>
        {(error ?? readError) !== undefined && <Failure error={error ?? readError} />}
        <Group>
          <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(chosen) => void choose(chosen)}>
            {(props) => (
              <Button variant="default" leftSection={<UploadIcon />} data-autofocus {...props}>
                {said.chooseFile}
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
            {said.doImport(takes)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const choiceOf = ({ preview: { questionColumn, answerColumn, hasHeader } }: PairFile) => ({
  ...(questionColumn !== null && { questionColumn }),
  ...(answerColumn !== null && { answerColumn }),
  hasHeader,
})
