import { ErasedMemories, EraseVisitorMemories } from '#contract/shapes/memory.ts'
import { command } from '#kernel/use-case.ts'
import { forgetPerson } from '../forget-person.ts'
import { requireVisitor } from './require-visitor.ts'

/** Makes agents forget everything about a visitor who asked for that. */
export const eraseVisitorMemories = command({
  name: 'visitor-memory.erase-all',
  permission: 'conversation:read-inbox',
  input: EraseVisitorMemories,
  output: ErasedMemories,
  run: async (context, { visitorId }) =>
    forgetPerson(context, await requireVisitor(context.tx, context.scope, visitorId), null),
})
