import type { SharedConversation, SharedMessage } from '#contract/shapes/share.ts'
import { escaped } from '#platform/text/escaped.ts'
import { harmlessHtml } from '#platform/text/harmless-html.ts'
import { style } from './shared-style.ts'
import { type SharedLanguage, type SharedWords, wordsIn } from './shared-words.ts'

/** A shared conversation as a page that needs no script. */
export async function sharedPage(
  shared: SharedConversation,
  { token, language, signal }: { token: string; language: SharedLanguage; signal: AbortSignal },
): Promise<string> {
  const words = wordsIn(language)
  const html = await htmlOf(shared.messages, signal)
  const title = shared.title || words.untitled
  const when = `<time datetime="${shared.sharedAt}">${timeOf(shared.sharedAt, language)}</time>`
  const body = `<header><h1 dir="auto">${escaped(title)}</h1><p class="quiet">${words.asOf(when)}</p></header>
${shared.messages.map((message) => article(message, { token, words, html })).join('\n')}
<footer>${words.notice}</footer>`
  return pageOf(`${title} · ${words.title}`, body, language)
}

/** In the same words for a link that never was, was revoked, or is over. */
export function gonePage(language: SharedLanguage): string {
  const words = wordsIn(language)
  return pageOf(words.gone, `<h1>${words.gone}</h1><p class="quiet">${words.goneHint}</p>`, language)
}

const pageOf = (title: string, body: string, language: SharedLanguage) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><title>${escaped(title)}</title>
<style>${style}</style></head><body><main>${body}</main></body></html>`

/** In UTC, which is the same for everybody with the link. */
const timeOf = (at: string, language: SharedLanguage) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(at)) + ' UTC'

/** The answers among the messages as HTML, by their Markdown. */
async function htmlOf(messages: readonly SharedMessage[], signal: AbortSignal) {
  const texts = messages
    .filter(({ from }) => from !== 'person')
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'file' ? [] : [part.text])))
  const html = await harmlessHtml(texts, signal)
  return new Map(texts.map((text, index) => [text, html[index] ?? '']))
}

interface Surroundings {
  readonly token: string
  readonly words: SharedWords
  readonly html: ReadonlyMap<string, string>
}

function article(
  { from, name, parts, sources }: SharedMessage,
  { token, words, html }: Surroundings,
): string {
  const said = parts.map((part) =>
    part.type === 'file'
      ? fileOf(part, token, words)
      : from === 'person'
        ? `<p class="asked" dir="auto">${escaped(part.text)}</p>`
        : `<div class="said" dir="auto">${html.get(part.text)}</div>`,
  )
  return `<article class="${from}"><h2 class="who" dir="auto">${escaped(name === null ? words[from] : `${name} · ${words[from]}`)}</h2>${said.join('')}${sourcesOf(sources, words)}</article>`
}

type FilePart = Extract<SharedMessage['parts'][number], { type: 'file' }>

function fileOf({ fileId, name, mediaType }: FilePart, token: string, words: SharedWords): string {
  const address = `/shared/${token}/files/${fileId}`
  if (/^image\/(?:png|jpeg|gif|webp|avif)$/.test(mediaType))
    return `<p><img src="${address}" alt="${escaped(name)}" loading="lazy"></p>`
  return `<p><a href="${address}" download aria-label="${escaped(words.file(name))}">${escaped(name)}</a></p>`
}

const sourcesOf = (sources: SharedMessage['sources'], words: SharedWords): string =>
  sources.length === 0
    ? ''
    : `<ol class="sources" aria-label="${words.sources}">${sources
        .map(
          ({ number, name, page }) =>
            `<li>[${number}] <span dir="auto">${escaped(name)}</span>${page === null ? '' : `, ${words.page(page)}`}</li>`,
        )
        .join('')}</ol>`
