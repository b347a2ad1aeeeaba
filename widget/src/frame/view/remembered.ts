import { callsOf } from '#client/calls.ts'
import type { Transport } from '#client/transport.ts'
import { memoryRoutes } from '#contract/routes/memory.ts'
import type { Memory } from '#contract/shapes/memory.ts'
import type { Messages } from '../messages/en.ts'
import { el, iconButton } from './element.ts'

interface Doing {
  t: Messages
  transport: Transport
  onBack(): void
  onProblem(text: string): void
}

const SHOWN_MAX = 100

/** The memories about the visitor: to view, to erase, and the consent to keep any. */
export function openRemembered({ t, transport, onBack, onProblem }: Doing): HTMLElement {
  const { memory } = callsOf(transport, memoryRoutes)
  const list = el('ul', { class: 'memories', 'aria-label': t.remembered })
  const empty = el('p', { class: 'quiet', role: 'status', hidden: true }, t.nothingRemembered)
  const consent = el('input', { type: 'checkbox', id: 'remember', disabled: true })
  const forgetAll = el('button', { type: 'button', class: 'text' }, t.forgetAll)
  const tryTo = async (doing: () => Promise<unknown>) => {
    try {
      await doing()
    } catch {
      onProblem(t.failed)
    }
  }
  const turn = () => {
    empty.hidden = list.childElementCount > 0
    forgetAll.hidden = list.childElementCount === 0
  }
  const rowOf = ({ id, text }: Memory) => {
    const forget = () =>
      tryTo(async () => {
        await memory.erase(id)
        const next =
          (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('button') ?? consent
        row.remove()
        turn()
        next.focus()
      })
    const row = el(
      'li',
      {},
      el('span', { dir: 'auto' }, text),
      iconButton(t.forget(text), ['M6 6l12 12', 'M18 6L6 18'], () => void forget()),
    )
    return row
  }
  consent.addEventListener('change', () => {
    const remembers = consent.checked
    void tryTo(async () => {
      consent.checked = (
        await memory.setConsent({ remembers }).catch(() => ({ remembers: !remembers }))
      ).remembers
      if (consent.checked !== remembers) throw new Error('It stayed as it was.')
    })
  })
  forgetAll.addEventListener('click', () => {
    void tryTo(async () => {
      await memory.eraseAll()
      list.replaceChildren()
      turn()
      consent.focus()
    })
  })
  forgetAll.hidden = true
  void tryTo(async () => {
    const [{ remembers }, { items }] = await Promise.all([
      memory.consent(),
      memory.list({ limit: SHOWN_MAX }),
    ])
    consent.checked = remembers
    consent.disabled = false
    list.append(...items.map(rowOf))
    turn()
  })
  return el(
    'section',
    { class: 'remembered', 'aria-label': t.remembered },
    el('button', { type: 'button', class: 'text', onclick: onBack }, t.backToChat),
    el('h2', {}, t.remembered),
    el('label', { class: 'field check', for: 'remember' }, consent, el('span', {}, t.rememberMe)),
    empty,
    list,
    forgetAll,
  )
}
