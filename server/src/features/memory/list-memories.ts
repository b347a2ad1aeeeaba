import { MemoryPage, ListMemories } from '#contract/shapes/memory.ts'
import { query } from '#kernel/use-case.ts'
import { pageOfMemories } from './page-of-memories.ts'
import { personOf } from './person.ts'

/** Lists what agents know of one, the newest first. */
export const listMemories = query({
  name: 'memory.list',
  permission: 'memory:read',
  input: ListMemories,
  output: MemoryPage,
  run: ({ tx, scope }, wanted) => pageOfMemories(tx, scope, personOf(scope), wanted),
})
