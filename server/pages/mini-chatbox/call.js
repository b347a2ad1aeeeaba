import { say } from './words.js'

const root = document.documentElement.dataset.root
const KEPT = 'mini-chatbox.admin'

let token = sessionStorage.getItem(KEPT)
let onLeaving = () => {}

export const isIn = () => token !== null

/** What happens when the server knows the token no longer. */
export function whenLeaving(work) {
  onLeaving = work
}

export function keep(next) {
  token = next
  if (next) sessionStorage.setItem(KEPT, next)
  else sessionStorage.removeItem(KEPT)
}

const FETCHED_MS = 60_000

/** Saves a file; its address has no token in it. */
export async function saveFile(path) {
  const response = await fetch(`${root}/admin${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(say('The server answered {0}.', response.status))
  const address = URL.createObjectURL(await response.blob())
  Object.assign(document.createElement('a'), {
    href: address,
    download: decodeURIComponent(path.split('/').pop()),
  }).click()
  setTimeout(() => URL.revokeObjectURL(address), FETCHED_MS)
}

export async function call(method, path, body) {
  const isForm = body instanceof FormData
  const response = await fetch(`${root}/admin/api${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && !isForm && { 'content-type': 'application/json' }),
    },
    body: body && (isForm ? body : JSON.stringify(body)),
  })
  const answer = await response.json().catch(() => ({}))
  if (response.status === 401 && token) {
    keep(null)
    onLeaving()
  }
  if (!response.ok) throw new Error(say(answer.error ?? 'The server answered {0}.', response.status))
  return answer
}
