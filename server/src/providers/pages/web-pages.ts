import { gunzipSync } from 'node:zlib'
import type { PageErrorCode } from '#contract/shapes/site.ts'
import type { FetchedPage, WebPages } from '#kernel/ports.ts'
import { PRIVATE_ADDRESS } from '#platform/http/guarded-network.ts'
import { decodeText } from '../documents/decode-text.ts'
import { Refusal } from '../documents/refusal.ts'

const PAGE_BYTES_MAX = 5 * 1_048_576
const PAGE_MS_MAX = 20_000
const USER_AGENT = 'Mozilla/5.0 (compatible; ParleyBot/1.0)'

const texts = /^(?:text\/(?:html|plain|markdown|csv|xml)|application\/(?:xhtml\+xml|xml|rss\+xml|atom\+xml))$/

interface Options {
  /** Reaches the web, but not this server's own network. */
  fetch: typeof fetch
  /** Media types that a document can be read from. */
  mediaTypes: readonly string[]
}

/** Web pages over a guarded fetch: one request each, at most 5 MB and 20 s; redirects are reported and not followed. */
export const openWebPages = ({ fetch, mediaTypes }: Options): WebPages => ({
  async ask(address, known, signal) {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PAGE_MS_MAX)])
    try {
      const response = await fetch(address, {
        headers: headersFor(known),
        redirect: 'manual',
        signal: patience,
      })
      const judged = judgeHead(response, mediaTypes)
      if (judged) {
        await response.body?.cancel()
        return judged
      }
      return await contentOf(response)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      return { kind: 'failed', isRefusal: false, ...errorCodeOf(error) }
    }
  },
})

function headersFor(known: { etag: string | null; lastModified: string | null } | null) {
  return {
    'user-agent': USER_AGENT,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5',
    'accept-encoding': 'identity',
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  }
}

/** The outcome by the head of a response; null if its body is needed. */
function judgeHead(response: Response, mediaTypes: readonly string[]): FetchedPage | null {
  const { status, headers } = response
  const refused = (errorCode: PageErrorCode, reason: string): FetchedPage => ({
    kind: 'failed',
    isRefusal: true,
    errorCode,
    reason,
  })
  const location = headers.get('location')
  if (status === 304) return { kind: 'unchanged' }
  if (status >= 300 && status < 400 && location) return { kind: 'moved', to: location }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status >= 500 || status === 429)
    return {
      kind: 'failed',
      isRefusal: false,
      errorCode: 'unreachable',
      reason: `The server responded with status ${status}.`,
    }
  if (status !== 200) return refused('refused', `The server refuses the page (${status}).`)
  const type = typeOf(response)
  if (!texts.test(type) && !mediaTypes.includes(type))
    return refused('unsupported', `Pages of type ${type} are not supported.`)
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip')
    return refused('unsupported', `The page uses an unsupported compression (${encoding}).`)
  return Number(headers.get('content-length') ?? 0) > PAGE_BYTES_MAX ? tooLarge : null
}

const larger = { errorCode: 'page-too-large', reason: 'The page is larger than 5 MB.' } as const
const tooLarge: FetchedPage = { kind: 'failed', isRefusal: true, ...larger }

const typeOf = ({ headers }: Response): string =>
  (headers.get('content-type') ?? 'text/html').split(';')[0]?.trim().toLowerCase() ?? ''

async function contentOf(response: Response): Promise<FetchedPage> {
  const packed = await bytesOf(response)
  if (packed === null) return tooLarge
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b
  const content = isPacked ? gunzipSync(packed, { maxOutputLength: PAGE_BYTES_MAX }) : packed
  const type = typeOf(response)
  const charset = /charset=["']?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? null
  const isText = texts.test(type)
  const isXml = type.endsWith('xml')
  const text = isText ? decodedPage(content, charset) : null
  if (text instanceof Refusal)
    return { kind: 'failed', isRefusal: true, errorCode: text.reason, reason: text.message }
  return {
    kind: 'content',
    content,
    mediaType: isXml ? 'text/html' : type,
    text,
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  }
}

function decodedPage(content: Uint8Array, charset: string | null): string | Refusal {
  try {
    return decodeText(content, charset ?? declaredIn(content))
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The encoding declared by a page. */
const declaredIn = (content: Uint8Array): string | null =>
  /<meta[^<>]+charset\s*=\s*(?:["']\s*)?([\w-]+)/i.exec(
    Buffer.from(content.subarray(0, 2_048)).toString('latin1'),
  )?.[1] ?? null

/** Null if it is too large, whatever its headers said. */
async function bytesOf(response: Response): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    length += piece.length
    if (length > PAGE_BYTES_MAX) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function errorCodeOf(error: unknown): { errorCode: PageErrorCode; reason: string } {
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === PRIVATE_ADDRESS)
    return { errorCode: 'private-address', reason: 'The address is not a public internet address.' }
  if (error instanceof RangeError) return larger
  return { errorCode: 'unreachable', reason: reasonOf(error, code) }
}

function reasonOf(error: unknown, code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name cannot be resolved.'
  if (error instanceof Error && error.name === 'TimeoutError') return 'The server took too long.'
  return 'The server cannot be reached.'
}
