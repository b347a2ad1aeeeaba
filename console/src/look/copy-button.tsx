import { useEffect, useState } from 'react'
import { useWords } from '../words/words.tsx'
import { copyText } from './copy.ts'
import { IconButton } from './icon-button.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'

interface CopyButtonProps {
  /** Asked for when it is needed. */
  text: () => string
  label?: string
  size?: string
}

const DONE_MS = 1_500

export function CopyButton({ text, label, size = 'md' }: CopyButtonProps) {
  const { general } = useWords()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(setDone, DONE_MS, false)
    return () => clearTimeout(timer)
  }, [isDone])
  return (
    <IconButton
      label={isDone ? general.copied : (label ?? general.copy)}
      icon={isDone ? CheckIcon : CopyIcon}
      iconSize={16}
      size={size}
      onClick={async () => setDone(await copyText(text()))}
    />
  )
}
