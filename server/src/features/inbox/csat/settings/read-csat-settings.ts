import { z } from 'zod'
import { CsatSettings } from '#contract/shapes/csat.ts'
import { query } from '#kernel/use-case.ts'
import { findSettings } from './settings-store.ts'

/** Shows whether and how people are asked how a conversation went. */
export const readCsatSettings = query({
  name: 'csat-settings.read',
  permission: 'tenant:manage',
  input: z.strictObject({}),
  output: CsatSettings,
  run: ({ tx }) => findSettings(tx),
})
