/** The messages between a site’s page and the frame. Everything goes through `postMessage`. */

/** The identity given by the site: a token, or an id with its hash. */
export type SiteIdentity =
  | { token: string }
  | { userId: string; userHash: string; name?: string; email?: string }

/** Options that a page may set in addition to the widget’s configuration. */
export interface PageOptions {
  title?: string
  greeting?: string
  colour?: string
  position?: 'right' | 'left'
  locale?: string
  theme?: 'auto' | 'light' | 'dark'
}

export type FromPage =
  | { type: 'boot'; identity: SiteIdentity | null; options: PageOptions; isNarrow: boolean }
  | { type: 'open' | 'close' | 'reset' }
  | { type: 'narrow'; isNarrow: boolean }
  | { type: 'identify'; identity: SiteIdentity }
  /** The answer to `ask-identity`. */
  | { type: 'identity'; identity: SiteIdentity | null }
  | { type: 'update'; options: PageOptions }
  | { type: 'message'; text: string }

export type WidgetEventName = 'ready' | 'open' | 'close' | 'message' | 'unread' | 'handoff' | 'error'

export type FromFrame =
  | { type: 'hello' }
  | { type: 'shape'; isOpen: boolean; position: 'right' | 'left'; title: string }
  | { type: 'ask-identity' }
  | { type: 'event'; name: WidgetEventName; detail: unknown }

/** Marks our messages among all that a page may post. */
export interface Envelope<T> {
  parley: 1
  body: T
}

export const isEnvelope = <T>(data: unknown): data is Envelope<T> =>
  typeof data === 'object' && data !== null && 'parley' in data && data.parley === 1 && 'body' in data
