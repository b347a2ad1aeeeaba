import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
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
    <Modal opened={isOpen} onClose={onClose} title={said.ownKeyTitle(server.name)}>
      <OwnKeyForm server={server} onDone={onClose} />
    </Modal>
  )
}

function OwnKeyForm({ server, onDone }: { server: ToolServer; onDone: () => void }) {
  const { tools: said, general } = useToolWords()
  const [header, setHeader] = useState(server.headerNames[0] ?? 'authorization')
  const [value, setValue] = useState('')
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    await client.toolServers.setHeaders(server.id, { [header.trim().toLowerCase()]: value })
    refresh('tool-servers')
    onDone()
  })
  const refusal = saidOf('headers')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Text size="sm">{said.ownKeyHint}</Text>
        {error !== undefined && refusal === undefined && <Failure error={error} />}
        <HeaderFields {...{ header, setHeader, value, setValue, refusal }} />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={header.trim() === '' || value === ''}>
            {general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
