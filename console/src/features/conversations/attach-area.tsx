import type { ReactNode } from 'react'
import { DropArea } from '../../ui/drop-area.tsx'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useAttachments } from './use-attachments.ts'

/** Files dropped here stand beside the message that is being written at this place. */
export function AttachArea({ place, children }: { place: string; children: ReactNode }) {
  const { composer } = useMessages()
  const mayAttach = useMay()('file:write')
  const { attach } = useAttachments(place)
  return (
    <DropArea hint={composer.drop} isClosed={!mayAttach} onFiles={attach}>
      {children}
    </DropArea>
  )
}
