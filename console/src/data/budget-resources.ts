import { budgetCalls } from '#client/index.ts'
import type { Budget } from '#contract/shapes/budget.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

/** Calls about budgets. */
export const budgetApi = budgetCalls(client.transport)

export const budgets: Resource<{ items: Budget[] }> = { key: 'budgets', load: () => budgetApi.list() }
