import type { Words } from '../words/en.ts'
import { el } from './element.ts'

/** The words of a link that could carry away what an answer had read: pressed, they show the whole address first. */
export const askingLink = (link: HTMLAnchorElement, words: Words): HTMLElement =>
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
        words.openSite(link.host || link.pathname),
      ),
    ),
  )
