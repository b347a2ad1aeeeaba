import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const Pair = z.tuple([z.number(), z.number()])

/** By set, or by `set/wording`: nDCG@10 and recall@10, with a floor below which something is broken, and a goal. */
const Goals = z.record(z.string(), z.object({ floor: Pair.optional(), goal: Pair.optional() }))
export type Goals = z.infer<typeof Goals>

/** The goals in the file; none if there is no file. */
export const readGoals = (path: string): Goals =>
  existsSync(path) ? Goals.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}
