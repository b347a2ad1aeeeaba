import { z } from 'zod'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { ImportRef } from '#contract/shapes/import.ts'
import { findFirstAgent } from '#features/agents/index.ts'
import { audiencePayload, storeForeign } from '#features/conversations/index.ts'
import { findPlaceFor } from '#features/projects/index.ts'
import { command } from '#kernel/use-case.ts'
import { ForeignConversation } from './foreign.ts'
import { claimOrigin, isImported, noteFailure, requireImport, updateImport } from './import-store.ts'

/** Stores one conversation of a file with all its branches, unless it is here already. */
export const importConversation = command({
  name: 'import.import-conversation',
  permission: 'internal',
  input: ImportRef.extend({ foreign: ForeignConversation }),
  async run({ tx, scope, emit }, { importId, foreign }) {
    const { owner_id: ownerId, project_id: projectId } = await requireImport(tx, scope, importId)
    const origin = { ownerId, format: foreign.format, externalId: foreign.externalId }
    if (await isImported(tx, origin)) {
      await updateImport(tx, importId, { skipped: sql<number>`skipped + 1` })
      return
    }
    const agent = await findFirstAgent(tx)
    const conversation = await storeForeign(tx, scope, {
      ...foreign,
      id: uuidv7(),
      // Operators are not shown what somebody brings along.
      owner: { kind: 'member', id: ownerId, name: scope.actor.name },
      inInbox: false,
      readCount: foreign.messages.length,
      agentId: agent?.id ?? null,
      // Whoever edits it no more since the import began puts nothing in it.
      place: projectId === null ? null : await findPlaceFor(tx, scope, projectId),
    })
    await claimOrigin(tx, scope, origin, conversation.id)
    await updateImport(tx, importId, { imported: sql<number>`imported + 1` })
    emit({
      type: 'conversation.opened',
      payload: { ...audiencePayload(conversation), messageCount: foreign.messages.length },
    })
  },
})

/** Notes that one item of a file could not be taken in. */
export const noteItemFailure = command({
  name: 'import.note-failure',
  permission: 'internal',
  input: ImportRef.extend({ item: z.int(), title: z.string(), reason: z.string() }),
  run: async ({ tx }, { importId, ...failure }) => void (await noteFailure(tx, importId, failure)),
})
