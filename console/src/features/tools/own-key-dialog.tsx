import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { HeaderFields } from './add-server-dialog.tsx'

interface OwnKeyDialogProps {
  server: ToolServer
  isOpen: boolean
  onClose: () => void
}

export function OwnKeyDialog({ server, isOpen, onClose }: OwnKeyDialogProps) {
  const { tools: t } = useToolMessages()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.ownKeyTitle(server.name)} closeOnClickOutside={false}>
      <OwnKeyForm server={server} onClose={onClose} />
    </Modal>
  )
}

function OwnKeyForm({ server, onClose }: { server: ToolServer; onClose: () => void }) {
  const { tools: t } = useToolMessages()
  const [header, setHeader] = useState(server.headerNames[0] ?? 'authorization')
  const [value, setValue] = useState('')
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    await client.toolServers.setHeaders(server.id, { headers: { [header.trim().toLowerCase()]: value } })
    invalidate('tool-server')
    onClose()
  })
  const refusal = saidOf('headers')
  return (
    <DialogForm
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={refusal === undefined ? error : undefined}
      isUnfit={header.trim() === '' || value === ''}
    >
      <Text size="sm">{t.ownKeyHint}</Text>
      <HeaderFields {...{ header, setHeader, value, setValue, refusal }} />
    </DialogForm>
  )
}
