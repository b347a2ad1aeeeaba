import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ToolIcon } from '../../../ui/icons.tsx'
import { useMay } from '../../../data/me.ts'
import { useMcpMessages } from '../../../messages/mcp/mcp-messages.ts'
import { draftOriginOf } from '../draft-origin.ts'
import { McpPicker } from './mcp-picker.tsx'

interface McpButtonProps {
  /** Where one writes. */
  place: string
  attach: (files: readonly File[]) => void
  text: string
  setText: (text: string) => void
}

/** Takes something of a tool server into the message that is being written. Not there where one may ask none. */
export function McpButton({ place, attach, text, setText }: McpButtonProps) {
  const t = useMcpMessages()
  const [isOpen, setOpen] = useState(false)
  const worksHere = useMay()('knowledge:read')
  const all = useResource(resource('toolServers.list')).value?.items ?? []
  const servers = all.filter(
    ({ state, isSignedIn, isPersonal }) => state !== 'suspended' && isSignedIn && (isPersonal || worksHere),
  )
  if (servers.length === 0) return null
  const close = () => setOpen(false)
  return (
    <>
      <IconButton label={t.open} icon={ToolIcon} radius="xl" onClick={() => setOpen(true)} />
      <Modal opened={isOpen} onClose={close} title={t.open}>
        <McpPicker
          servers={servers}
          onFiles={(files) => {
            attach(files)
            close()
          }}
          onText={(words, origin) => {
            setText(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`)
            draftOriginOf(place).set(origin)
            close()
          }}
        />
      </Modal>
    </>
  )
}
