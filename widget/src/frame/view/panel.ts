import type { Messages } from '../messages/en.ts'
import { el, iconButton } from './element.ts'
import { openLauncher } from './launcher.ts'

const CROSS = ['M6 6l12 12', 'M18 6L6 18']

export interface Panel {
  readonly node: HTMLElement
  /** Where the messages and the composer, or a form, are shown. */
  readonly body: HTMLElement
  readonly foot: HTMLElement
  open(isNarrow: boolean): void
  close(): void
  /** The heading of the chat. */
  setTitle(title: string, line: string): void
  setUnread(count: number): void
  setStatus(text: string): void
  setOffline(isOffline: boolean): void
  /** Shows who is typing; empty for nobody. */
  setWriting(text: string): void
  /** Shows an error for a while. */
  tellProblem(text: string): void
}

interface Doing {
  t: Messages
  onOpen(): void
  onClose(): void
  onAnew(): void
}

const PROBLEM_MS = 8_000

/** The button in the corner and the window that it opens. */
export function openPanel({ t, onOpen, onClose, onAnew }: Doing): Panel {
  const launcher = openLauncher(t, onOpen)
  const title = el('h1', { dir: 'auto' })
  const line = el('p', { dir: 'auto' })
  const status = el('p', { class: 'status', role: 'status' })
  const offline = el('p', { class: 'offline', role: 'status' })
  const problem = el('p', { class: 'problem', role: 'alert' })
  const body = el('div', { class: 'body' })
  const writing = el('p', { class: 'writing', role: 'status', dir: 'auto' })
  const foot = el('div', { class: 'foot' })
  const panel = el(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': t.conversation, hidden: true },
    el(
      'header',
      {},
      el('div', { class: 'titles' }, title, line),
      iconButton(t.newConversation, ['M12 5v14', 'M5 12h14'], onAnew),
      iconButton(t.closeChat, CROSS, onClose, 'close'),
    ),
    offline,
    status,
    body,
    writing,
    problem,
    foot,
  )
  let timer: ReturnType<typeof setTimeout> | undefined

  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Tab') holdFocus(event, panel)
  })
  for (const one of [status, offline, problem, writing]) one.hidden = true
  const set = (node: HTMLElement, text: string) => {
    node.hidden = text === ''
    if (node.textContent !== text) node.textContent = text
  }

  return {
    node: el('div', { class: 'widget' }, panel, launcher.button, launcher.heard),
    body,
    foot,
    open(isNarrow) {
      panel.hidden = false
      launcher.button.hidden = true
      panel.toggleAttribute('aria-modal', isNarrow)
      if (isNarrow) panel.setAttribute('aria-modal', 'true')
    },
    close() {
      panel.hidden = true
      launcher.button.hidden = false
      launcher.button.focus()
    },
    setTitle(text, below) {
      title.textContent = text
      panel.setAttribute('aria-label', text)
      set(line, below)
    },
    setUnread: launcher.setUnread,
    setWriting: (text) => set(writing, text),
    setStatus: (text) => set(status, text),
    setOffline: (isOffline) => set(offline, isOffline ? t.offline : ''),
    tellProblem(text) {
      clearTimeout(timer)
      set(problem, text)
      timer = setTimeout(() => set(problem, ''), PROBLEM_MS)
    },
  }
}

const FOCUSABLE = 'button, textarea, input, a[href], summary, audio, video, [tabindex="0"]'

/** Keeps the focus within the window until it is closed. */
function holdFocus(event: KeyboardEvent, panel: HTMLElement): void {
  const all = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.offsetParent !== null,
  )
  const [first, last] = [all[0], all.at(-1)]
  const isLeaving = document.activeElement === (event.shiftKey ? first : last)
  if (!isLeaving) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}
