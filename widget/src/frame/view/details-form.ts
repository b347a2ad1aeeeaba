import type { Messages } from '../messages/en.ts'
import { el } from './element.ts'

type Key = 'name' | 'email' | 'phone'
export type Details = { [K in Key]?: string } & { consent?: boolean }

interface Form {
  t: Messages
  title: string
  fields: readonly { key: Key; isRequired: boolean }[]
  /** A statement to agree to; none when empty. */
  consent: string
  action: string
  /** Throws with a sentence for people. */
  submit(details: Details): Promise<void>
}

const types: Record<Key, string> = { name: 'text', email: 'email', phone: 'tel' }
const longest: Record<Key, number> = { name: 100, email: 254, phone: 40 }

/** A form for a few details. A missing one is reported at its field, and the first such field gets the focus. */
export function detailsForm({ t, title, fields, consent, action, submit }: Form): HTMLFormElement {
  const inputs = fields.map(({ key, isRequired }) => {
    const input = el('input', {
      id: `field-${key}`,
      name: key,
      type: types[key],
      maxlength: longest[key],
      autocomplete: key === 'phone' ? 'tel' : key,
      'aria-required': isRequired,
      'aria-describedby': `wrong-${key}`,
    })
    const wrong = el('span', { class: 'wrong', id: `wrong-${key}` })
    const optional = isRequired ? '' : ` (${t.optional})`
    const label = el('label', { for: input.id }, t[key] + optional)
    return { key, isRequired, input, wrong, row: el('div', { class: 'field' }, label, input, wrong) }
  })
  const agreed = el('input', { type: 'checkbox', id: 'field-consent', 'aria-describedby': 'wrong-consent' })
  const wrongConsent = el('span', { class: 'wrong', id: 'wrong-consent' })
  const problem = el('p', { class: 'wrong', role: 'alert' })
  const button = el('button', { type: 'submit', class: 'main' }, action)

  const refusalOf = ({ isRequired, input }: (typeof inputs)[number]): string => {
    if (input.value.trim() === '') return isRequired ? t.fieldMissing : ''
    return input.validity.typeMismatch ? t.emailWrong : ''
  }
  const check = (): boolean => {
    const refusals = inputs.map((one) => {
      const refusal = refusalOf(one)
      one.wrong.textContent = refusal
      one.input.setAttribute('aria-invalid', String(refusal !== ''))
      return refusal === '' ? null : one.input
    })
    const isRefused = consent !== '' && !agreed.checked
    wrongConsent.textContent = isRefused ? t.consentMissing : ''
    const first = [...refusals, isRefused ? agreed : null].find((input) => input !== null)
    first?.focus()
    return !first
  }
  const send = async () => {
    if (button.disabled || !check()) return
    const given = inputs.flatMap(({ key, input }) => (input.value.trim() ? [[key, input.value.trim()]] : []))
    button.disabled = true
    problem.textContent = ''
    try {
      await submit({ ...(Object.fromEntries(given) as Details), ...(consent !== '' && { consent: true }) })
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : t.failed
    }
    button.disabled = false
  }
  return el(
    'form',
    {
      class: 'details',
      novalidate: true,
      'aria-label': title,
      onsubmit(event: SubmitEvent) {
        event.preventDefault()
        void send()
      },
    },
    el('p', { class: 'lead' }, title),
    ...inputs.map(({ row }) => row),
    consent !== '' &&
      el(
        'div',
        { class: 'field check' },
        agreed,
        el('label', { for: agreed.id, dir: 'auto' }, consent),
        wrongConsent,
      ),
    problem,
    button,
  )
}
