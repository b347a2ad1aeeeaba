import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NewCustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import { AuthFields } from './auth-fields.tsx'
import { DocumentField } from './document-field.tsx'
import { objectIn } from './object-in.ts'
import type { ToolDraft } from './tool-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'

interface AddToolDialogProps {
  isOpen: boolean
  onClose: () => void
  onMade: (made: NewCustomTool) => void
}

export function AddToolDialog({ isOpen, onClose, onMade }: AddToolDialogProps) {
  const said = useCustomToolWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={said.addTitle} size="lg">
      <AddToolForm onMade={onMade} />
    </Modal>
  )
}

const blank: ToolDraft = {
  kind: 'openapi',
  name: '',
  url: '',
  document: '',
  description: '',
  schema: '{ "type": "object", "properties": {} }',
  isReadOnly: false,
  authHeader: '',
  authValue: '',
}

const bodyOf = ({ kind, name, url, document, description, schema, isReadOnly, ...auth }: ToolDraft) => ({
  kind,
  name: name.trim(),
  url: url.trim(),
  ...(kind === 'openapi'
    ? { document }
    : { description: description.trim(), inputSchema: objectIn(schema) ?? {}, isReadOnly }),
  ...(auth.authHeader.trim() !== '' && { authHeader: auth.authHeader.trim(), authValue: auth.authValue }),
})

function AddToolForm({ onMade }: Pick<AddToolDialogProps, 'onMade'>) {
  const said = useCustomToolWords()
  const [draft, setDraft] = useState(blank)
  const set = (change: Partial<ToolDraft>) => setDraft((before) => ({ ...before, ...change }))
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    const made = await client.customTools.create(bodyOf(draft))
    refresh('custom-tools')
    refresh('tools')
    onMade(made)
  })
  const isWebhook = draft.kind === 'webhook'
  const isWhole = isWebhook
    ? draft.description.trim() !== '' && objectIn(draft.schema) !== null
    : draft.document.trim() !== ''
  const refusals = ['name', 'url', 'document', 'inputSchema', 'authHeader', 'authValue'].map(saidOf)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {error !== undefined && refusals.every((one) => one === undefined) && <Failure error={error} />}
        <SegmentedControl
          aria-label={said.kind}
          data={[
            { value: 'openapi', label: said.openapi },
            { value: 'webhook', label: said.webhook },
          ]}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as ToolDraft['kind'] })}
        />
        <TextInput
          label={said.name}
          description={said.nameHint}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={saidOf('name')}
          maxLength={30}
          required
          data-autofocus
        />
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
        />
        {isWebhook ? (
          <WebhookFields draft={draft} set={set} refusal={saidOf('inputSchema')} />
        ) : (
          <DocumentField
            value={draft.document}
            onChange={(document) => set({ document })}
            refusal={saidOf('document')}
          />
        )}
        <AuthFields draft={draft} set={set} saidOf={saidOf} />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={isBusy}
            disabled={draft.name.trim() === '' || draft.url.trim() === '' || !isWhole}
          >
            {said.create}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
