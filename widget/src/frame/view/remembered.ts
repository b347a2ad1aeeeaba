import { memoryCalls } from '#client/calls/memory-calls.ts'
import type { Transport } from '#client/transport.ts'
import type { Fact } from '#contract/shapes/fact.ts'
import type { Words } from '../words/en.ts'
import { el, iconButton } from './element.ts'

interface Doing {
  words: Words
  transport: Transport
  onBack(): void
  onProblem(text: string): void
}

const SHOWN_MAX = 100

/** What agents know of whoever writes here: to see, to have forgotten, and whether they may know anything at all. */
export function openRemembered({ words, transport, onBack, onProblem }: Doing): HTMLElement {
  const memory = memoryCalls(transport)
  const list = el('ul', { class: 'facts', 'aria-label': words.remembered })
  const empty = el('p', { class: 'quiet', role: 'status', hidden: true }, words.nothingRemembered)
  const choice = el('input', { type: 'checkbox', id: 'remember', disabled: true })
  const forgetAll = el('button', { type: 'button', class: 'text' }, words.forgetAll)
  const tryTo = async (doing: () => Promise<unknown>) => {
    try {
      await doing()
    } catch {
      onProblem(words.failed)
    }
  }
  const turn = () => {
    empty.hidden = list.childElementCount > 0
    forgetAll.hidden = list.childElementCount === 0
  }
  const rowOf = ({ id, text }: Fact) => {
    const forget = () =>
      tryTo(async () => {
        await memory.erase(id)
        const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('button') ?? choice
        row.remove()
        turn()
        next.focus()
      })
    const row = el(
      'li',
      {},
      el('span', { dir: 'auto' }, text),
      iconButton(words.forget(text), ['M6 6l12 12', 'M18 6L6 18'], () => void forget()),
    )
    return row
  }
  choice.addEventListener('change', () => {
    const remembers = choice.checked
    void tryTo(async () => {
      choice.checked = (await memory.choose(remembers).catch(() => ({ remembers: !remembers }))).remembers
      if (choice.checked !== remembers) throw new Error('It stayed as it was.')
    })
  })
  forgetAll.addEventListener('click', () => {
    void tryTo(async () => {
      await memory.eraseAll()
      list.replaceChildren()
      turn()
      choice.focus()
    })
  })
  forgetAll.hidden = true
  void tryTo(async () => {
    const [{ remembers }, { items }] = await Promise.all([memory.choice(), memory.list({ limit: SHOWN_MAX })])
    choice.checked = remembers
    choice.disabled = false
    list.append(...items.map(rowOf))
    turn()
  })
  return el(
    'section',
    { class: 'remembered', 'aria-label': words.remembered },
    el('button', { type: 'button', class: 'text', onclick: onBack }, words.backToChat),
    el('h2', {}, words.remembered),
    el('label', { class: 'field check', for: 'remember' }, choice, el('span', {}, words.rememberMe)),
    empty,
    list,
    forgetAll,
  )
}
