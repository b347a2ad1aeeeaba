import { z } from 'zod'
import {
  ListMacros,
  MacroPage,
  AddMacro,
  Macro,
  ChangeMacro,
  MacroRef,
  type MacroStep,
} from '#contract/shapes/canned.ts'
import { requireOperator } from '#features/inbox/handoff/index.ts'
import { query, command, type CommandContext } from '#kernel/use-case.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { refuseUnknown } from '../placeholders.ts'
import { macros, toMacro, insertMacro, stepsOf, updateMacro } from './macro-store.ts'

/** Lists macros by name: all, or those whose name contains the search words. */
export const listMacros = query({
  name: 'macro.list',
  permission: 'inbox:read',
  input: ListMacros,
  output: MacroPage,
  run: ({ tx, scope }, asked) => macros.page(tx, scope, asked, toMacro),
})

const MACROS_MAX = 200

/** Creates a macro: several inbox steps under one name. */
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

/** Renames a macro, or changes its steps. */
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

/** Deletes a macro. What it did stays. */
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

/**
 * The steps as they are stored. Throws Fault `invalid_input` for an unknown placeholder and for a label step that does
 * nothing, `not_found` or `precondition_failed` for a member who cannot be assigned.
 */
async function checkSteps(context: CommandContext, steps: readonly MacroStep[]): Promise<MacroStep[]> {
  for (const [at, step] of steps.entries()) {
    if (step.do === 'answer' || step.do === 'note') refuseUnknown(step.text, `steps.${at}.text`)
    if (step.do === 'assign' && step.memberId !== null) await requireOperator(context, step.memberId)
    if (step.do === 'label' && step.add.length + step.remove.length === 0)
      throw invalidInput(`steps.${at}: choose a label to add or remove`)
  }
  return steps.map((step) => ('text' in step ? { ...step, text: storableText(step.text) } : step))
}
