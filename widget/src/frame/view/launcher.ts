import type { Messages } from '../messages/en.ts'
import { el, icon } from './element.ts'

const CHAT = ['M4 5h16v11H9l-5 4z']

/** The button in the corner that opens the chat, and shows the number of unread messages. */
export function openLauncher(t: Messages, onOpen: () => void) {
  const badge = el('span', { class: 'badge', 'aria-hidden': true, hidden: true })
  const button = el(
    'button',
    { type: 'button', class: 'launcher', 'aria-label': t.openChat, onclick: onOpen },
    icon(...CHAT),
    badge,
  )
  const heard = el('span', { class: 'hidden', role: 'status' })
  return {
    button,
    /** Read out by screen readers when it changes. */
    heard,
    setUnread(count: number) {
      badge.hidden = count === 0
      badge.textContent = count > 9 ? '9+' : String(count)
      const said = count === 0 ? '' : t.unread(count)
      button.setAttribute('aria-label', said === '' ? t.openChat : `${t.openChat}, ${said}`)
      if (heard.textContent !== said) heard.textContent = said
    },
  }
}
