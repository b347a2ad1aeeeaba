import type { SourcePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { isLiveLink } from '#client/live-links.ts'
import type { Messages } from '../messages/en.ts'
import { askingLink } from './asking-link.ts'
import { el } from './element.ts'
import { type FileReach, fileView } from './file-view.ts'
import { safeAddress } from './inline.ts'
import { markdown } from './markdown.ts'

export interface MessageContext {
  t: Messages
  files: FileReach
  onProblem(text: string): void
}

const isOwn = ({ author }: Message) => author.kind === 'visitor'

/** Everything the view of a message depends on: equal signatures need no new view. */
export const signatureOf = ({ parts, reply, author }: Message): string =>
  JSON.stringify([parts, reply?.state, reply?.liveHosts, author.name])

/** One message, rendered. */
export function messageView(message: Message, context: MessageContext): HTMLElement {
  const { t } = context
  const own = isOwn(message)
  const sources = message.parts.filter((part) => part.type === 'source')
  const text = message.parts.flatMap((part) => (part.type === 'text' && part.text !== '' ? [part.text] : []))
  const body = own
    ? text.map((one) => el('p', { class: 'plain', dir: 'auto' }, one))
    : text.map((one) => dirAuto(askingFirst(markdown(one), message, t)))
  const isPending = message.reply?.endedAt === null
  const files = message.parts.flatMap((part) => (part.type === 'file' ? [fileView(part, context)] : []))
  const consent = consentOf(message, t)
  const isBare = text.length === 0 && files.length === 0
  const note = noteOf(message, t) ?? (isBare ? null : consent)
  // A failed answer without text shows only its note: no empty bubble.
  const isEmpty = isBare && !isPending && consent === null && sources.length === 0
  return el(
    'div',
    { class: `message ${own ? 'own' : 'theirs'} ${message.author.kind}`, 'data-message': message.id },
    !own && el('div', { class: 'author' }, message.author.name),
    !isEmpty &&
      el(
        'div',
        { class: 'bubble' },
        own && el('span', { class: 'hidden' }, `${t.you}: `),
        ...body,
        ...files,
        isBare && consent !== null && el('p', { class: 'plain' }, consent),
        isPending && text.length === 0 && consent === null && dots(t),
        sources.length > 0 && sourcesView(sources, t),
      ),
    note !== null && el('div', { class: 'note' }, note),
  )
}

/** The same element; links that are not live ask first, and show their address. */
function askingFirst(node: HTMLElement, { reply }: Message, t: Messages): HTMLElement {
  for (const link of node.querySelectorAll('a'))
    if (!isLiveLink(reply, link.host)) {
      const host = link.host && !link.textContent.includes(link.host) ? ` (${link.host})` : ''
      link.replaceWith(askingLink(link, t), host)
    }
  return node
}

const dirAuto = (node: HTMLElement) => {
  node.dir = 'auto'
  return node
}

export const dots = (t: Messages) =>
  el('span', { class: 'dots', role: 'img', 'aria-label': t.thinking }, el('i'), el('i'), el('i'))

function noteOf({ reply, parts }: Message, t: Messages): string | null {
  const isEmpty = parts.every((part) => part.type !== 'text' || part.text === '')
  if (reply?.state === 'failed' || reply?.state === 'interrupted')
    return isEmpty ? t.noAnswer : t.failedAnswer
  return reply?.state === 'cancelled' && isEmpty ? t.stoppedAnswer : null
}

/** What a visitor sees of calls awaiting approval by an operator; nothing once they are made. */
function consentOf({ parts }: Message, t: Messages): string | null {
  const states = parts.flatMap((part) => (part.type === 'tool-approval' ? [part.state] : []))
  if (states.includes('pending')) return t.waitsForApproval
  if (states.includes('denied')) return t.notApproved
  return states.includes('expired') ? t.approvalLate : null
}

/** Each source once, with the supporting quote. One whose name is an address is a link. */
function sourcesView(sources: readonly SourcePart[], t: Messages): HTMLElement {
  const byNumber = new Map(sources.map((source) => [source.number, source]))
  const lines = [...byNumber.values()].map((source) => {
    const address = safeAddress(source.documentName)
    const place = source.page === null ? '' : ` · ${t.page(source.page)}`
    return el(
      'li',
      { value: source.number },
      address
        ? el(
            'a',
            { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' },
            source.documentName,
          )
        : el('strong', {}, source.documentName),
      place,
      el('q', { dir: 'auto' }, source.quote),
    )
  })
  return el(
    'details',
    { class: 'sources' },
    el('summary', {}, t.sources(lines.length)),
    el('ol', {}, ...lines),
  )
}
