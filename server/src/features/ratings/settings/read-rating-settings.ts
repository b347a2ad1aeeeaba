import { z } from 'zod'
import { RatingSettings } from '#contract/shapes/rating.ts'
import { query } from '#kernel/use-case.ts'
import { findSettings } from './settings-store.ts'

/** Shows whether and how people are asked how a conversation went. */
export const readRatingSettings = query({
  name: 'rating-settings.read',
  permission: 'tenant:manage',
  input: z.strictObject({}),
  output: RatingSettings,
  run: ({ tx }) => findSettings(tx),
})
