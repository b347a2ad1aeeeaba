import type { ReactNode } from 'react'
import { DropArea } from '../look/drop-area.tsx'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { useAttaching } from './use-attaching.ts'

/** Files dropped here stand beside the message that is being written at this place. */
export function AttachArea({ place, children }: { place: string; children: ReactNode }) {
  const { composer } = useWords()
  const mayAttach = useMay()('file:write')
  const { attach } = useAttaching(place)
  return (
    <DropArea hint={composer.drop} isClosed={!mayAttach} onFiles={attach}>
      {children}
    </DropArea>
  )
}
