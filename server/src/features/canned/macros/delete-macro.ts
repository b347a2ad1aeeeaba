import { z } from 'zod'
import { MacroRef } from '#contract/shapes/canned.ts'
import { command } from '#kernel/use-case.ts'
import { removeMacro, requireMacro } from './macro-store.ts'

/** Deletes a macro. What was done with it stays done. */
export const deleteMacro = command({
  name: 'macro.delete',
  permission: 'desk:manage',
  input: MacroRef,
  output: z.null(),
  async run({ tx, scope, emit }, { macroId }) {
    const { id, name } = await requireMacro(tx, scope, macroId)
    await removeMacro(tx, id)
    emit({ type: 'macro.changed', payload: { macroId: id, name } })
    return null
  },
})
