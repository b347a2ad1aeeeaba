import { ApiError } from '#client/api-error.ts'
import type { Words } from '../words/en.ts'
import { el, iconButton } from './element.ts'

export interface Composer {
  readonly node: HTMLElement
  put(text: string): void
  focus(): void
  /** Whether something can be written at all. */
  enable(isEnabled: boolean): void
}

interface Doing {
  words: Words
  say(text: string, files: { fileId: string; name: string }[]): void
  upload(file: File): Promise<{ id: string; name: string }>
  /** Told with every change of what is being written. */
  onWriting(isWriting: boolean): void
  onProblem(text: string): void
}

const LINES_MAX_PX = 140
const TEXT_MAX = 20_000

/** Where a message is written: Enter sends, Shift and Enter begin a new line, files are chosen, dropped or pasted. */
export function openComposer({ words, say, upload, onWriting, onProblem }: Doing): Composer {
  let files: { fileId: string; name: string }[] = []
  let uploads = 0
  const field = el('textarea', {
    rows: 1,
    dir: 'auto',
    maxlength: TEXT_MAX,
    placeholder: words.write,
    'aria-label': words.write,
    enterkeyhint: 'send',
  })
  const picker = el('input', { type: 'file', multiple: true, hidden: true })
  const list = el('div', { class: 'attached', 'aria-live': 'polite' })
  const sendButton = iconButton(words.send, ['M4 12l16-8-5 16-3.5-6z', 'M11.5 14L20 4'], () => send(), 'send')
  const attachButton = iconButton(
    words.attach,
    ['M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.5 17a1.6 1.6 0 0 1-2.4-2.3L14.5 7.5'],
    () => picker.click(),
  )
  const node = el(
    'form',
    { class: 'composer', onsubmit: (event: SubmitEvent) => event.preventDefault() },
    list,
    el('div', { class: 'line' }, attachButton, field, picker, sendButton),
  )

  const turn = () => {
    sendButton.disabled = uploads > 0 || field.disabled || (field.value.trim() === '' && files.length === 0)
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, LINES_MAX_PX)}px`
  }
  const drawFiles = () =>
    list.replaceChildren(
      ...files.map((file) =>
        el(
          'span',
          { class: 'chip' },
          file.name,
          iconButton(words.removeFile(file.name), ['M6 6l12 12', 'M18 6L6 18'], () => {
            files = files.filter((other) => other !== file)
            drawFiles()
            turn()
          }),
        ),
      ),
    )
  const send = () => {
    const text = field.value.trim()
    if (sendButton.disabled || (text === '' && files.length === 0)) return
    say(text, files)
    field.value = ''
    files = []
    drawFiles()
    turn()
    field.focus()
  }
  const take = async (chosen: Iterable<File>) => {
    for (const file of chosen) {
      const progress = el('span', { class: 'chip' }, words.uploading(file.name))
      list.append(progress)
      uploads += 1
      turn()
      try {
        const { id, name } = await upload(file)
        files = [...files, { fileId: id, name }]
      } catch (error) {
        const isTooLarge = error instanceof ApiError && error.code === 'too_large'
        onProblem(isTooLarge ? words.tooLarge : words.uploadFailed)
      }
      uploads -= 1
      drawFiles()
      turn()
    }
  }

  picker.addEventListener('change', () => {
    void take([...(picker.files ?? [])])
    picker.value = ''
  })
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
  field.addEventListener('paste', ({ clipboardData }) => {
    if (clipboardData && clipboardData.files.length > 0) void take([...clipboardData.files])
  })
  node.addEventListener('dragover', (event) => event.preventDefault())
  node.addEventListener('drop', (event) => {
    event.preventDefault()
    if (event.dataTransfer) void take([...event.dataTransfer.files])
  })
  // In another width the same words take other lines: the frame grows after it was opened.
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
