import { Textarea } from '@mantine/core'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { SendIcon, StopIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import classes from './playground.module.css'

interface PlaygroundComposerProps {
  isBusy: boolean
  onAsk: (question: string) => void
  onStop: () => void
}

const LENGTH_MAX = 100_000

/** Where one asks. Enter sends, and never in the middle of a word that an input method is still composing. */
export function PlaygroundComposer({ isBusy, onAsk, onStop }: PlaygroundComposerProps) {
  const { agents, composer } = useMessages()
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (isBusy || text.trim() === '') return
    onAsk(text.trim())
    setText('')
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing || !matchMedia('(hover: hover)').matches)
      return
    event.preventDefault()
    submit()
  }
  return (
    <form className={classes.frame} onSubmit={submit}>
      <Textarea
        ref={area}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={8}
        className={classes.area ?? ''}
        aria-label={agents.tryQuestion}
        placeholder={agents.tryQuestion}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maxLength={LENGTH_MAX}
        dir="auto"
      />
      {isBusy ? (
        <IconButton label={composer.stop} icon={StopIcon} variant="default" radius="xl" onClick={onStop} />
      ) : (
        <IconButton
          label={composer.send}
          icon={SendIcon}
          variant="filled"
          color="harbour"
          radius="xl"
          type="submit"
          disabled={text.trim() === ''}
        />
      )}
    </form>
  )
}
