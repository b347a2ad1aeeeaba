import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { findFirstAgent } from '#features/agents/index.ts'
import { audiencePayload, storeForeign } from '#features/conversations/index.ts'
import { findPlaceFor } from '#features/projects/index.ts'
import { step } from '#kernel/step.ts'
import { ForeignConversation } from './foreign.ts'
import { claimOrigin, isImported, noteFailure, requireImport, updateImport } from './import-store.ts'

/** Stores one conversation of a file with all its branches, unless it exists already. */
export const importConversation = step(
  async ({ tx, scope, emit }, { importId, foreign }: { importId: string; foreign: ForeignConversation }) => {
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
      // Operators do not see imported conversations.
      owner: { kind: 'member', id: ownerId, name: scope.actor.name },
      inInbox: false,
      readCount: foreign.messages.length,
      agentId: agent?.id ?? null,
      // A member who may no longer edit the project since the import started adds nothing to it.
      place: projectId === null ? null : await findPlaceFor(tx, scope, projectId),
    })
    await claimOrigin(tx, scope, origin, conversation.id)
    await updateImport(tx, importId, { imported: sql<number>`imported + 1` })
    emit({
      type: 'conversation.opened',
      payload: { ...audiencePayload(conversation), messageCount: foreign.messages.length },
    })
  },
)

/** Notes that one item of a file could not be taken in. */
export const noteItemFailure = step(
  async (
    { tx },
    { importId, ...failure }: { importId: string; item: number; title: string; reason: string },
  ) => void (await noteFailure(tx, importId, failure)),
)
