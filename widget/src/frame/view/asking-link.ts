import type { Messages } from '../messages/en.ts'
import { el } from './element.ts'

/** The text of a link that could leak what an answer had read: when pressed, it first shows the whole address. */
export const askingLink = (link: HTMLAnchorElement, t: Messages): HTMLElement =>
  el(
    'details',
    { class: 'asking' },
    el('summary', {}, ...link.childNodes),
    el(
      'span',
      { class: 'address', dir: 'ltr' },
      link.href,
      ' ',
      el(
        'a',
        { href: link.href, target: '_blank', rel: 'noopener noreferrer nofollow' },
        t.openSite(link.host || link.pathname),
      ),
    ),
  )
