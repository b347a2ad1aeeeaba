import type { Transport } from '#client/transport.ts'
import type { Messages } from '../messages/en.ts'
import { el } from './element.ts'
import { openRemembered } from './remembered.ts'

export type RememberedView = ReturnType<typeof openRememberedView>

interface RememberedViewOptions {
  t: Messages
  transport: Transport
  /** Where it is shown. */
  body: HTMLElement
  onProblem(text: string): void
  /** Called when it was shown or hidden. */
  onTurn(isShown: boolean): void
}

/** The list of memories, shown in place of the messages, and the button that opens it. */
export function openRememberedView({ t, transport, body, onProblem, onTurn }: RememberedViewOptions) {
  let view: HTMLElement | null = null
  const hide = () => {
    if (!view) return
    view.remove()
    view = null
    onTurn(false)
  }
  const show = () => {
    view = openRemembered({ t, transport, onBack: hide, onProblem })
    body.append(view)
    onTurn(true)
    view.querySelector('button')?.focus()
  }
  return {
    button: el('button', { type: 'button', class: 'text person', onclick: show }, t.remembered),
    isShown: () => view !== null,
    hide,
  }
}
