import type { FromPage, PageOptions, SiteIdentity, WidgetEventName } from '../bridge-messages.ts'
import { openWindow, type WidgetWindow } from './widget-window.ts'

/** An identity, or what gets a fresh one from the site's server. */
type Identity = SiteIdentity | string | (() => Promise<SiteIdentity | string> | SiteIdentity | string)

interface BootOptions extends PageOptions {
  key: string
  identity?: Identity
  open?: boolean
}

type Hear = (detail: unknown) => void

interface Parley {
  (method: string, ...given: unknown[]): unknown
  /** Calls made before this script was loaded. */
  q?: ArrayLike<unknown>[]
}

declare global {
  interface Window {
    Parley?: Parley
  }
}

const script = document.currentScript as HTMLScriptElement | null
const home = new URL(script?.src ?? location.href).origin
const hearers = new Map<string, Set<Hear>>()
let open: WidgetWindow | null = null
let identity: Identity | null = null

const tell = (name: WidgetEventName, detail: unknown) => {
  for (const hear of hearers.get(name) ?? [])
    try {
      hear(detail)
    } catch (error) {
      // An error in the page’s code must not stop the chat; it is reported to the console.
      setTimeout(() => {
        throw error
      })
    }
}

const asIdentity = (given: SiteIdentity | string): SiteIdentity =>
  typeof given === 'string' ? { token: given } : given

async function currentIdentity(): Promise<SiteIdentity | null> {
  if (identity === null) return null
  return asIdentity(typeof identity === 'function' ? await identity() : identity)
}

const send = (message: FromPage) => open?.send(message)

/** The same; its failure is reported to the page. */
const soundIdentity = (): Promise<SiteIdentity | null> =>
  currentIdentity().catch((error: unknown) => {
    tell('error', { code: 'identity', message: String(error) })
    return null
  })

async function identify() {
  const current = await soundIdentity()
  if (current) send({ type: 'identify', identity: current })
}

async function greet(options: PageOptions) {
  const current = await soundIdentity()
  send({ type: 'boot', identity: current, options, isNarrow: open?.isNarrow() ?? false })
}

function boot(given: BootOptions) {
  if (open) return
  const { key, identity: shown = null, open: isWanted, ...options } = given
  identity = shown
  open = openWindow(home, key, {
    onHello() {
      void greet(options).then(() => isWanted && send({ type: 'open' }))
    },
    onAskIdentity: () =>
      void soundIdentity().then((current) => send({ type: 'identity', identity: current })),
    onEvent: tell,
  })
}

const methods: Record<string, (...given: never[]) => unknown> = {
  boot: (given: BootOptions) => boot(given),
  open: () => send({ type: 'open' }),
  close: () => send({ type: 'close' }),
  toggle: () => send({ type: open?.isOpen() ? 'close' : 'open' }),
  identify(given: Identity) {
    identity = given
    void identify()
  },
  reset() {
    identity = null
    send({ type: 'reset' })
  },
  update: (options: PageOptions) => send({ type: 'update', options }),
  message: (text: string) => send({ type: 'message', text: String(text) }),
  on: (name: string, hear: Hear) => hearers.set(name, (hearers.get(name) ?? new Set()).add(hear)),
  off: (name: string, hear?: Hear) => (hear ? hearers.get(name)?.delete(hear) : hearers.delete(name)),
  shutdown() {
    open?.close()
    open = null
    identity = null
  },
}

const waiting = window.Parley?.q ?? []
const parley: Parley = (method, ...given) => methods[method]?.(...(given as never[]))
window.Parley = parley
for (const [method, ...given] of [...waiting].map((call) => Array.from(call)))
  parley(String(method), ...given)
// A page that may not run inline scripts sets it on the tag.
if (script?.dataset.key && !open) boot({ key: script.dataset.key })
