import { AddMacro, Macro } from '#contract/shapes/canned.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { checkSteps } from './check-steps.ts'
import { macros, insertMacro, toMacro } from './macro-store.ts'

const MACROS_MAX = 200

/** Puts several steps in the inbox under one name, to be done at once from then on. */
export const addMacro = command({
  name: 'macro.add',
  permission: 'inbox:manage',
  input: AddMacro,
  output: Macro,
  async run(context, given) {
    const { tx, scope, emit } = context
    const name = storableText(given.name)
    const steps = await checkSteps(context, given.steps)
    await macros.refuseTakenName(tx, scope, name, null)
    if ((await macros.count(tx, scope)) >= MACROS_MAX)
      throw new Fault('limit_reached', `You can have at most ${MACROS_MAX} macros.`)
    const row = await insertMacro(tx, scope, { name, steps })
    emit({ type: 'macro.changed', payload: { macroId: row.id, name } })
    return toMacro(row)
  },
})
