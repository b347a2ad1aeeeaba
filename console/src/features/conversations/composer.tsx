import { FileButton, Text, Textarea } from '@mantine/core'
import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { useStore } from '../../data/store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { AttachIcon, SendIcon, StopIcon } from '../../ui/icons.tsx'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { detachStored } from './attachments.ts'
import classes from './composer.module.css'
import { useDraft } from './draft.ts'
import { useMentions } from './participants/use-mentions.tsx'
import { draftOriginOf } from './draft-origin.ts'
import { useAttachments } from './use-attachments.ts'

const OutsideDoor = lazy(async () => ({ default: (await import('./mcp/mcp-button.tsx')).McpButton }))
const AttachmentChips = lazy(async () => ({
  default: (await import('./attached/attachment-chips.tsx')).AttachmentChips,
}))

/** What one is writing, and how it is changed. */
export interface WrittenText {
  text: string
  setText: (text: string) => void
  area: RefObject<HTMLTextAreaElement | null>
}

/** Something to choose from, which takes the keys that are meant for it. */
export interface Offers {
  list: ReactNode
  onKey: (event: KeyboardEvent) => boolean
  onSelect: () => void
  named: object
}

export const nothingOffered: Offers = { list: null, onKey: () => false, onSelect: () => {}, named: {} }
const useNothing = () => nothingOffered

interface ComposerProps {
  /** Where the draft is kept. */
  place: string
  agentName: string
  /** Who may be called by `@name`. */
  agents?: readonly Pick<Agent, 'id' | 'name'>[]
  isBusy?: boolean
  /** Instead of naming whom one writes to. */
  placeholder?: string
  label?: string
  /** Marked as what only operators read; files do not belong there. */
  isPrivate?: boolean
  /** Offers something besides while one writes; a hook, and always the same one. */
  useOffers?: (writing: WrittenText) => Offers
  /** Whether one writes as soon as it is there. */
  beginsFocused?: boolean
  /** False when the message was not taken, so that it stays. */
  onSend: (text: string, files: readonly FilePart[], origin: string | null) => boolean | Promise<boolean>
  /** Given while an answer is being written. */
  onStop?: (() => void) | undefined
}

const LENGTH_MAX = 100_000
const hasKeyboard = () => matchMedia('(hover: hover)').matches

/** Where one writes. Enter sends, and never in the middle of a word that an input method is still composing. */
export function Composer({
  place,
  agentName,
  agents = [],
  isBusy = false,
  placeholder,
  label,
  isPrivate = false,
  useOffers = useNothing,
  beginsFocused = true,
  onSend,
  onStop,
}: ComposerProps) {
  const { composer } = useMessages()
  const message = useWrittenMessage(place, { isPrivate, isBusy })
  const { text, setText, files, origin, isTooLong, isEmpty, isSendable } = message
  const area = useRef<HTMLTextAreaElement>(null)
  const mentions = useMentions({ text, setText, area, agents })
  const offers = useOffers({ text, setText, area })
  const mayAttach = useMay()('file:write') && !isPrivate
  useFirstFocus(area, beginsFocused)

  const submit = async () => {
    if (!isSendable) return
    const isTaken = await onSend(text.trim(), files, origin)
    if (isTaken) {
      setText('')
      detachStored(place)
    }
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKey(event) || offers.onKey(event) || !isSending(event)) return
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
      {message.hasFiles && <Attached place={place} />}
      {mentions.list}
      {offers.list}
      <div className={classes.frame} data-private={isPrivate || undefined}>
        {mayAttach && <AttachButtons place={place} attach={message.attach} text={text} setText={setText} />}
        <Textarea
          ref={area}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={10}
          className={classes.area ?? ''}
          aria-label={label ?? composer.label}
          placeholder={placeholder ?? composer.placeholder(agentName)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onSelect={() => {
            mentions.onSelect()
            offers.onSelect()
          }}
          {...mentions.named}
          {...offers.named}
          onPaste={(event) => {
            if (mayAttach) attachPasted(event, message.attach)
          }}
          dir="auto"
        />
        {onStop && <StopButton onStop={onStop} area={area} />}
        {(!onStop || !isEmpty) && <SendButton isSendable={isSendable} isBusy={isBusy} />}
      </div>
      <Hint isTooLong={isTooLong} origin={origin} />
    </form>
  )
}

