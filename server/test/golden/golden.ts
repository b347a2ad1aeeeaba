import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import type { Stage } from './stage.ts'

/** One exchange with an older system, as its clients would see it. */
export interface Exchange {
  readonly title: string
  /** What the model will say, one for each time that it is asked. */
  readonly model?: Partial<ScriptedReply>[]
  /** Which door is knocked at; the story's dialect when left out. */
  readonly door?: string
  /** Whose token is sent along; none when left out. */
  readonly as?: string
  /** Method and path. `{name}` stands for what an earlier answer was found to hold. */
  readonly request: string
  readonly headers?: Record<string, string>
  /** A JSON body, or a text that is sent as it stands. `<name>` stands for what an earlier answer was found to hold. */
  readonly send?: unknown
  /** A form with one file. */
  readonly sendFile?: { readonly field: string; readonly name: string; readonly text: string }
  /** A form of texts, as HTML sends it, and as Django's test client does. */
  readonly sendForm?: Record<string, string>
  readonly sendFields?: Record<string, string>
  readonly sendText?: string
  readonly status: number
  readonly answerHeaders?: Record<string, string>
  /** The whole answer: JSON, or a text. `<uuid>` and the like stand for what differs each time. */
  readonly answer: unknown
  /** Of a list of the native API: the id of the item that is called so, to be remembered by that name. */
  readonly findId?: { readonly of: string; readonly as: string }
}

/** The server is stopped, and started again on the same data. */
export interface Restart {
  readonly restart: true
}

/** One story in one file, told to one server. */
export interface Story {
  readonly title: string
  readonly dialect: string
  /** As PARLEY_LISTEN would say it. */
  readonly listen: string
  /** False for a server to which nobody has given a model. */
  readonly hasModel?: boolean
  readonly exchanges: readonly (Exchange | Restart)[]
}

/** The stories of a folder beside this file. */
export const readStories = (folder: string): Story[] =>
  readdirSync(new URL(`./${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(`./${folder}/${name}`, import.meta.url), 'utf8')) as Story)

/** Plays a story and compares every answer with what is written. */
export async function play(story: Story, stage: Stage) {
  const found = new Map<string, unknown>()
  for (const step of story.exchanges) {
    if ('restart' in step) await stage.restart()
    else await exchange(step, story, stage, found)
  }
}

async function exchange(step: Exchange, story: Story, stage: Stage, found: Map<string, unknown>) {
  stage.script(step.model ?? [])
  const [method = '', path = ''] = step.request.split(' ')
  const isJson = step.send !== undefined
  const url = stage.url(step.door ?? story.dialect)
  const response = await fetch(url + fillPath(path, found), {
    method,
    redirect: 'manual',
    headers: {
      ...(step.as !== undefined && { authorization: `Bearer ${await stage.tokenOf(step.as)}` }),
      ...(isJson && { 'content-type': 'application/json' }),
      ...step.headers,
    },
    ...(isJson && { body: JSON.stringify(fillSent(step.send, found)) }),
    ...(step.sendFile && { body: formOf(step.sendFile) }),
    ...(step.sendForm && { body: new URLSearchParams(filledTexts(step.sendForm, found)) }),
    ...(step.sendFields && { body: fieldsOf(filledTexts(step.sendFields, found)) }),
    ...(step.sendText !== undefined && { body: step.sendText }),
  })
  // Which port it is differs each time.
  const text = (await response.text()).replaceAll(url, 'http://here')
  const answer: unknown = (response.headers.get('content-type') ?? '').includes('json')
    ? JSON.parse(text)
    : text
  const headers = Object.fromEntries(
    Object.keys(step.answerHeaders ?? {}).map((name) => [name, response.headers.get(name)]),
  )
  expect({ status: response.status, headers, answer }, step.title).toStrictEqual({
    status: step.status,
    headers: step.answerHeaders ?? {},
    answer: fill(step.answer, answer, found),
  })
  if (step.findId) found.set(step.findId.as, idOf(answer, step.findId.of))
}

const idOf = (answer: unknown, called: string) =>
  (answer as { items: { id: string; name: string }[] }).items.find(({ name }) => name === called)?.id

const fillPath = (path: string, found: Map<string, unknown>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!found.has(name)) throw new Error(`No answer before this held ${name}.`)
    return encodeURIComponent(String(found.get(name)))
  })

/** What is sent, with what earlier answers held in place of `<name>`. */
const fillSent = (sent: unknown, found: Map<string, unknown>): unknown =>
  JSON.parse(JSON.stringify(sent), (_, value: unknown) => {
    const name = typeof value === 'string' ? /^<(\w+)>$/.exec(value)?.[1] : undefined
    return name !== undefined && found.has(name) ? found.get(name) : value
  })

const filledTexts = (sent: Record<string, string>, found: Map<string, unknown>) =>
  Object.entries(fillSent(sent, found) as object).map(([key, value]): [string, string] => [
    key,
    String(value),
  ])

function fieldsOf(fields: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.set(name, value)
  return form
}

function formOf({ field, name, text }: NonNullable<Exchange['sendFile']>): FormData {
  const form = new FormData()
  form.set(field, new File([text], name))
  return form
}

const isText = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)

/** What a placeholder accepts. */
const kinds: Record<string, (value: unknown) => boolean> = {
  any: (value) => value !== undefined,
  uuid: isText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  'naive-time': isText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/),
  'utc-time': isText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  'offset-time': isText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
  'hex-id': isText(/^[0-9a-f]{24}$/),
  text: isText(/\S/),
  failure: isText(/^Error calling OpenAI API: \S/),
  error: isText(/^Error: \S/),
  'stream-error': isText(/^\[ERROR\]: \S.*\n$/),
  'msg-id': isText(/^msg_\d+$/),
  seconds: (value) => typeof value === 'number' && value > 1_700_000_000,
  html: isText(/^<!doctype html>[\s\S]*<\/html>\s*$/i),
  count: (value) => Number.isInteger(value) && Number(value) > 0,
}

/**
 * What is expected, with its placeholders filled from the answer wherever that holds what they accept. `<uuid as x>`
 * remembers what stood there; `<x>` afterwards is that same value.
 */
export function fill(expected: unknown, actual: unknown, found: Map<string, unknown>): unknown {
  if (Array.isArray(expected))
    return expected.map((item, at) => fill(item, Array.isArray(actual) ? actual[at] : undefined, found))
  if (typeof expected === 'object' && expected !== null)
    return Object.fromEntries(
      Object.entries(expected).map(([key, value]) => [
        key,
        fill(value, (actual as Record<string, unknown> | null | undefined)?.[key], found),
      ]),
    )
  const [, name = '', remembered] =
    typeof expected === 'string' ? (/^<([\w-]+)(?: as (\w+))?>$/.exec(expected) ?? []) : []
  if (name === '') return expected
  if (found.has(name)) return found.get(name)
  const accepts = kinds[name]
  if (!accepts) throw new Error(`There is no placeholder ${String(expected)}.`)
  if (!accepts(actual)) return expected
  if (remembered !== undefined) found.set(remembered, actual)
  return actual
}
