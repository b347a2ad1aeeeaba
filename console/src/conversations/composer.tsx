import { Text, Textarea } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { IconButton } from '../look/icon-button.tsx'
import { SendIcon, StopIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './composer.module.css'
import { useDraft } from './draft.ts'

interface ComposerProps {
  /** Where the draft is kept. */
  place: string
  agentName: string
  isBusy?: boolean
  /** False when the text was not taken, so that it stays. */
  onSend: (text: string) => boolean | Promise<boolean>
  /** Given while an answer is being written. */
  onStop?: (() => void) | undefined
}

const LENGTH_MAX = 100_000
const hasKeyboard = () => matchMedia('(hover: hover)').matches

/** Where one writes. Enter sends, and never in the middle of a word that an input method is still composing. */
export function Composer({ place, agentName, isBusy = false, onSend, onStop }: ComposerProps) {
  const { composer } = useWords()
  const [text, setText] = useDraft(place)
  const area = useRef<HTMLTextAreaElement>(null)
  const isTooLong = text.length > LENGTH_MAX
  const isSendable = text.trim() !== '' && !isTooLong && !isBusy
  useEffect(() => {
    if (hasKeyboard()) area.current?.focus()
  }, [])

  const submit = async () => {
    if (!isSendable) return
    const isTaken = await onSend(text.trim())
    if (isTaken) setText('')
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing || !hasKeyboard()) return
    event.preventDefault()
    void submit()
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className={classes.frame}>
        <Textarea
          ref={area}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={10}
          className={classes.area ?? ''}
          aria-label={composer.label}
          placeholder={composer.placeholder(agentName)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          dir="auto"
        />
        {onStop && (
          <IconButton label={composer.stop} icon={StopIcon} variant="default" radius="xl" onClick={onStop} />
        )}
        {(!onStop || text.trim() !== '') && (
          <IconButton
            label={composer.send}
            icon={SendIcon}
            variant="filled"
            color="harbour"
            radius="xl"
            type="submit"
            disabled={!isSendable}
            loading={isBusy}
          />
        )}
      </div>
      <Text
        size="xs"
        c={isTooLong ? 'red' : 'var(--quiet)'}
        className={classes.hint}
        role={isTooLong ? 'alert' : undefined}
      >
        {isTooLong ? composer.tooLong(LENGTH_MAX) : composer.hint}
      </Text>
    </form>
  )
}
