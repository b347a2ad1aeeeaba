import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../messages/messages.tsx'

const SHOWN_MAX = 20_000

/** Plain text. Of a very long one only the beginning is laid out until somebody wants the rest. */
export function LongText({ text }: { text: string }) {
  const { general } = useMessages()
  const [isWhole, setWhole] = useState(false)
  if (isWhole || text.length <= SHOWN_MAX) return text
  return (
    <>
      {text.slice(0, SHOWN_MAX)}…{' '}
      <Button size="compact-xs" variant="light" onClick={() => setWhole(true)}>
        {general.showAll(text.length)}
      </Button>
    </>
  )
}
