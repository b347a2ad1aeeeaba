import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { ToolAddress, toolFields } from './tool-address.tsx'
import { AuthFields } from './auth-fields.tsx'
import { DocumentField } from './document-field.tsx'
import { parseObject } from './parse-object.ts'
import { changeOf, draftOf, type ToolDraft, wantsSecret } from './tool-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'

interface EditToolDialogProps {
  tool: CustomTool
  isOpen: boolean
  onClose: () => void
}

/** Changes where a service is, what it offers and what it is shown. Its name stays: agents list its tools by it. */
export function EditToolDialog({ tool, isOpen, onClose }: EditToolDialogProps) {
  const t = useCustomToolMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.changeTitle(tool.name)}
      size="lg"
      closeOnClickOutside={false}
    >
      <EditToolForm key={tool.updatedAt} tool={tool} onClose={onClose} />
    </Modal>
  )
}

function EditToolForm({ tool, onClose }: { tool: CustomTool; onClose: () => void }) {
  const t = useCustomToolMessages()
  const [before] = useState(() => draftOf(tool))
  const [draft, setDraft] = useState(before)
  const set = (change: Partial<ToolDraft>) => setDraft((last) => ({ ...last, ...change }))
  const change = changeOf(before, draft)
  const { errorBeside, isBusy, submit, saidOf } = useFormSubmit(async () => {
    await client.customTools.change(tool.id, change)
    invalidate('custom-tool')
    onClose()
  })
  const isWebhook = draft.kind === 'webhook'
  const isWhole =
    draft.url.trim() !== '' &&
    (!wantsSecret(before, draft) || draft.authValue !== '') &&
    (!isWebhook || (draft.description.trim() !== '' && parseObject(draft.schema) !== null))
  return (
    <DialogForm
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={errorBeside(toolFields)}
      isUnfit={!isWhole || Object.keys(change).length === 0}
    >
      <ToolAddress draft={draft} set={set} refusal={saidOf('url')} isFirst />
      {isWebhook ? (
        <WebhookFields draft={draft} set={set} refusal={saidOf('inputSchema')} />
      ) : (
        <DocumentField
          value={draft.document}
          onChange={(document) => set({ document })}
          refusal={saidOf('document')}
          hint={t.documentKept}
        />
      )}
      <AuthFields draft={draft} set={set} saidOf={saidOf} isKept={!wantsSecret(before, draft)} />
    </DialogForm>
  )
}
