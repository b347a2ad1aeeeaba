import type { PageFacts } from '#kernel/file-ports.ts'
import { type HtmlElement, type HtmlNode, inlineText, isElement, rawText } from './html-text.ts'

const MAIN_CHARACTERS_MIN = 200
/** Each of them is checked by the crawler. */
const LINKS_MAX = 5_000

/** Parts that occur on every page of a site and say nothing about this one. */
export const isFurniture = ({ name, attribs }: HtmlElement): boolean =>
  name === 'nav' || name === 'footer' || attribs.role === 'navigation' || attribs.role === 'contentinfo'

const isMain = ({ name, attribs }: HtmlElement) => name === 'main' || attribs.role === 'main'

/** The part that a page marks as its main part, if it contains more than a word or two. */
export function mainPart(nodes: readonly HtmlNode[]): HtmlNode[] | null {
  const main = elementsIn(nodes).find(isMain)
  return main && inlineText(main).length >= MAIN_CHARACTERS_MIN ? [main] : null
}

/** The facts in a page's head, and its links. */
export function pageFacts(nodes: readonly HtmlNode[]): PageFacts {
  const elements = elementsIn(nodes)
  const title = elements.find(({ name }) => name === 'title')
  const base = elements.find(({ name }) => name === 'base')?.attribs.href
  const robots = elements
    .filter(({ name, attribs }) => name === 'meta' && attribs.name?.toLowerCase() === 'robots')
    .map(({ attribs }) => attribs.content?.toLowerCase() ?? '')
    .join()
  return {
    title: title ? rawText(title).replace(/\s+/g, ' ').trim() : '',
    links: [...new Set(elements.flatMap((element) => linkOf(element, base)))].slice(0, LINKS_MAX),
    isNoindex: /noindex|none/.test(robots),
    isNofollow: /nofollow|none/.test(robots),
  }
}

function linkOf({ name, attribs }: HtmlElement, base: string | undefined): string[] {
  if (name !== 'a' || !attribs.href || /\bnofollow\b/i.test(attribs.rel ?? '')) return []
  const href = attribs.href.trim()
  return [base && URL.canParse(href, base) ? new URL(href, base).href : href]
}

/** All elements in the order of the page. */
function elementsIn(nodes: readonly HtmlNode[]): HtmlElement[] {
  const found: HtmlElement[] = []
  const waiting = nodes.toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    found.push(node)
    for (const child of node.children.toReversed()) waiting.push(child)
  }
  return found
}
