import { z } from 'zod'
import { SetDefaultModel } from '#contract/shapes/model.ts'
import { command } from '#kernel/use-case.ts'
import { announceModels } from './catalogue.ts'
import { storeDefaultModel } from './connection-store.ts'
import { refuseUnknownModel } from './find-model.ts'

/** Sets the model for all agents that name none. */
export const setDefaultModel = command({
  name: 'default-model.set',
  permission: 'model:manage',
  input: SetDefaultModel,
  output: z.null(),
  async run(context, { model }) {
    const { tx, scope, emit } = context
    await refuseUnknownModel(tx, scope, model)
    await storeDefaultModel(tx, scope, model)
    emit({ type: 'default-model.changed', payload: { model } })
    announceModels(context)
    return null
  },
})
