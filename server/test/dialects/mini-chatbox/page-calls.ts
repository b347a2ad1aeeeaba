import { expect } from 'vitest'
import type { Stage } from '#test/golden/stage.ts'

export const LISTEN = '0=native,0=mini-chatbox'
export const ORIGIN = 'http://localhost:3001'
/** For what callers without an account do only where the operator opened it. */
export const OPEN = { PARLEY_MINI_CHATBOX_OPEN: '1' }
export const SOON = { timeout: 30_000 }

/** A call as its page makes it: from its own origin, as JSON unless it is a form, and never with a token. */
export async function call<T = Record<string, unknown>>(
  stage: Stage,
  request: string,
  body?: object,
  token?: string,
): Promise<T> {
  const [method = '', path = ''] = request.split(' ')
  const isForm = body instanceof FormData
  const response = await fetch(`${stage.url('mini-chatbox')}/api${path}`, {
    method,
    headers: {
      origin: ORIGIN,
      ...(!isForm && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${(JSON.parse(text) as { error: string }).error}`)
  expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
  return (text === '' ? null : JSON.parse(text)) as T
}

export function formOf(file: File, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file)
  return form
}
