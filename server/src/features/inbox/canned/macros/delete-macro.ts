import { z } from 'zod'
import { MacroRef } from '#contract/shapes/canned.ts'
import { command } from '#kernel/use-case.ts'
import { macros } from './macro-store.ts'

/** Deletes a macro. What was done with it stays done. */
export const deleteMacro = command({
  name: 'macro.delete',
  permission: 'inbox:manage',
  input: MacroRef,
  output: z.null(),
  async run({ tx, scope, emit }, { macroId }) {
    const { id, name } = await macros.require(tx, scope, macroId)
    await macros.remove(tx, id)
    emit({ type: 'macro.changed', payload: { macroId: id, name } })
    return null
  },
})
