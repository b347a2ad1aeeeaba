import { ListMacros, MacroPage } from '#contract/shapes/canned.ts'
import { query } from '#kernel/use-case.ts'
import { pageOfMacros } from './macro-store.ts'

/** Lists the macros by name, all of them or those in whose name words stand. */
export const listMacros = query({
  name: 'macro.list',
  permission: 'desk:read',
  input: ListMacros,
  output: MacroPage,
  run: ({ tx, scope }, asked) => pageOfMacros(tx, scope, asked),
})
