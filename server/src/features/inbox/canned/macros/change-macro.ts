import { ChangeMacro, Macro } from '#contract/shapes/canned.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { checkSteps } from './check-steps.ts'
import { macros, stepsOf, toMacro, updateMacro } from './macro-store.ts'

/** Renames a macro, or gives it other steps. */
export const changeMacro = command({
  name: 'macro.change',
  permission: 'inbox:manage',
  input: ChangeMacro,
  output: Macro,
  async run(context, { macroId, ...given }) {
    const { tx, scope, emit } = context
    const before = await macros.require(tx, scope, macroId)
    const name = storableText(given.name ?? before.name)
    const steps = given.steps ? await checkSteps(context, given.steps) : stepsOf(before)
    await macros.refuseTakenName(tx, scope, name, before.id)
    const row = await updateMacro(tx, before.id, { name, steps })
    emit({ type: 'macro.changed', payload: { macroId: row.id, name } })
    return toMacro(row)
  },
})
