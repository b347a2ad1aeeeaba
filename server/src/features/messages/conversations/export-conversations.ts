import { z } from 'zod'
import { jsonOf, noteConversationExport } from '#features/conversations/index.ts'
import { listProjects } from '#features/projects/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { listConversations } from './list-conversations.ts'

const AT_ONCE = 100

/** Exports all of the caller's conversations, archived ones included, as one JSON file, in chunks. */
export const exportConversations = flow({
  name: 'conversation.export-all',
  permission: 'conversation:read',
  input: z.strictObject({}),
  run: ({ scope }) => jsonFile(scope),
})

async function* jsonFile(scope: Scope): AsyncGenerator<string> {
  await noteConversationExport(scope, null)
  const head = {
    format: 'parley.conversations',
    version: 1,
    exportedAt: new Date().toISOString(),
    projects: await allProjects(scope),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`
  let separator = '\n'
  for (const id of await ownIds(scope)) {
    if (scope.signal.aborted) return
    yield separator
    yield* jsonOf(scope, id)
    separator = ',\n'
  }
  yield ']}\n'
}

/**
 * The list is read before the first one is written, so that activity during the export neither hides a conversation nor
 * exports it twice.
 */
async function ownIds(scope: Scope): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await listConversations(scope, { limit: AT_ONCE, after, whose: 'own', archived: 'include' })
    ids.push(...page.items.map(({ id }) => id))
    after = page.nextCursor ?? undefined
  } while (after !== undefined)
  return ids
}

async function allProjects(scope: Scope) {
  const projects: { id: string; name: string }[] = []
  let after: string | undefined
  do {
    const page = await listProjects(scope, { limit: AT_ONCE, after })
    projects.push(...page.items.map(({ id, name }) => ({ id, name })))
    after = page.nextCursor ?? undefined
  } while (after !== undefined)
  return projects
}
