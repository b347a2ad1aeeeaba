import type { Messages } from '../messages/en.ts'
import { type Attached, type AttachmentsDoing, openAttachments } from './attachments.ts'
import { el, iconButton } from './element.ts'

export interface Composer {
  readonly node: HTMLElement
  put(text: string): void
  focus(): void
  /** Whether typing is possible. */
  enable(isEnabled: boolean): void
}

interface Doing extends AttachmentsDoing {
  t: Messages
  say(text: string, files: readonly Attached[]): void
  /** Called on every change between typing and not typing. */
  onWriting(isWriting: boolean): void
}

const LINES_MAX_PX = 140
const TEXT_MAX = 20_000

/** The message field: Enter sends, Shift+Enter starts a new line, files are chosen, dropped or pasted. */
export function openComposer({ t, say, onWriting, ...doing }: Doing): Composer {
  const field = el('textarea', {
    rows: 1,
    dir: 'auto',
    maxlength: TEXT_MAX,
    placeholder: t.write,
    'aria-label': t.write,
    enterkeyhint: 'send',
  })
  const picker = el('input', { type: 'file', multiple: true, hidden: true })
  const attachments = openAttachments(
    { t, ...doing },
    { onChange: () => turn(), onRemoved: () => field.focus() },
  )
  const sendButton = iconButton(t.send, ['M4 12l16-8-5 16-3.5-6z', 'M11.5 14L20 4'], () => send(), 'send')
  const attachButton = iconButton(
    t.attach,
    ['M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.5 17a1.6 1.6 0 0 1-2.4-2.3L14.5 7.5'],
    () => picker.click(),
  )
  const node = el(
    'form',
    { class: 'composer', onsubmit: (event: SubmitEvent) => event.preventDefault() },
    attachments.node,
    el('div', { class: 'line' }, attachButton, field, picker, sendButton),
  )

  const isEmpty = () => field.value.trim() === '' && attachments.files().length === 0
  const turn = () => {
    sendButton.disabled = attachments.isUploading() || field.disabled || isEmpty()
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, LINES_MAX_PX)}px`
  }
  const send = () => {
    if (sendButton.disabled || isEmpty()) return
    say(field.value.trim(), attachments.files())
    field.value = ''
    attachments.clear()
    turn()
    field.focus()
  }
  const take = (files: Iterable<File>) => {
    if (!field.disabled) attachments.take(files)
  }

  takeFilesFrom({ picker, field, node }, take)
  field.addEventListener('input', () => {
    turn()
    onWriting(field.value !== '')
  })
  field.addEventListener('keydown', (event) => {
    // While a word is being composed, as in Chinese, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  })
  // Another width wraps the text differently: the field is resized even after it was opened.
  addEventListener('resize', turn)
  turn()

  return {
    node,
    focus: () => field.focus(),
    put(text) {
      field.value = text
      turn()
      field.focus()
    },
    enable(isEnabled) {
      for (const part of [field, attachButton]) part.disabled = !isEnabled
      turn()
    },
  }
}

/** Files are chosen, pasted or dropped. */
function takeFilesFrom(
  { picker, field, node }: { picker: HTMLInputElement; field: HTMLElement; node: HTMLElement },
  take: (files: Iterable<File>) => void,
): void {
  picker.addEventListener('change', () => {
    take([...(picker.files ?? [])])
    picker.value = ''
  })
  field.addEventListener('paste', ({ clipboardData }) => {
    if (clipboardData && clipboardData.files.length > 0) take([...clipboardData.files])
  })
  node.addEventListener('dragover', (event) => event.preventDefault())
  node.addEventListener('drop', (event) => {
    event.preventDefault()
    if (event.dataTransfer) take([...event.dataTransfer.files])
  })
}
