import { type FromFrame, type FromPage, isEnvelope, type SiteIdentity } from '../bridge-messages.ts'

/** The page around the frame. */
export interface PageBridge {
  tell(message: FromFrame): void
  /** Asks the page for a fresh identity; null if it gives none. */
  askIdentity(): Promise<SiteIdentity | null>
}

const ANSWER_MS = 20_000

/** Exchanges messages with the page around the frame, and with nobody else. */
export function openPageBridge(hear: (message: FromPage) => void): PageBridge {
  let page: string | null = null
  let answer: ((identity: SiteIdentity | null) => void) | null = null
  addEventListener('message', ({ data, source, origin }) => {
    if (source !== parent || !isEnvelope<FromPage>(data)) return
    // Later messages, such as conversation text, go only to the page that started.
    page ??= origin
    if (origin !== page) return
    if (data.body.type === 'identity') answer?.(data.body.identity)
    else hear(data.body)
  })
  return {
    tell: (body) => parent.postMessage({ parley: 1, body }, body.type === 'hello' ? '*' : (page ?? '*')),
    askIdentity: () =>
      new Promise((resolve) => {
        const give = (identity: SiteIdentity | null) => {
          clearTimeout(timer)
          answer = null
          resolve(identity)
        }
        const timer = setTimeout(() => give(null), ANSWER_MS)
        answer = give
        parent.postMessage({ parley: 1, body: { type: 'ask-identity' } }, page ?? '*')
      }),
  }
}
