import { z } from 'zod'
import { ProactivePreferences } from '#contract/shapes/proactive.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { showPreferences } from './show-preferences.ts'

/** Shows whether and when agents may write to the caller first. */
export const readPreferences = query({
  name: 'proactive-preferences.read',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: ProactivePreferences,
  run: ({ tx, scope }) => showPreferences(tx, actorId(scope)),
})