interface Sending {
  isPrivate: boolean
  isBusy: boolean
}

/** What is written at a place, what goes with it, and whether it may be sent. */
function useWrittenMessage(place: string, { isPrivate, isBusy }: Sending) {
  const [text, setText] = useDraft(place)
  const origin = useStore(draftOriginOf(place))
  const { files: attached, hasAny, isUploading, attach } = useAttachments(place)
  const files = isPrivate ? [] : attached
  const isTooLong = text.length > LENGTH_MAX
  const isEmpty = text.trim() === '' && files.length === 0
  const isSendable = !isEmpty && !isTooLong && !isBusy && !isUploading
  const hasFiles = !isPrivate && hasAny
  return { text, setText, origin, files, hasFiles, attach, isTooLong, isEmpty, isSendable }
}

function useFirstFocus(area: RefObject<HTMLTextAreaElement | null>, isWanted: boolean) {
  useEffect(() => {
    if (isWanted && hasKeyboard()) area.current?.focus()
    // Only where it begins.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}

/** Whether the key sends: Enter alone, and not one by which an input method takes a word. */
function isSending({ nativeEvent, key, keyCode, shiftKey }: KeyboardEvent): boolean {
  const isComposing = nativeEvent.isComposing || keyCode === 229
  return key === 'Enter' && !shiftKey && !isComposing && hasKeyboard()
}

/** Attaches files that are pasted. What was copied from a document comes as words and as a picture of them. */
function attachPasted(event: ClipboardEvent, attach: (files: readonly File[]) => void) {
  const { files } = event.clipboardData
  if (files.length === 0 || event.clipboardData.getData('text/plain') !== '') return
  event.preventDefault()
  attach([...files])
}

const Attached = ({ place }: { place: string }) => (
  <Suspense fallback={null}>
    <AttachmentChips place={place} />
  </Suspense>
)

interface AttachButtonsProps {
  place: string
  attach: (files: readonly File[]) => void
  text: string
  setText: (text: string) => void
}

/** Files of one's own, and what tool servers offer. */
function AttachButtons({ place, attach, text, setText }: AttachButtonsProps) {
  const { composer } = useMessages()
  const may = useMay()
  return (
    <>
      <FileButton multiple onChange={attach}>
        {({ onClick }) => (
          <IconButton label={composer.attach} icon={AttachIcon} radius="xl" onClick={onClick} />
        )}
      </FileButton>
      {may('tool:use') && (
        <Suspense fallback={null}>
          <OutsideDoor place={place} attach={attach} text={text} setText={setText} />
        </Suspense>
      )}
    </>
  )
}

interface StopButtonProps {
  onStop: () => void
  area: WrittenText['area']
}

/** Goes away with the answer; whoever pressed it writes next. */
function StopButton({ onStop, area }: StopButtonProps) {
  const { composer } = useMessages()
  const stop = () => {
    onStop()
    if (hasKeyboard()) area.current?.focus()
  }
  return <IconButton label={composer.stop} icon={StopIcon} variant="default" radius="xl" onClick={stop} />
}

function SendButton({ isSendable, isBusy }: { isSendable: boolean; isBusy: boolean }) {
  const { composer } = useMessages()
  return (
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
  )
}

/** How to send; or that it is too long, or where the text is from. */
function Hint({ isTooLong, origin }: { isTooLong: boolean; origin: string | null }) {
  const { composer } = useMessages()
  return (
    <Text
      size="xs"
      c={isTooLong ? 'red' : 'var(--quiet)'}
      className={classes.hint}
      role={isTooLong ? 'alert' : origin === null ? undefined : 'status'}
    >
      {isTooLong
        ? composer.tooLong(LENGTH_MAX)
        : origin === null
          ? composer.hint
          : composer.quoted(origin.replace(/^mcp:/, ''))}
    </Text>
  )
}
