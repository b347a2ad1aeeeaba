import { useEffect, useState } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { copyText } from './copy-text.ts'
import { CheckIcon, CopyIcon } from './icons.tsx'
import { SmallButton } from './small-button.tsx'

interface CopyButtonProps {
  /** Asked for when it is needed. */
  text: () => string
  label?: string
}

const DONE_MS = 1_500

export function CopyButton({ text, label }: CopyButtonProps) {
  const { general } = useMessages()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(setDone, DONE_MS, false)
    return () => clearTimeout(timer)
  }, [isDone])
  return (
    <SmallButton
      label={isDone ? general.copied : (label ?? general.copy)}
      icon={isDone ? CheckIcon : CopyIcon}
      onClick={() => void copyText(text()).then(setDone)}
    />
  )
}
