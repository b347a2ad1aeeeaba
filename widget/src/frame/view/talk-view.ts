import type { ChatState } from '../chat/chat.ts'
import type { Waiting } from '../chat/outbox.ts'
import type { Messages } from '../messages/en.ts'
import { el } from './element.ts'
import { messageView, type MessageContext, signatureOf } from './message-view.ts'

export interface TalkContext extends MessageContext {
  greeting: string
  onRetry(clientId: string): void
  onDiscard(clientId: string): void
}

export interface TalkView {
  readonly node: HTMLElement
  show(state: ChatState, context: TalkContext): void
  toEnd(): void
}

const NEAR_END_PX = 80

/** The list of messages, synchronised with the state: only changes are rendered again. */
export function openTalkView(t: Messages): TalkView {
  const greeting = el('div', { class: 'message theirs greeting' })
  const said = el('div', { class: 'said' })
  const waiting = el('div', { class: 'said' })
  const node = el(
    'div',
    { class: 'talk', role: 'log', 'aria-live': 'polite', 'aria-label': t.conversation, tabindex: 0 },
    greeting,
    said,
    waiting,
  )
  const drawn = new Map<string, { signature: string; view: HTMLElement }>()
  let shownWaiting = ''

  const isNearEnd = () => node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX
  const toEnd = () => {
    node.scrollTop = node.scrollHeight
  }
  let isAtEnd = true
  node.addEventListener('scroll', () => {
    isAtEnd = isNearEnd()
  })
  // A picture or a player grows when it loads; a list scrolled to the end stays there.
  for (const name of ['load', 'loadedmetadata'])
    node.addEventListener(name, () => isAtEnd && toEnd(), { capture: true })
  const drawSaid = (state: ChatState, context: TalkContext) => {
    const ids = new Set(state.messages.map(({ id }) => id))
    for (const [id, { view }] of drawn)
      if (!ids.has(id)) {
        view.remove()
        drawn.delete(id)
      }
    let before: Element | null = null
    for (const message of state.messages) {
      if (message.role === 'system') continue
      const signature = signatureOf(message)
      const known = drawn.get(message.id)
      if (known?.signature !== signature) {
        const view = messageView(message, context)
        // A growing answer is not announced piece by piece; the whole answer is, once it is complete.
        view.setAttribute('aria-busy', String(message.reply?.endedAt === null))
        const wasOpen = known?.view.querySelector('details')?.open
        const details = view.querySelector('details')
        if (details && wasOpen) details.open = true
        known?.view.replaceWith(view)
        drawn.set(message.id, { signature, view })
      }
      const { view } = drawn.get(message.id) ?? { view: null }
      const place: Element | null = before ? before.nextElementSibling : said.firstElementChild
      if (view && place !== view) said.insertBefore(view, place)
      before = view
    }
  }
  const drawWaiting = (state: ChatState, context: TalkContext) => {
    const stored = new Set(state.messages.map(({ clientId }) => clientId))
    const left = state.waiting.filter(({ clientId }) => !stored.has(clientId))
    const next = JSON.stringify(left)
    if (next === shownWaiting) return
    shownWaiting = next
    waiting.replaceChildren(...left.map((one) => waitingView(one, context)))
  }

  return {
    node,
    toEnd,
    show(state, context) {
      const wasNearEnd = isNearEnd()
      if (greeting.textContent !== context.greeting)
        greeting.replaceChildren(el('div', { class: 'bubble', dir: 'auto' }, context.greeting))
      greeting.hidden = context.greeting === ''
      drawSaid(state, context)
      drawWaiting(state, context)
      if (wasNearEnd) toEnd()
    },
  }
}

function waitingView(one: Waiting, { t, onRetry, onDiscard }: TalkContext): HTMLElement {
  return el(
    'div',
    { class: 'message own waiting' },
    el(
      'div',
      { class: 'bubble' },
      one.text !== '' && el('p', { class: 'plain', dir: 'auto' }, one.text),
      ...one.files.map(({ name }) => el('p', { class: 'plain' }, name)),
    ),
    one.refusal === null
      ? el('div', { class: 'note' }, t.sending)
      : el(
          'div',
          { class: 'note', role: 'alert' },
          `${refusalIn(t, one.refusal)} `,
          el('button', { type: 'button', class: 'text', onclick: () => onRetry(one.clientId) }, t.again),
          ' ',
          el('button', { type: 'button', class: 'text', onclick: () => onDiscard(one.clientId) }, t.discard),
        ),
  )
}

const refusalIn = (t: Messages, code: string): string =>
  code === 'forbidden' ? t.blocked : code === 'rate_limited' ? t.tooMany : t.notSent
