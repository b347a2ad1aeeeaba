import { MemoryPage, ListVisitorMemories } from '#contract/shapes/memory.ts'
import { query } from '#kernel/use-case.ts'
import { pageOfMemories } from '../page-of-memories.ts'
import { requireVisitor } from './require-visitor.ts'

/** Lists what agents know of a visitor, for operators, who read what visitors say anyway. */
export const listVisitorMemories = query({
  name: 'visitor-memory.list',
  permission: 'conversation:read-inbox',
  input: ListVisitorMemories,
  output: MemoryPage,
  run: async ({ tx, scope }, { visitorId, ...wanted }) =>
    pageOfMemories(tx, scope, await requireVisitor(tx, scope, visitorId), wanted),
})
