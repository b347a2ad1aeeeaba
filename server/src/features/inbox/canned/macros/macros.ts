import { z } from 'zod'
import { ListMacros, MacroPage, AddMacro, Macro, ChangeMacro, MacroRef } from '#contract/shapes/canned.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { macros, toMacro, insertMacro, stepsOf, updateMacro } from './macro-store.ts'
import { checkSteps } from './check-steps.ts'

/** Lists the macros by name, all of them or those in whose name words stand. */
export const listMacros = query({
  name: 'macro.list',
  permission: 'inbox:read',
  input: ListMacros,
  output: MacroPage,
  run: ({ tx, scope }, asked) => macros.page(tx, scope, asked, toMacro),
})

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
