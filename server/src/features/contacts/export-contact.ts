import { z } from 'zod'
import { Contact, ContactRef } from '#contract/shapes/contact.ts'
import { jsonOf, ownConversationIds } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { command, flow } from '#kernel/use-case.ts'
import { requireContact, showContact } from './visible.ts'

/** Hands out everything that is held about a person as one JSON file, piece by piece. */
export const exportContact = flow({
  name: 'contact.export',
  permission: 'contact:manage',
  input: ContactRef,
  run: ({ scope }, { contactId }) => jsonFile(scope, contactId),
})

/** Gathers all data about a contact except messages, and records the export. */
export const gatherContact = command({
  name: 'contact.gather',
  permission: 'contact:manage',
  input: ContactRef,
  runsAgain: true,
  output: z.object({
    contact: Contact,
    kept: z.record(z.string(), z.unknown()),
    conversationIds: z.array(z.uuid()),
  }),
  async run({ tx, scope, emit }, { contactId }) {
    const row = await requireContact(tx, scope, contactId)
    const kept: Record<string, unknown> = {}
    for (const { name, collect } of scope.app.personalData)
      if (collect) kept[name] = await collect(tx, row.id)
    emit({ type: 'contact.exported', payload: { contactId: row.id } })
    const conversationIds = await ownConversationIds(tx, row.id)
    return { contact: await showContact(tx, row), kept, conversationIds }
  },
})

async function* jsonFile(scope: Scope, contactId: string): AsyncGenerator<string> {
  const { contact, kept, conversationIds } = await gatherContact(scope, { contactId })
  const exportedAt = new Date().toISOString()
  const head = JSON.stringify({ format: 'parley.contact', version: 1, exportedAt, contact, ...kept })
  yield `${head.slice(0, -1)},"conversations":[`
  let separator = '\n'
  for (const id of conversationIds) {
    if (scope.signal.aborted) return
    yield separator
    yield* jsonOf(scope, id)
    separator = ',\n'
  }
  yield ']}\n'
}
