import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Import } from '#contract/shapes/import.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { ImportResult } from './import-result.tsx'
import { watchImport } from './watch-import.ts'

interface ImportDialogProps {
  /** The project that is looked at; empty for none. */
  projectId: string
  onClose: () => void
}

/** Takes conversations in from a file, and says how far that has come. */
export function ImportDialog({ projectId, onClose }: ImportDialogProps) {
  const { general, projects: t } = useProjectMessages()
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === projectId)
  const [file, setFile] = useState<File | null>(null)
  const [uploaded, setUploaded] = useState(0)
  const [taken, setTaken] = useState<Import | null>(null)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    if (!file) return
    setTaken(null)
    setUploaded(0)
    const { id } = await client.files.upload(file, file.name, { onProgress: setUploaded })
    await watchImport(id, project?.id, setTaken)
    invalidate('conversation')
  })
  return (
    <Modal opened onClose={onClose} title={t.importTitle} closeButtonProps={{ 'aria-label': general.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          <Text size="sm">{t.importHint}</Text>
          {project && <Text size="sm">{t.importInto(project.name)}</Text>}
          {error !== undefined && <ErrorState error={error} />}
          <FileInput
            label={t.importFile}
            placeholder={t.importPick}
            accept=".json,.zip,application/json,application/zip"
            value={file}
            onChange={(chosen) => {
              setFile(chosen)
              setTaken(null)
            }}
            disabled={isBusy}
            data-autofocus
          />
          {isBusy && <Going uploaded={uploaded} taken={taken} />}
          {taken?.endedAt && <ImportResult taken={taken} />}
          {taken?.state === 'failed' && <Alert color="red">{t.importRefused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.close}
            </Button>
            <Button type="submit" loading={isBusy} disabled={file === null || taken?.endedAt != null}>
              {t.importStart}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Going({ uploaded, taken }: { uploaded: number; taken: Import | null }) {
  const { projects: t } = useProjectMessages()
  const done = taken ? taken.imported + taken.skipped + taken.failed : 0
  const isCounted = taken !== null && taken.total !== null
  const label = isCounted
    ? t.importProgress(done, taken.total ?? 0)
    : uploaded < 1
      ? t.importUploading
      : t.importReading
  const share = isCounted ? done / Math.max(1, taken.total ?? 1) : uploaded
  return (
    <Stack gap={4}>
      <Progress value={share * 100} aria-label={label} animated />
      <Text size="sm" c="var(--quiet)" role="status">
        {label}
      </Text>
    </Stack>
  )
}
