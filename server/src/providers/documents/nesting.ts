import { DomHandler, Parser } from 'htmlparser2'
import type { HtmlNode } from './html-text.ts'
import { Refusal } from './refusal.ts'

const ELEMENTS_MAX = 1_000
const MARKS_MAX = 100

const refused = () =>
  new Refusal('unreadable', 'The document is nested too deeply to be read. Save it in a simpler form.')

class ShallowPage extends DomHandler {
  private depth = 0

  override onopentag(name: string, attributes: Record<string, string>): void {
    this.depth += 1
    if (this.depth > ELEMENTS_MAX) throw refused()
    super.onopentag(name, attributes)
  }

  override onclosetag(): void {
    this.depth -= 1
    super.onclosetag()
  }
}

/**
 * The nodes of a page. Throws Refusal if its elements are nested more than 1,000 deep: each costs a step for all around
 * it.
 */
export function parsePage(html: string): HtmlNode[] {
  const page = new ShallowPage()
  new Parser(page).end(html)
  return page.root.children
}

/** Throws Refusal for a line with more than 100 marks of quotations and lists before its words. */
export function refuseDeepMarkdown(markdown: string): void {
  const mark = /[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))/y
  for (const line of markdown.split('\n')) {
    mark.lastIndex = 0
    for (let marks = 0; mark.test(line); marks++) if (marks === MARKS_MAX) throw refused()
  }
}
