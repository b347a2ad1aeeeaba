import type { Budget } from '#contract/shapes/budget.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const budgets: Resource<{ items: Budget[] }> = { key: 'budgets', load: () => client.budgets.list() }
