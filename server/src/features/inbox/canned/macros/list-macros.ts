import { ListMacros, MacroPage } from '#contract/shapes/canned.ts'
import { query } from '#kernel/use-case.ts'
import { macros, toMacro } from './macro-store.ts'

/** Lists the macros by name, all of them or those in whose name words stand. */
export const listMacros = query({
  name: 'macro.list',
  permission: 'inbox:read',
  input: ListMacros,
  output: MacroPage,
  run: ({ tx, scope }, asked) => macros.page(tx, scope, asked, toMacro),
})
