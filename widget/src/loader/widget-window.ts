import { type FromFrame, type FromPage, isEnvelope, type WidgetEventName } from '../bridge-messages.ts'

/** The frame with the chat, on the page of a site. */
export interface WidgetWindow {
  send(message: FromPage): void
  isOpen(): boolean
  /** Whether the open chat covers the whole screen. */
  isNarrow(): boolean
  close(): void
}

interface Hearing {
  onHello(): void
  onAskIdentity(): void
  onEvent(name: WidgetEventName, detail: unknown): void
}

const NARROW = '(max-width: 480px), (max-height: 480px)'
const CLOSED_PX = 92
const WIDTH_PX = 416
const HEIGHT_PX = 720

/** Puts the frame on the page. Only styles of the element itself are set, which every policy allows. */
export function openWindow(home: string, key: string, hearing: Hearing): WidgetWindow {
  const frame = document.createElement('iframe')
  frame.src = `${home}/widget/frame?key=${encodeURIComponent(key)}`
  frame.title = 'Chat'
  frame.allow = 'clipboard-write; fullscreen'
  frame.setAttribute('data-parley', '')
  const narrow = matchMedia(NARROW)
  let shape = { isOpen: false, position: 'right' as 'right' | 'left' }
  let isThere = false

  const place = () => {
    const isFull = shape.isOpen && narrow.matches
    const { style } = frame
    for (const [name, value] of Object.entries({
      all: 'initial',
      position: 'fixed',
      'z-index': '2147483000',
      border: '0',
      bottom: '0',
      [shape.position]: '0',
      [shape.position === 'right' ? 'left' : 'right']: 'auto',
      width: isFull ? '100%' : shape.isOpen ? `min(${WIDTH_PX}px, 100%)` : `${CLOSED_PX}px`,
      height: isFull ? '100%' : shape.isOpen ? `min(${HEIGHT_PX}px, 100%)` : `${CLOSED_PX}px`,
      background: 'transparent',
      // With a colour scheme other than its frame’s, a page would paint the frame’s background.
      'color-scheme': 'light',
      visibility: isThere ? 'visible' : 'hidden',
    }))
      style.setProperty(name, value, 'important')
  }

  const send = (message: FromPage) => frame.contentWindow?.postMessage({ parley: 1, body: message }, home)
  const hear = ({ data, source, origin }: MessageEvent) => {
    if (source !== frame.contentWindow || origin !== home || !isEnvelope<FromFrame>(data)) return
    const { body } = data
    if (body.type === 'hello') hearing.onHello()
    else if (body.type === 'ask-identity') hearing.onAskIdentity()
    else if (body.type === 'event') hearing.onEvent(body.name, body.detail)
    else {
      shape = body
      isThere = true
      frame.title = body.title
      place()
    }
  }
  const turn = () => {
    place()
    send({ type: 'narrow', isNarrow: narrow.matches })
  }
  const show = () => document.body.append(frame)

  addEventListener('message', hear)
  narrow.addEventListener('change', turn)
  place()
  if (document.body) show()
  else addEventListener('DOMContentLoaded', show, { once: true })

  return {
    send,
    isOpen: () => shape.isOpen,
    isNarrow: () => narrow.matches,
    close() {
      removeEventListener('message', hear)
      removeEventListener('DOMContentLoaded', show)
      narrow.removeEventListener('change', turn)
      frame.remove()
    },
  }
}
