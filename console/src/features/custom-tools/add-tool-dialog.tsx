import { Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NewCustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { ToolAddress, toolFields } from './tool-address.tsx'
import { AuthFields } from './auth-fields.tsx'
import { DocumentField } from './document-field.tsx'
import { parseObject } from './parse-object.ts'
import type { ToolDraft } from './tool-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'

interface AddToolDialogProps {
  isOpen: boolean
  onClose: () => void
  onMade: (made: NewCustomTool) => void
}

export function AddToolDialog({ isOpen, onClose, onMade }: AddToolDialogProps) {
  const t = useCustomToolMessages()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.addTitle} size="lg" closeOnClickOutside={false}>
      <AddToolForm onClose={onClose} onMade={onMade} />
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
    : { description: description.trim(), inputSchema: parseObject(schema) ?? {}, isReadOnly }),
  ...(auth.authHeader.trim() !== '' && { authHeader: auth.authHeader.trim(), authValue: auth.authValue }),
})

function AddToolForm({ onClose, onMade }: Omit<AddToolDialogProps, 'isOpen'>) {
  const t = useCustomToolMessages()
  const [draft, setDraft] = useState(blank)
  const set = (change: Partial<ToolDraft>) => setDraft((before) => ({ ...before, ...change }))
  const { errorBeside, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const made = await client.customTools.create(bodyOf(draft))
    invalidate('custom-tool')
    onMade(made)
  })
  const isWebhook = draft.kind === 'webhook'
  const isWhole = isWebhook
    ? draft.description.trim() !== '' && parseObject(draft.schema) !== null
    : draft.document.trim() !== ''
  return (
    <DialogForm
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={errorBeside(toolFields)}
      isUnfit={draft.name.trim() === '' || draft.url.trim() === '' || !isWhole}
      saveLabel={t.create}
    >
      <SegmentedControl
        aria-label={t.kind}
        data={[
          { value: 'openapi', label: t.openapi },
          { value: 'webhook', label: t.webhook },
        ]}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as ToolDraft['kind'] })}
      />
      <TextInput
        label={t.name}
        description={t.nameHint}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={saidOf('name')}
        maxLength={30}
        required
        data-autofocus
      />
      <ToolAddress draft={draft} set={set} refusal={saidOf('url')} />
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
    </DialogForm>
  )
}
