import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useResource } from '../../data/use-resource.ts'
import { toolServers } from '../../data/tool-resources.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { ToolIcon } from '../../look/icons.tsx'
import { useMay } from '../../shell/me.ts'
import { useOutsideWords } from '../../words/outside/outside-words.ts'
import { quotedAt } from '../quoted.ts'
import { ServerOffers } from './server-offers.tsx'

interface OutsideDoorProps {
  /** Where one writes. */
  place: string
  attach: (files: readonly File[]) => void
  text: string
  setText: (text: string) => void
}

/** Takes something of a tool server into the message that is being written. Not there where one may ask none. */
export function OutsideDoor({ place, attach, text, setText }: OutsideDoorProps) {
  const said = useOutsideWords()
  const [isOpen, setOpen] = useState(false)
  const worksHere = useMay()('knowledge:read')
  const all = useResource(toolServers).value?.items ?? []
  const servers = all.filter(
    ({ state, isSignedIn, isPersonal }) => state !== 'suspended' && isSignedIn && (isPersonal || worksHere),
  )
  if (servers.length === 0) return null
  const close = () => setOpen(false)
  return (
    <>
      <IconButton label={said.open} icon={ToolIcon} radius="xl" onClick={() => setOpen(true)} />
      <Modal opened={isOpen} onClose={close} title={said.open}>
        <ServerOffers
          servers={servers}
          onFiles={(files) => {
            attach(files)
            close()
          }}
          onWords={(words, origin) => {
            setText(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`)
            quotedAt(place).set(origin)
            close()
          }}
        />
      </Modal>
    </>
  )
}
