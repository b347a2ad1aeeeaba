import { z } from 'zod'
import { ConnectionRef } from '#contract/shapes/model.ts'
import { command } from '#kernel/use-case.ts'
import { announceModels } from './catalogue.ts'
import { modelIdOf } from './connection.ts'
import {
  readDefaultModel,
  removeConnection,
  requireConnection,
  storeDefaultModel,
} from './connection-store.ts'

/** Removes a connection with its key. Agents that speak through it say so until they are given another model. */
export const deleteConnection = command({
  name: 'connection.delete',
  permission: 'model:manage',
  input: ConnectionRef,
  output: z.null(),
  async run(context, { connectionId }) {
    const { tx, scope, emit } = context
    const row = await requireConnection(tx, connectionId)
    const standard = await readDefaultModel(tx)
    await removeConnection(tx, connectionId)
    // Who chose no model must not be left without one.
    if (row.models.some((model) => modelIdOf(row, model) === standard)) {
      await storeDefaultModel(tx, scope, null)
      emit({ type: 'default-model.changed', payload: { model: null } })
    }
    emit({ type: 'connection.deleted', payload: { connectionId, name: row.name } })
    announceModels(context)
    return null
  },
})
