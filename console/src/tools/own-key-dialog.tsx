import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { DialogForm } from '../look/form-dialog.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useToolWords } from '../words/tools/tool-words.ts'
import { HeaderFields } from './add-server-dialog.tsx'

interface OwnKeyDialogProps {
  server: ToolServer
  isOpen: boolean
  onClose: () => void
}

export function OwnKeyDialog({ server, isOpen, onClose }: OwnKeyDialogProps) {
  const { tools: said } = useToolWords()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={said.ownKeyTitle(server.name)}
      closeOnClickOutside={false}
    >
      <OwnKeyForm server={server} onClose={onClose} />
    </Modal>
  )
}

function OwnKeyForm({ server, onClose }: { server: ToolServer; onClose: () => void }) {
  const { tools: said } = useToolWords()
  const [header, setHeader] = useState(server.headerNames[0] ?? 'authorization')
  const [value, setValue] = useState('')
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    await client.toolServers.setHeaders(server.id, { [header.trim().toLowerCase()]: value })
    refresh('tool-servers')
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
      <Text size="sm">{said.ownKeyHint}</Text>
      <HeaderFields {...{ header, setHeader, value, setValue, refusal }} />
    </DialogForm>
  )
}
