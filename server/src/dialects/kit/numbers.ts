import {
  findNamed,
  forgetExternalIds,
  noteFacts,
  numberThings,
  readFacts,
} from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from './elevate-scope.ts'

type Noted = Record<string, unknown>

const AT_ONCE = 1_000

function* stretches(ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) yield wanted.slice(at, at + AT_ONCE)
}

/** The numbers by which a dialect's clients know our objects, and notes on them; both by kind. */
export function numbersAndNotes<Kind extends string, Notes extends string = never>(dialect: string) {
  /** The numbers of these objects, assigned now to those without one. */
  async function numbersOf(dialectScope: Scope, kind: Kind, ids: readonly string[]) {
    const numbers = new Map<string, number>()
    for (const some of stretches(ids))
      for (const [id, number] of Object.entries(
        await numberThings(dialectScope, { dialect, kind, ids: some }),
      ))
        numbers.set(id, number)
    return (id: string): number => numbers.get(id) ?? 0
  }

  const numberOf = async (dialectScope: Scope, kind: Kind, id: string): Promise<number> =>
    (await numbersOf(dialectScope, kind, [id]))(id)

  /** Our ID of the object with this number; null if there is none. */
  async function findId(dialectScope: Scope, kind: Kind, number: unknown): Promise<string | null> {
    const text = typeof number === 'number' || typeof number === 'string' ? String(number).trim() : ''
    if (!/^\d{1,15}$/.test(text)) return null
    return findNamed(dialectScope, { dialect, kind, externalId: String(Number(text)) })
  }

  /** Client data about objects that the core does not store. */
  async function notesOf(dialectScope: Scope, kind: Notes, ids: readonly string[]) {
    const notes = new Map<string, Noted>()
    for (const some of stretches(ids))
      for (const [id, facts] of Object.entries(await readFacts(dialectScope, { dialect, kind, ids: some })))
        notes.set(id, facts)
    return (id: string): Noted => notes.get(id) ?? {}
  }

  /** Adds to the notes on an object; omitted fields stay unchanged. */
  async function note(elevated: ElevatedScope, kind: Notes, id: string, said: Noted) {
    const before = (await notesOf(elevated, kind, [id]))(id)
    const facts = JSON.parse(JSON.stringify({ ...before, ...said })) as Record<string, never>
    await noteFacts(elevated, { dialect, kind, id, facts })
  }

  async function forget(elevated: ElevatedScope, kind: Kind | Notes | 'session', ids: readonly string[]) {
    for (const some of stretches(ids)) await forgetExternalIds(elevated, { dialect, kind, ids: some })
  }

  return { numbersOf, numberOf, findId, notesOf, note, forget }
}
