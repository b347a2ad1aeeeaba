import { z } from 'zod'
import { ConnectionRef } from '#contract/shapes/model.ts'
import { command } from '#kernel/use-case.ts'
import { announceModels } from './catalogue.ts'
import { removeConnection, requireConnection } from './connection-store.ts'
import { settleDefault } from './default-model.ts'

/** Removes a connection with its key. Agents that speak through it say so until they are given another model. */
export const deleteConnection = command({
  name: 'connection.delete',
  permission: 'model:manage',
  input: ConnectionRef,
  output: z.null(),
  async run(context, { connectionId }) {
    const { tx, emit } = context
    const row = await requireConnection(tx, connectionId)
    await removeConnection(tx, connectionId)
    await settleDefault(context, { before: row, connectionId })
    emit({ type: 'connection.deleted', payload: { connectionId, name: row.name } })
    announceModels(context)
    return null
  },
})
