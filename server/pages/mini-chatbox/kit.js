import { language, say } from './words.js'

const NOTICE_MS = 6_000

export const byId = (id) => document.getElementById(id)

// What people and models wrote is only ever set as text.
export function element(tag, { className = '', words = '', ...facts } = {}, ...children) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (words) made.textContent = words
  for (const [name, value] of Object.entries(facts)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

export function notify(words) {
  byId('notice').textContent = words
  byId('notice').hidden = false
  clearTimeout(notify.timer)
  notify.timer = setTimeout(() => {
    byId('notice').hidden = true
  }, NOTICE_MS)
}
const complain = (error) => notify(error.message)
export const trying = (work) => (event) => {
  event?.preventDefault()
  return Promise.resolve()
    .then(() => work(event))
    .catch(complain)
}

export function button(words, work, className = '') {
  const made = element('button', { words, className, type: 'button' })
  made.addEventListener('click', trying(work))
  return made
}

export function sure(words) {
  byId('asking-words').textContent = words
  byId('asking').returnValue = 'no'
  byId('asking').showModal()
  return new Promise((decided) => {
    byId('asking').addEventListener('close', () => decided(byId('asking').returnValue === 'yes'), {
      once: true,
    })
  })
}

export const counted = (count, thing) => say(count === 1 ? `{0} ${thing}` : `{0} ${thing}s`, count)
export const moment = (instant) =>
  new Date(instant).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' })
export const nothing = (words) => element('p', { className: 'empty', words })
export const line = (title, facts, ...actions) =>
  element(
    'li',
    {},
    element(
      'div',
      { className: 'words' },
      element('strong', { words: title }),
      element('span', { words: facts }),
    ),
    element('div', { className: 'row' }, ...actions),
  )
export const list = (lines, empty) =>
  lines.length > 0 ? element('ul', { className: 'lines' }, ...lines) : nothing(empty)

export function form(fields, words, work) {
  const inputs = fields.map(({ name, label, ...facts }) => {
    const input = element('input', { name, ...facts })
    return element('label', { words: `${label} ` }, input)
  })
  const made = element(
    'form',
    { className: 'card' },
    ...inputs,
    element('button', { words, className: 'main' }),
  )
  made.addEventListener(
    'submit',
    trying(async () => {
      const send = made.querySelector('button')
      send.disabled = true
      try {
        await work(new FormData(made), made)
      } finally {
        send.disabled = false
      }
    }),
  )
  return made
}
