import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import { AuthFields } from './auth-fields.tsx'
import { DocumentField } from './document-field.tsx'
import { objectIn } from './object-in.ts'
import { changeOf, draftOf, type ToolDraft, wantsSecret } from './tool-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'

interface EditToolDialogProps {
  tool: CustomTool
  isOpen: boolean
  onClose: () => void
}

/** Changes where a service is, what it offers and what it is shown. Its name stays: agents list its tools by it. */
export function EditToolDialog({ tool, isOpen, onClose }: EditToolDialogProps) {
  const said = useCustomToolWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={said.changeTitle(tool.name)} size="lg">
      <EditToolForm key={tool.updatedAt} tool={tool} onDone={onClose} />
    </Modal>
  )
}

function EditToolForm({ tool, onDone }: { tool: CustomTool; onDone: () => void }) {
  const said = useCustomToolWords()
  const [before] = useState(() => draftOf(tool))
  const [draft, setDraft] = useState(before)
  const set = (change: Partial<ToolDraft>) => setDraft((last) => ({ ...last, ...change }))
  const change = changeOf(before, draft)
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    await client.customTools.change(tool.id, change)
    refresh('custom-tools')
    refresh('tools')
    onDone()
  })
  const isWebhook = draft.kind === 'webhook'
  const isWhole =
    draft.url.trim() !== '' &&
    (!wantsSecret(before, draft) || draft.authValue !== '') &&
    (!isWebhook || (draft.description.trim() !== '' && objectIn(draft.schema) !== null))
  const refusals = ['url', 'document', 'inputSchema', 'authHeader', 'authValue'].map(saidOf)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {error !== undefined && refusals.every((one) => one === undefined) && <Failure error={error} />}
        <TextInput
          label={said.url}
          description={isWebhook ? said.webhookUrlHint : said.urlHint}
          type="url"
          inputMode="url"
          value={draft.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
          error={saidOf('url')}
          maxLength={500}
          required
          data-autofocus
        />
        {isWebhook ? (
          <WebhookFields draft={draft} set={set} refusal={saidOf('inputSchema')} />
        ) : (
          <DocumentField
            value={draft.document}
            onChange={(document) => set({ document })}
            refusal={saidOf('document')}
            hint={said.documentKept}
          />
        )}
        <AuthFields draft={draft} set={set} saidOf={saidOf} isKept={!wantsSecret(before, draft)} />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!isWhole || Object.keys(change).length === 0}>
            {said.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
