import type { Messages } from '../messages/en.ts'
import { el } from './element.ts'

/** The button that asks for a person; it is disabled until the outcome is known. */
export function personButton(t: Messages, askPerson: () => Promise<void>): HTMLButtonElement {
  const ask = async () => {
    button.disabled = true
    await askPerson()
    button.disabled = false
  }
  const button = el(
    'button',
    { type: 'button', class: 'text person', onclick: () => void ask() },
    t.askPerson,
  )
  return button
}
